import {
  IconArrowLeft,
  IconCircleCheck,
  IconCircleDashed,
  IconCode,
  IconFileTypePdf,
  IconLock,
  IconPrinter,
  IconSend,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { apiRoot } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { download } from '#ui/download.ts'
import { formatMoment, formatMoney } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { used } from '#ui/recent.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { usePhone } from '#ui/use-phone.ts'
import type { Invoice } from '../../invoice.ts'
import { isBill, nextKinds } from '../../status.ts'
import { openConfirm, openConvert, openSend } from '../dialogs.ts'
import { documentName } from '../document-name.ts'
import '../invoices.css'
import '../paper.css'
import './page.css'
import { invoiceQuery, useInvoices } from '../invoices-api.ts'
import { pdfPath } from '../list/invoice-menu.ts'
import { MailStanding } from '../send/mail-standing.tsx'
import { printPdf } from '../print-pdf.ts'
import type { InvoiceSlots } from '../slots.ts'
import { Due, StateBadge } from '../state.tsx'
import { Document } from './document.tsx'

/** A document as a page: what it says, how it stands, and what can be done with it. */
export function InvoicePageScreen({ slots = {} }: { slots?: InvoiceSlots }) {
  const user = useUser()
  const { id = '' } = useParams()
  const { data: invoice, error } = useQuery(invoiceQuery(id))
  const title = invoice && documentName(invoice)
  const subtitle = invoice?.contact?.name ?? null
  useRecordName(title)
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind: 'invoice', id, title, subtitle, mark: null })
  }, [user.id, id, title, subtitle])
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return <NotFoundPage />
  if (error && !invoice) throw error
  if (!invoice) return null
  if (invoice.status === 'draft' && invoice.can.includes('change'))
    return <Navigate to={`/invoices/${id}/edit`} replace />
  return <Reading key={id} {...{ invoice, slots }} />
}

function Reading({ invoice, slots: { Payments } }: { invoice: Invoice; slots: InvoiceSlots }) {
  const t = useText()
  return (
    <div className="invoice-editor">
      <header className="invoice-bar">
        <Link className="icon-button" to="/invoices" aria-label={t('invoices.title')}>
          <IconArrowLeft size={16} stroke={1.75} />
        </Link>
        <h1 className="cut">{documentName(invoice)}</h1>
        <StateBadge invoice={invoice} />
        <Due invoice={invoice} />
        <span className="grow" />
        <Commands invoice={invoice} />
      </header>
      <div className="invoice-read">
        <Document invoice={invoice} />
        <aside className="invoice-side" aria-label={t('invoices.standing')}>
          <Steps invoice={invoice} />
          {Payments && <Payments invoice={invoice} />}
          <Chain invoice={invoice} />
          {invoice.issuedAt && (
            <section>
              <h2>{t('invoices.seal')}</h2>
              <p className="invoice-seal">
                <IconLock size={14} stroke={1.75} />{' '}
                {t('invoices.sealed', { at: formatMoment(invoice.issuedAt) })}
              </p>
            </section>
          )}
        </aside>
      </div>
    </div>
  )
}

function Commands({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const path = pdfPath(invoice.id)
  const phone = usePhone()
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={t('invoices.pdf')}
        onClick={() => download(pdfPath(invoice.id, true))}
      >
        <IconFileTypePdf size={16} stroke={1.75} />
        <span>{t('invoices.pdf')}</span>
      </button>
      {isBill(invoice.kind) && !phone && (
        <button
          type="button"
          className="button"
          aria-label={t('invoices.xml')}
          onClick={() => download(xmlPath(invoice.id))}
        >
          <IconCode size={16} stroke={1.75} />
          <span>{t('invoices.xml')}</span>
        </button>
      )}
      {!phone && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('invoices.print')}
          title={t('invoices.print')}
          onClick={() => printPdf(path)}
        >
          <IconPrinter size={16} stroke={1.75} />
        </button>
      )}
      {invoice.can.includes('send') && (
        <button
          type="button"
          className={invoice.sentAt ? 'button' : 'button primary'}
          aria-label={t(invoice.sentAt ? 'invoices.send_again' : 'invoices.send')}
          onClick={() => void openSend({ kind: 'invoice', id: invoice.id })}
        >
          <IconSend size={16} stroke={1.75} />
          <span>{t(invoice.sentAt ? 'invoices.send_again' : 'invoices.send')}</span>
        </button>
      )}
      <MoreMenu label={t('invoices.more')} items={useMoreItems(invoice)} />
    </>
  )
}

const xmlPath = (id: string): string => `${apiRoot}/invoices/${id}.xml?download=true`

