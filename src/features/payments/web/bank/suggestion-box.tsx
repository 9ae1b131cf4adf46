import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { dayOf } from '#features/invoices/web/state.tsx'
import { formatMoney, formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Suggestion } from '../../bank.ts'

const colours = { certain: 'green', likely: 'blue', possible: '' } as const

interface SuggestionBoxProps {
  suggestion: Suggestion
  currency: string
  onTake: () => Promise<unknown>
}

/** Which documents an entry may pay, how sure that is, and why. */
export function SuggestionBox({ suggestion, currency, onTake }: SuggestionBoxProps) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const { sure, score, reasons, contact, invoices } = suggestion
  const take = async () => {
    setBusy(true)
    await onTake()
    setBusy(false)
  }
  return (
    <div className="bank-suggestion">
      <div className="bank-top">
        <strong className="cut">
          <Link to={`/contacts/${contact.id}?tab=invoices`}>{contact.name}</Link>
        </strong>
        <span className={`badge ${colours[sure]}`} title={t('bank.score', { score })}>
          {t(`bank.sure.${sure}`)}
        </span>
      </div>
      <ul className="bank-paid">
        {invoices.map(({ id, number, dueDate, open, amount, takeSkonto }) => (
          <li key={id}>
            <Link to={`/invoices/${id}`}>{number}</Link>
            <span className="muted num">{t('bank.due', { day: dayOf(dueDate) })}</span>
            {takeSkonto && <span className="badge">{t('bank.with_skonto')}</span>}
            <span className="grow" />
            <span className="num">
              {formatMoney(amount, currency)}
              {amount !== open && !takeSkonto && (
                <span className="muted"> {t('payments.of', { amount: formatMoney(open, currency) })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="bank-why">
        <span className="muted">{formatWords(reasons.map((reason) => t(`bank.reason.${reason}`)))}</span>
        <button
          type="button"
          className={sure === 'certain' ? 'button small primary' : 'button small'}
          disabled={busy}
          onClick={() => void take()}
        >
          <IconCheck size={14} stroke={2} />
          {t('bank.take')}
        </button>
      </div>
    </div>
  )
}
