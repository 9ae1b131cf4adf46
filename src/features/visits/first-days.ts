import { weekdayOf } from '#kernel/day.ts'
import { dateAfter, intervalDays, nominalDays } from './occurrences.ts'
import type { Beat } from './occurrences.ts'
import type { VisitPlan } from './visit-plan.ts'

export interface FirstDayRules extends Pick<VisitPlan, 'first' | 'workdays'> {
  rhythm: Beat
  startDate: number
}

/**
 * The anchors of new chains, one for each customer in the order given; undefined where the rhythm has no date at all.
 * `spread` hands out the days of the first interval evenly and in that order: customers ordered by postal code who live
 * near each other begin near each other.
 */
export function firstDays(
  rules: FirstDayRules,
  customers: readonly { lastVisit: number | null }[],
): (number | undefined)[] {
  const { first, rhythm, startDate } = rules
  const start = nominalDays(rhythm, startDate).at(0)
  if (first === 'start') return customers.map(() => start)
  if (first === 'lastVisit') {
    return customers.map(({ lastVisit }) =>
      lastVisit === null ? start : notBefore(rhythm, lastVisit, startDate),
    )
  }
  const days = daysOfFirstInterval(rules)
  return customers.map((_, at) => days[Math.floor((at * days.length) / customers.length)] ?? start)
}

/** One interval after the last visit, or the first date from the start on when that has passed. */
function notBefore(rhythm: Beat, lastVisit: number, startDate: number): number | undefined {
  const due = dateAfter(rhythm, lastVisit)
  return due !== undefined && due >= startDate ? due : nominalDays(rhythm, startDate).at(0)
}

/** Days of the first interval on which a chain can begin; those that are no workdays only when there are no others. */
function daysOfFirstInterval({ rhythm, startDate, workdays }: FirstDayRules): number[] {
  const length = Math.max(1, Math.round(intervalDays(rhythm)))
  const begins = Array.from({ length }, (_, at) => startDate + at).filter(
    (day) => nominalDays(rhythm, day).at(0) === day,
  )
  const working = begins.filter((day) => workdays.includes(weekdayOf(day)))
  return working.length > 0 ? working : begins
}
