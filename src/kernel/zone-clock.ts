import { remembered } from './remembered.ts'
import { DAY } from './wall.ts'
import type { Wall } from './wall.ts'

const HOUR = 3_600_000

/**
 * The instant (milliseconds since 1970) at which a clock of this zone shows this. What DST skips lies as far behind the
 * gap, what it repeats is the first of both (RFC 5545, 3.3.5).
 */
export function instantOf(wall: Wall, zone: string): number {
  const offset = steadyOffset(`${Math.floor(wall / DAY)} ${zone}`)
  if (offset !== 'changes') return wall - offset
  return Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, -1)).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  }).epochMilliseconds
}

/** What a clock of this zone shows at an instant. */
export function wallAt(instant: number, zone: string): Wall {
  return instant + offsetAt(instant, zone)
}

/** Both ends as instants; what lasts does so in a night of DST too. */
export function spanOf(start: Wall, end: Wall, zone: string): { startsAt: number; endsAt: number } {
  const startsAt = instantOf(start, zone)
  const endsAt = instantOf(end, zone)
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : startsAt + (end - start) }
}

/** `2026-11-21T08:00:00Z`, as the database says it too. */
export function isoInstant(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

/** How far clocks are ahead of UTC on a day, where it is the same all day and around it. */
const steadyOffset = remembered((dayAndZone): number | 'changes' => {
  const [day = '', zone = ''] = dayAndZone.split(' ')
  const midnight = Number(day) * DAY
  const before = offsetAt(midnight - 15 * HOUR, zone)
  return before === offsetAt(midnight + DAY + 15 * HOUR, zone) ? before : 'changes'
})

function offsetAt(instant: number, zone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  )
}
