import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'

/** The day it is here. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** So many days after another. */
export function daysAfter(day: string, days: number): string {
  return dayOf(dayNumber(day) + days)
}

/** The Sunday that ends the week of a day. */
export function sundayOf(day: string): string {
  return daysAfter(day, 7 - weekdayOf(dayNumber(day)))
}

/** What a click on a button of the form means: today, tomorrow, in three days, in a week. */
export const QUICK_DAYS = [
  ['today', 0],
  ['tomorrow', 1],
  ['three_days', 3],
  ['week', 7],
] as const
