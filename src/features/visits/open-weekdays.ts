import { minutesOf } from '#kernel/clock.ts'
import type { OpeningHours } from './opening-hours.ts'
import type { VisitSample } from './visit-plan.ts'

const ALL = [1, 2, 3, 4, 5, 6, 7]

/**
 * On which ISO weekdays a customer can be visited: those with opening hours that a visit of this length fits into, at its
 * time if it has one. Null when no hours are known: then on all.
 */
export function openWeekdays(
  hours: OpeningHours | null,
  { startTime, durationMinutes = 0 }: Pick<VisitSample, 'startTime' | 'durationMinutes'>,
): number[] | null {
  if (!hours || Object.keys(hours).length === 0) return null
  return ALL.filter((weekday) =>
    (hours[String(weekday) as keyof OpeningHours] ?? []).some(([opens, closes]) => {
      const begin = startTime ? minutesOf(startTime) : minutesOf(opens)
      return begin >= minutesOf(opens) && begin + durationMinutes <= minutesOf(closes)
    }),
  )
}
