import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { remembered } from '#kernel/remembered.ts'
import { isTimeZone } from '#kernel/time-zone.ts'

/** A zone with its rules of summer time (VTIMEZONE); undefined for one that the tables of the IANA do not name. */
export function zoneBlock(zone: string): { id: string; text: string } | undefined {
  return known(zone) || undefined
}

let zones: readonly string[] | undefined

/** Every zone that has a block and a clock; the tables have short names besides that no clock knows. */
export function ianaZones(): readonly string[] {
  zones ??= [...NAMES].filter(isTimeZone)
  return zones
}

let small: ReadonlyMap<string, string> | undefined

/** The zone of a name in capital or small letters. */
export function zoneNamed(name: string): string | undefined {
  if (NAMES.has(name)) return hasClock(name) ? name : undefined
  small ??= new Map(ianaZones().map((zone) => [zone.toLowerCase(), zone]))
  return small.get(name.toLowerCase())
}

const NAMES = new Set([tzlib_get_timezones()].flat())

const hasClock = remembered(isTimeZone)

const known = remembered((zone): { id: string; text: string } | false => {
  if (!NAMES.has(zone)) return false
  const [text = '', name = ''] = tzlib_get_ical_block(zone) as string[]
  const id = /^TZID=(.+)$/.exec(name)?.[1]
  return id ? { id, text: `${text}\r\n` } : false
})