/** What else its state and one's rights allow. */
function useMoreItems(invoice: Invoice): MenuItem[] {
  const t = useText()
  const go = useNavigate()
  const invoices = useInvoices()
  const phone = usePhone()
  const may = (command: Invoice['can'][number]) => invoice.can.includes(command)
  const when = (fits: boolean, item: MenuItem): MenuItem[] => (fits ? [item] : [])
  const edit = ({ id }: Invoice) => void go(`/invoices/${id}/edit`)
  const cancel = () =>
    void openConfirm({
      title: t('invoices.cancel_title', { name: documentName(invoice) }),
      text: t(isBill(invoice.kind) ? 'invoices.cancel_text' : 'invoices.cancel_text_plain'),
      action: t('invoices.cancel'),
      danger: true,
      run: async () => {
        const answer = await invoices.cancel(invoice)
        if (answer.id !== invoice.id) await go(`/invoices/${answer.id}`)
        say(t('invoices.cancelled', { name: documentName(invoice) }))
      },
    })
  const set = (status: 'accepted' | 'rejected' | 'paid') => () =>
    void invoices.setStatus(invoice, status).catch(complain)
  return [
    ...when(phone && isBill(invoice.kind), {
      id: 'xml',
      label: t('invoices.xml'),
      run: () => download(xmlPath(invoice.id)),
    }),
    ...when(phone, { id: 'print', label: t('invoices.print'), run: () => printPdf(pdfPath(invoice.id)) }),
    ...when(may('accept'), { id: 'accept', label: t('invoices.accept'), run: set('accepted') }),
    ...when(may('reject'), { id: 'reject', label: t('invoices.reject'), run: set('rejected') }),
    ...when(may('pay'), { id: 'paid', label: t('invoices.mark_paid'), run: set('paid') }),
    ...when(nextKinds(invoice).length > 0, {
      id: 'convert',
      label: t('invoices.convert'),
      run: () => void openConvert({ invoice }).then((made) => made && edit(made)),
    }),
    {
      id: 'copy',
      label: t('invoices.duplicate'),
      run: () => void invoices.duplicate(invoice).then(edit, complain),
    },
    ...when(isBill(invoice.kind) && invoice.kind !== 'cancellation' && invoice.contact !== null, {
      id: 'plan',
      label: t('plans.from_invoice'),
      run: () => void go(`/invoices/plans/new?invoice=${invoice.id}`),
    }),
    ...when(may('correct'), {
      id: 'correct',
      label: t('invoices.correct'),
      run: () => void invoices.correct(invoice).then(edit, complain),
    }),
    ...when(may('cancel'), { id: 'line', divider: true }),
    ...when(may('cancel'), { id: 'cancel', label: t('invoices.cancel'), danger: true, run: cancel }),
  ]
}

/** What has happened with it, and what is still to come. */
function Steps({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const { createdAt, issuedAt, sentAt, status, reminderLevel, open, currency } = invoice
  const isMoney = isBill(invoice.kind) && invoice.kind !== 'cancellation'
  const steps: [string, string | boolean | null][] = [
    [t('invoices.step.created'), createdAt],
    [t('invoices.step.issued'), issuedAt],
    [t('invoices.step.sent'), sentAt],
    ...(reminderLevel > 0
      ? [[t('invoices.reminded', { level: reminderLevel }), true] as [string, boolean]]
      : []),
    ...(isMoney && status !== 'cancelled'
      ? [
          [
            status === 'paid'
              ? t('invoices.state.paid')
              : t('invoices.step.open', { amount: formatMoney(open, currency) }),
            status === 'paid',
          ] as [string, boolean],
        ]
      : []),
    ...(['accepted', 'rejected', 'cancelled'].includes(status)
      ? [[t(`invoices.state.${status as 'accepted'}`), true] as [string, boolean]]
      : []),
  ]
  return (
    <section>
      <h2>{t('invoices.standing')}</h2>
      <ol className="invoice-steps">
        {steps.map(([words, at]) => (
          <li key={words} className={at ? '' : 'ahead'}>
            {at ? <IconCircleCheck size={16} stroke={1.75} /> : <IconCircleDashed size={16} stroke={1.75} />}
            <span>{words}</span>
            <span className="muted num">{typeof at === 'string' ? formatMoment(at) : ''}</span>
          </li>
        ))}
      </ol>
      {invoice.mail && <MailStanding mail={invoice.mail} />}
    </section>
  )
}

/** From which it was made and what was made of it. */
function Chain({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const { source, following } = invoice
  if (!source && following.length === 0) return null
  return (
    <section>
      <h2>{t('invoices.chain')}</h2>
      <ul className="invoice-chain">
        {source && (
          <li>
            <span className="muted">{t('invoices.chain.from')}</span>
            <Link to={`/invoices/${source.id}`}>{documentName(source)}</Link>
          </li>
        )}
        {following.map((one) => (
          <li key={one.id}>
            <span className="muted">{t('invoices.chain.to')}</span>
            <Link to={`/invoices/${one.id}`}>{documentName(one)}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
