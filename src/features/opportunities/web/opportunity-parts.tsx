import { IconAlertTriangle, IconHourglass, IconLock } from '@tabler/icons-react'
import { formatDay, formatExact, formatMoney, formatRoundMoney } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Sums } from '../figures.ts'
import type { Opportunity } from '../opportunity.ts'
import './opportunities.css'

/** The stage with its colour; the colour never stands alone. */
export function StageMark({ stage }: { stage: Pick<Opportunity['stage'], 'name' | 'color'> }) {
  return (
    <span className="stage-mark">
      <span className="stage-dot" style={{ background: stage.color }} />
      <span className="cut">{stage.name}</span>
    </span>
  )
}

/** When it is to be closed, or was; red and with a sign when that is past. */
export function Close({
  opportunity,
}: {
  opportunity: Pick<Opportunity, 'closedOn' | 'expectedClose' | 'overdue'>
}) {
  const t = useText()
  const { closedOn, expectedClose, overdue } = opportunity
  const day = closedOn ?? expectedClose
  if (day === null) return null
  const title = t(closedOn ? 'opportunities.closed_on' : 'opportunities.expected_on', {
    day: formatExact(day),
  })
  return (
    <span className={overdue ? 'opportunity-close overdue' : 'opportunity-close'} title={title}>
      {overdue && <IconAlertTriangle size={13} stroke={2} />}
      <span className="num">
        {formatDay(day)}
        {overdue && <span className="sr-only"> ({t('opportunities.overdue')})</span>}
      </span>
    </span>
  )
}

/** Says that nothing has happened in its stage for too long. */
export function StaleMark({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  if (!opportunity.stale) return null
  return (
    <span
      className="stale-mark"
      title={t('opportunities.stale_since', { day: formatExact(opportunity.stageSince) })}
    >
      <IconHourglass size={12} stroke={2} />
      {t('opportunities.stale')}
    </span>
  )
}

/** A lock where not everybody sees it. */
export function RestrictedMark({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  if (opportunity.visibility !== 'managers') return null
  const label = t('opportunities.restricted')
  return (
    <span className="restricted-mark" title={label}>
      <IconLock size={13} stroke={1.75} />
      <span className="sr-only">{label}</span>
    </span>
  )
}

/** What it is worth in all. */
export const worth = ({ total, currency }: Pick<Opportunity, 'total' | 'currency'>): string =>
  formatMoney(total, currency)

/** 200,00 € je Monat, 5 Monate. */
export function amountWords(t: Translate, { amount, currency, billing, periods }: Opportunity): string {
  const money = formatMoney(amount, currency)
  if (billing === 'fixed') return money
  return `${money} ${t(`opportunities.per.${billing}`)} × ${t(`opportunities.periods.${billing}`, { count: periods })}`
}

/** 12.000 € + 500 CHF: without cents, which nobody compares at a glance. */
export function roundWords(sums: readonly Sums[], field: 'total' | 'weighted' = 'total'): string {
  return sums.map((one) => formatRoundMoney(one[field], one.currency)).join(' + ')
}

/** 12.000,00 € + 500,00 CHF. */
export function sumWords(sums: readonly Sums[], field: 'total' | 'weighted' = 'total'): string {
  return sums.map((one) => formatMoney(one[field], one.currency)).join(' + ')
}
