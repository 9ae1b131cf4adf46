import { weekdayOf } from '#kernel/day.ts'

/** A day so many days away, weekends made workdays: of the future forward, of the past back; today stays today. */
export function onWorkday(today: number, days: number): number {
  const weekday = weekdayOf(today + days)
  if (weekday < 6 || days === 0) return today + days
  return today + days + (days < 0 ? 5 - weekday : 8 - weekday)
}
