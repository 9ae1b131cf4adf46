/**
 * A wall clock as a number to count with: milliseconds since 1970 as if the clock hung in UTC. It is no instant; that
 * takes a zone.
 */
export type Wall = number

export const MINUTE = 60_000
export const DAY = 86_400_000

/** `2026-11-21T08:00` or `2026-11-21`; NaN when there is no such day. */
export function wallOf(text: string): Wall {
  const wall = Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text.slice(0, 16)}Z`)
  return Number.isNaN(wall) || dayText(wall) !== text.slice(0, 10) ? Number.NaN : wall
}

/** `2026-11-21T08:00`. */
export function wallText(wall: Wall): string {
  return new Date(wall).toISOString().slice(0, 16)
}

/** `2026-11-21`. */
export function dayText(wall: Wall): string {
  return new Date(wall).toISOString().slice(0, 10)
}

/** As calendars outside say it: with a time only when it has one. */
export function written(wall: Wall, allDay: boolean): string {
  return allDay ? dayText(wall) : wallText(wall)
}
