import { IconArrowBackUp, IconBuildingBank, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Invoice } from '#features/invoices/invoice.ts'
import { isBill } from '#features/invoices/status.ts'
import { documentName } from '#features/invoices/web/document-name.ts'
import { openConfirm } from '#features/invoices/web/dialogs.ts'
import { dayOf } from '#features/invoices/web/state.tsx'
import { today } from '#features/money/web/today.ts'
import { formatExact, formatMoney, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { restOf, skontoOn } from '../../pay-proposal.ts'
import type { Payment, PaymentState } from '../../payment.ts'
import { openPay } from '../dialogs.ts'
import { paymentsQuery, usePayments } from '../payments-api.ts'
import '../payments.css'
import { LettersPart } from './letters-part.tsx'

/** What was paid for a document, what is open, and what was asked for again. */
export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const isMoney = isBill(invoice.kind) && invoice.status !== 'draft'
  const { data } = useQuery({ ...paymentsQuery(invoice.id), enabled: isMoney })
  if (!isMoney || !data) return null
  return (
    <>
      <PaymentsPart {...{ invoice }} state={data} />
      <LettersPart invoice={invoice} />
    </>
  )
}

function PaymentsPart({ invoice, state }: { invoice: Invoice; state: PaymentState }) {
  const t = useText()
  const mayPay = invoice.status === 'issued' && invoice.can.includes('pay')
  const mayTakeBack = invoice.status === 'issued' || invoice.status === 'paid'
  if (state.items.length === 0 && !mayPay) return null
  const pay = () => void openPay({ invoiceId: invoice.id, name: documentName(invoice) })
  return (
    <section className="pay-panel">
      <h2>{t('payments.title')}</h2>
      <Standing state={state} />
      {state.items.length > 0 && (
        <ul className="pay-list">
          {state.items.map((payment) => (
            <PaymentLine key={payment.id} {...{ payment, state, mayTakeBack }} />
          ))}
        </ul>
      )}
      <Offer {...{ invoice, state }} />
      {mayPay && (
        <button type="button" className="button" onClick={pay}>
          <IconPlus size={16} stroke={2} />
          {t('payments.new')}
        </button>
      )}
    </section>
  )
}

/** How far it is paid, as a bar and in figures. */
function Standing({ state }: { state: PaymentState }) {
  const t = useText()
  const { currency, payable, settled, overpaid, skonto } = state
  const money = (amount: string) => formatMoney(amount, currency)
  const part = Number(payable) === 0 ? 0 : Math.min(1, Math.max(0, Number(settled) / Number(payable)))
  const rest = restOf(state)
  return (
    <>
      <progress className="pay-bar" value={part} aria-label={t('payments.paid_part')} />
      <dl className="pay-sums">
        <dt>{t('payments.settled')}</dt>
        <dd className="num">
          {money(settled)} <span className="muted">{t('payments.of', { amount: money(payable) })}</span>
        </dd>
        {Number(overpaid) > 0 ? (
          <>
            <dt>{t('payments.overpaid')}</dt>
            <dd className="num">
              <span className="badge amber">{money(overpaid)}</span>
            </dd>
          </>
        ) : (
          <>
            <dt>{t('payments.open')}</dt>
            <dd className="num strong">{money(rest)}</dd>
          </>
        )}
      </dl>
      {skonto && skontoOn(state, today()) && (
        <p className="muted">
          {t('payments.skonto_terms', {
            day: dayOf(skonto.until),
            amount: money(skonto.payable),
            less: money(skonto.amount),
          })}
        </p>
      )}
    </>
  )
}

/** The rest is Skonto that was earned: one click books it. */
function Offer({ invoice, state }: { invoice: Invoice; state: PaymentState }) {
  const t = useText()
  const { add } = usePayments()
  const { offer, currency } = state
  if (offer === null) return null
  const last = state.items.findLast(({ revokedAt }) => revokedAt === null)
  const body = {
    amount: offer,
    day: last?.day ?? today(),
    kind: 'skonto',
    note: '',
    takeSkonto: false,
  } as const
  return (
    <div className="pay-offer">
      <p>{t('payments.offer', { amount: formatMoney(offer, currency) })}</p>
      <button
        type="button"
        className="button small"
        onClick={() => void add(invoice.id, state, body).catch(complain)}
      >
        {t('payments.offer_take')}
      </button>
    </div>
  )
}

interface PaymentLineProps {
  payment: Payment
  state: PaymentState
  mayTakeBack: boolean
}

function PaymentLine({ payment, state: { currency }, mayTakeBack }: PaymentLineProps) {
  const t = useText()
  const { revoke } = usePayments()
  const { kind, amount, day, note, bankEntryId, revokedAt } = payment
  const said = formatMoney(amount, currency)
  const takeBack = () =>
    bankEntryId
      ? void openConfirm({
          title: t('payments.revoke_title', { amount: said }),
          text: t('payments.revoke_bank'),
          action: t('payments.revoke'),
          run: () => revoke(payment),
        })
      : void revoke(payment)
  return (
    <li className={revokedAt ? 'revoked' : ''}>
      <span className="num muted" title={formatExact(day)}>
        {dayOf(day)}
      </span>
      <span className="pay-kind">
        {t(`payments.kind.${kind}`)}
        {bankEntryId && (
          <span className="muted" title={t('payments.from_bank')}>
            <IconBuildingBank size={14} stroke={1.75} aria-label={t('payments.from_bank')} role="img" />
          </span>
        )}
      </span>
      <span className="num pay-amount">{said}</span>
      {!revokedAt && mayTakeBack ? (
        <button
          type="button"
          className="icon-button small"
          title={t('payments.revoke')}
          aria-label={t('payments.revoke_of', { amount: said, day: dayOf(day) })}
          onClick={takeBack}
        >
          <IconArrowBackUp size={14} stroke={1.75} />
        </button>
      ) : (
        <span />
      )}
      {(note || revokedAt) && (
        <span className="pay-note muted">
          {[note, revokedAt && t('payments.revoked_at', { at: formatMoment(revokedAt) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </li>
  )
}
