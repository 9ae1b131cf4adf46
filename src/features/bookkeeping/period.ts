import { dayNumber, dayOf, daysInMonth, numberOf, partsOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export const PERIOD_KINDS = ['month', 'quarter', 'year', 'own'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

export interface BooksPeriod {
  kind: PeriodKind
  from: Day
  to: Day
}

const MONTHS = { month: 1, quarter: 3, year: 12 }

/** The month, quarter or fiscal year in which a day lies; `yearStart` is the first day of one, such as `01-01`. */
export function periodAround(kind: Exclude<PeriodKind, 'own'>, day: Day, yearStart = '01-01'): BooksPeriod {
  const { year, month } = partsOf(dayNumber(day))
  const first = kind === 'year' ? Number(yearStart.slice(0, 2)) : 1
  const length = MONTHS[kind]
  const since = (month - first + 12) % length
  return monthsFrom(kind, year * 12 + month - 1 - since)
}

/** The period so many before or after this one; one's own stays where it is. */
export function stepped(period: BooksPeriod, by: number): BooksPeriod {
  const { kind, from } = period
  if (kind === 'own') return period
  const { year, month } = partsOf(dayNumber(from))
  return monthsFrom(kind, year * 12 + month - 1 + by * MONTHS[kind])
}

function monthsFrom(kind: Exclude<PeriodKind, 'own'>, months: number): BooksPeriod {
  const last = months + MONTHS[kind] - 1
  return { kind, from: dayIn(months, 'first'), to: dayIn(last, 'last') }
}

function dayIn(months: number, which: 'first' | 'last'): Day {
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  return dayOf(numberOf({ year, month, dayOfMonth: which === 'first' ? 1 : daysInMonth(year, month) }))
}
