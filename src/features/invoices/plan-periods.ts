import { dayNumber, dayOf, daysInMonth, numberOf, partsOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export const PLAN_UNITS = ['week', 'month', 'quarter', 'year'] as const
export type PlanUnit = (typeof PLAN_UNITS)[number]

/** How often something is billed, counted from its first day. */
export interface PlanRhythm {
  startDay: Day
  every: number
  unit: PlanUnit
}

export interface PlanPeriod {
  from: Day
  to: Day
  /** The contract ends within it: it is shorter than the others. */
  isCut: boolean
}

const MONTHS = { month: 1, quarter: 3, year: 12 }

/**
 * The first day of the period with this number, the first one being 0. Months are counted from the start, not from the
 * period before: what begins on the 31st begins on 28 February and on 31 March again.
 */
export function periodStart({ startDay, every, unit }: PlanRhythm, index: number): Day {
  const start = dayNumber(startDay)
  if (unit === 'week') return dayOf(start + 7 * every * index)
  const { year, month, dayOfMonth } = partsOf(start)
  const months = year * 12 + month - 1 + MONTHS[unit] * every * index
  const [intoYear, intoMonth] = [Math.floor(months / 12), (months % 12) + 1]
  return dayOf(
    numberOf({
      year: intoYear,
      month: intoMonth,
      dayOfMonth: Math.min(dayOfMonth, daysInMonth(intoYear, intoMonth)),
    }),
  )
}

/** The first period that begins on this day or later, as its number. */
export function periodIndexFrom(rhythm: PlanRhythm, day: Day): number {
  let index = Math.max(0, guess(rhythm, day) - 1)
  while (periodStart(rhythm, index) < day) index++
  return index
}

/** The days of the period that begins on this day or, where none does, of the next one. */
export function periodFrom(rhythm: PlanRhythm, day: Day, endDay: Day | null = null): PlanPeriod {
  const index = periodIndexFrom(rhythm, day)
  const last = dayOf(dayNumber(periodStart(rhythm, index + 1)) - 1)
  const isCut = endDay !== null && endDay < last
  return { from: periodStart(rhythm, index), to: isCut ? endDay : last, isCut }
}

/** The first day of the period after the one that begins on this day. */
export function nextStart(rhythm: PlanRhythm, day: Day): Day {
  return periodStart(rhythm, periodIndexFrom(rhythm, dayOf(dayNumber(day) + 1)))
}

/** The day on which the invoice of a period is written. */
export const writtenOn = (from: Day, leadDays: number): Day => dayOf(dayNumber(from) + leadDays)

function guess({ startDay, every, unit }: PlanRhythm, day: Day): number {
  const days = dayNumber(day) - dayNumber(startDay)
  const length = unit === 'week' ? 7 * every : 31 * MONTHS[unit] * every
  return Math.floor(days / length)
}
