import { IconMailExclamation, IconX } from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import { cents, sum } from '#kernel/decimal.ts'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { OpenItems } from '../../open-items.ts'

interface ChosenBarProps {
  data: OpenItems
  chosen: ReadonlySet<string>
  onClear: () => void
}

/** What can be done with the chosen documents, and what they come to. */
export function ChosenBar({ data, chosen, onClear }: ChosenBarProps) {
  const t = useText()
  const go = useNavigate()
  const mine = data.items.flatMap(({ currency, invoices }) =>
    invoices.filter(({ id }) => chosen.has(id)).map(({ id, open }) => ({ id, open, currency })),
  )
  if (mine.length === 0) return null
  const sums = Map.groupBy(mine, ({ currency }) => currency)
    .entries()
    .map(([currency, some]) => formatMoney(cents(sum(some.map(({ open }) => open))), currency))
    .toArray()
  const remind = () => void go('/invoices/reminders', { state: { invoiceIds: mine.map(({ id }) => id) } })
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.title')}>
      <span className="bulk-count num">{t('bulk.chosen', { count: mine.length })}</span>
      <span className="num muted">{sums.join(' · ')}</span>
      <button type="button" className="button small" onClick={remind}>
        <IconMailExclamation size={14} stroke={1.75} />
        {t('reminders.remind')}
      </button>
      <button type="button" className="icon-button small" aria-label={t('bulk.clear')} onClick={onClear}>
        <IconX size={14} stroke={1.75} />
      </button>
    </div>
  )
}
