import type { DateTimeTimeZone, NullableOption } from '@microsoft/microsoft-graph-types'
import { ianaZoneOf } from '#kernel/groupware/zone/iana-zone.ts'
import { windowsZoneOf } from '#kernel/groupware/zone/windows-zone.ts'
import { dayText, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'

type Stated = NullableOption<DateTimeTimeZone> | undefined

/** The IANA zone that Graph names: by its IANA or Windows name, `UTC`, or `tzone://Microsoft/Utc`. */
export function zoneOf(name: string | null | undefined, own: string): string {
  const plain = (name ?? '').replace('tzone://Microsoft/', '')
  return ianaZoneOf(plain, { fallback: own }).zone
}

/** What a clock of this zone shows at the time that Graph states in another. */
export function wallIn(stated: Stated, zone: string): string {
  return wallText(wallAt(instantIn(stated, zone), zone))
}

/**
 * The day a whole-day time means: midnight in the zone it is stated in, or, where that was turned into UTC, midnight in
 * the zone it was made in.
 */
export function dayIn(stated: Stated, zone: string): string {
  const text = stated?.dateTime ?? ''
  return /T00:00(:00(\.0*)?)?$/.test(text) ? text.slice(0, 10) : wallIn(stated, zone).slice(0, 10)
}

/** An instant as the wall clock of an occurrence; of whole days the day. */
export function originalOf(instant: string, zone: string, allDay: boolean): string {
  const isMidnight = /T00:00(:00(\.0*)?)?(Z|\+00:00)$/.test(instant)
  if (allDay && isMidnight) return instant.slice(0, 10)
  const wall = wallAt(Date.parse(instant), zone)
  return allDay ? dayText(wall) : wallText(wall)
}

/** A wall clock, or a day's beginning, as Graph wants it. */
export function stated(text: string, zone: string): DateTimeTimeZone {
  return { dateTime: `${text.length === 10 ? `${text}T00:00` : text}:00`, timeZone: windowsZoneOf(zone) }
}

/** The instant of a wall clock in a zone, as ISO text in UTC. */
export function instantText(wall: string, zone: string): string {
  return new Date(instantOf(wallOf(wall), zone)).toISOString()
}

function instantIn(stated: Stated, own: string): number {
  const zone = zoneOf(stated?.timeZone ?? 'UTC', own)
  return instantOf(wallOf((stated?.dateTime ?? '').slice(0, 16)), zone)
}
