import { dayNumber, dayOf, daysInMonth, numberOf, partsOf, weekdayOf, weekOf } from '#kernel/day.ts'

export const VIEWS = ['day', 'workweek', 'week', 'month', 'list', 'team'] as const
export type View = (typeof VIEWS)[number]
export const TEAM_SPANS = ['day', 'week', 'month'] as const
export type TeamSpan = (typeof TEAM_SPANS)[number]

export interface Shown {
  view: View
  /** How much the team view shows. */
  span: TeamSpan
  /** A day of what is shown. */
  day: string
}

export interface Days {
  first: string
  last: string
}

/** How many days the list looks ahead. */
const AHEAD = 28

/** The day after. */
export function dayAfter(day: string, by = 1): string {
  return dayOf(dayNumber(day) + by)
}

/** Every day from the first to the last. */
export function daysOf({ first, last }: Days): string[] {
  const from = dayNumber(first)
  return Array.from({ length: dayNumber(last) - from + 1 }, (_, n) => dayOf(from + n))
}

/** The days a view shows: a month with the rest of its first and last week. */
export function daysShown({ view, span, day }: Shown): Days {
  const extent = view === 'team' ? span : view
  if (extent === 'day') return { first: day, last: day }
  if (extent === 'list') return { first: day, last: dayAfter(day, AHEAD - 1) }
  const monday = mondayOf(day)
  if (extent === 'workweek') return { first: monday, last: dayAfter(monday, 4) }
  if (extent === 'week') return { first: monday, last: dayAfter(monday, 6) }
  const { first, last } = monthOf(day)
  return view === 'team' ? { first, last } : { first: mondayOf(first), last: dayAfter(mondayOf(last), 6) }
}

/** The day to look at when one pages: months end as months do. */
export function paged({ view, span, day }: Shown, by: 1 | -1): string {
  const extent = view === 'team' ? span : view
  if (extent === 'day') return dayAfter(day, by)
  if (extent === 'list') return dayAfter(day, by * AHEAD)
  if (extent !== 'month') return dayAfter(day, by * 7)
  const { year, month, dayOfMonth } = partsOf(dayNumber(day))
  const to = year * 12 + month - 1 + by
  const [y, m] = [Math.floor(to / 12), (to % 12) + 1]
  return dayOf(numberOf({ year: y, month: m, dayOfMonth: Math.min(dayOfMonth, daysInMonth(y, m)) }))
}

export function mondayOf(day: string): string {
  const number = dayNumber(day)
  return dayOf(number - weekdayOf(number) + 1)
}

export function monthOf(day: string): Days {
  const parts = partsOf(dayNumber(day))
  const first = dayOf(numberOf({ ...parts, dayOfMonth: 1 }))
  return { first, last: dayAfter(first, daysInMonth(parts.year, parts.month) - 1) }
}

/** The calendar week by ISO 8601: the one that holds this week's Thursday. */
export function weekNumber(day: string): number {
  return weekOf(dayNumber(day))
}
