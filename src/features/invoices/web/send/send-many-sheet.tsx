import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ListError } from '#ui/list/list-states.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { DocumentsSent } from '../../document-mail.ts'
import { manyQuery, useSend } from './send-api.ts'
import './send.css'

interface SendManySheetProps {
  ids: string[]
  onDone: (sent: boolean) => void
}

/** Sends many documents, each to its own customer: says before to whom, and what is left. */
export function SendManySheet({ ids, onDone }: SendManySheetProps) {
  const t = useText()
  const { data, error, refetch } = useQuery(manyQuery(ids))
  const { sendMany } = useSend()
  const [busy, setBusy] = useState(false)
  const count = data?.items.length ?? 0
  const send = async () => {
    setBusy(true)
    try {
      const { items } = await sendMany(data?.items.map(({ id }) => id) ?? [])
      say(t('invoices.send.many_done', { count: items.length }))
      onDone(true)
    } catch (problem) {
      complain(problem)
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('invoices.send.many')} onClose={() => onDone(false)} wide>
      <div className="sheet-body send-many">
        {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
        {data && !data.ready && <p className="send-note">{t('invoices.send.not_ready_many')}</p>}
        {data && <Going items={data.items} />}
        {data && data.left.length > 0 && <Left left={data.left} onFollow={() => onDone(false)} />}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => onDone(false)}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          data-autofocus
          disabled={busy || count === 0 || !data?.ready}
          onClick={() => void send()}
        >
          {count === 0 ? t('invoices.send') : t('invoices.send.many_action', { count })}
        </button>
      </footer>
    </Sheet>
  )
}

function Going({ items }: Pick<DocumentsSent, 'items'>) {
  const t = useText()
  if (items.length === 0) return <p className="muted">{t('invoices.send.many_none')}</p>
  return (
    <ul aria-label={t('invoices.send.many_to')}>
      {items.map(({ id, number, contact, to }) => (
        <li key={id}>
          <strong className="num">{number}</strong>
          <span className="cut">{contact}</span>
          <span className="muted cut">{to.join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}

function Left({ left, onFollow }: Pick<DocumentsSent, 'left'> & { onFollow: () => void }) {
  const t = useText()
  return (
    <>
      <h3>{t('invoices.send.many_left', { count: left.length })}</h3>
      <ul>
        {left.map((one) => (
          <li key={one.id}>
            <Link className="num" to={`/invoices/${one.id}`} onClick={onFollow}>
              {one.name || t('invoices.no_number')}
            </Link>
            <span className="cut">{reasonOf(one, t)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function reasonOf({ code, message }: { code: string; message: string }, t: Translate): string {
  if (code === 'mail.no_address') return t('problem.mail.no_address')
  if (code === 'invoice.draft') return t('problem.invoice.draft')
  if (code === 'invoice.not_yours') return t('problem.invoice.not_yours')
  return message
}
