import { IconAlertTriangle, IconFlag, IconPlayerPause, IconRefresh } from '@tabler/icons-react'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { InvoicePlanRow, PlanRaise } from '../../invoice-plan.ts'
import type { PlanUnit } from '../../plan-periods.ts'
import { dayOf } from '../state.tsx'

const looks = {
  running: { colour: 'green', Icon: IconRefresh },
  paused: { colour: 'amber', Icon: IconPlayerPause },
  stuck: { colour: 'red', Icon: IconAlertTriangle },
  over: { colour: '', Icon: IconFlag },
} as const

export const PLAN_STATES = ['running', 'paused', 'stuck', 'over'] as const
type State = (typeof PLAN_STATES)[number]

type Standing = Pick<InvoicePlanRow, 'nextDay' | 'paused' | 'stuck'>

/** How a plan stands: it runs, rests, is over, or could not write what was due. */
export function planStateOf({ nextDay, paused, stuck }: Standing): State {
  if (nextDay === null) return 'over'
  if (stuck !== null) return 'stuck'
  return paused ? 'paused' : 'running'
}

/** The state of a plan by colour, icon and word. */
export function PlanBadge({ plan }: { plan: Standing }) {
  const t = useText()
  const state = planStateOf(plan)
  const { colour, Icon } = looks[state]
  return (
    <span className={`badge ${colour}`}>
      <Icon size={13} stroke={2} />
      {t(`plans.state.${state}`)}
    </span>
  )
}

/** How often it is billed: monatlich, alle 3 Monate. */
export function rhythmWords(t: Translate, { every, unit }: { every: number; unit: PlanUnit }): string {
  return every === 1 ? t(`plans.every.${unit}`) : t(`plans.every_many.${unit}`, { count: every })
}

/** A period as it stands on paper. */
export const periodWords = ({ from, to }: { from: string; to: string }): string =>
  `${dayOf(from)} – ${dayOf(to)}`

/** By how much prices rise: +2 %, +5,00 € je Einzelpreis. */
export function raiseWords(t: Translate, { percent, amount }: PlanRaise, currency: string): string {
  const sign = (value: string) => (Number(value) < 0 ? '−' : '+')
  const plain = (value: string) => value.replace('-', '')
  return [
    ...(Number(percent) === 0
      ? []
      : [`${sign(percent)}${formatNumber(Number(plain(percent)), { maximumFractionDigits: 4 })} %`]),
    ...(amount && Number(amount) !== 0
      ? [t('plans.per_price', { amount: `${sign(amount)}${formatMoney(plain(amount), currency)}` })]
      : []),
  ].join(', ')
}
