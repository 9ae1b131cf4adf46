import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { remembered } from '#kernel/remembered.ts'
import { isTimeZone } from '#kernel/time-zone.ts'

/** A zone with its rules of summer time (VTIMEZONE); undefined for one that the tables of the IANA do not name. */
export function zoneBlock(zone: string): { id: string; text: string } | undefined {
  return known(zone) || undefined
}

/** Every zone that has a block and a clock; the tables have short names besides that no clock knows. */
export const IANA_ZONES: readonly string[] = [tzlib_get_timezones()].flat().filter(isTimeZone)

const ZONES = new Set(IANA_ZONES)

const known = remembered((zone): { id: string; text: string } | false => {
  if (!ZONES.has(zone)) return false
  const [text = '', name = ''] = tzlib_get_ical_block(zone) as string[]
  const id = /^TZID=(.+)$/.exec(name)?.[1]
  return id ? { id, text: `${text}\r\n` } : false
})
