import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { icalText, icalTime } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { By } from '#kernel/rights.ts'
import { remembered } from '#kernel/remembered.ts'

/** What a calendar is made of: its components, and the zones they name. */
export interface CalendarParts {
  components: string[]
  zones: Set<string>
}

/** Who reads, and where the links lead. */
export interface Reading {
  by: By
  publicUrl: string
}

interface Clock {
  allDay: boolean
  zone: string
  /** The instants of the same times, for zones that nobody outside knows. */
  instant(text: string): string
}

/**
 * A time as a line: a day, a wall clock in its zone, or the instant where there is no description of the zone to send
 * along.
 */
export function timeLine(name: string, text: string, { allDay, zone, instant }: Clock): ICalLine {
  if (allDay) return [`${name};VALUE=DATE`, icalTime(text.slice(0, 10))]
  const known = zoneBlock(zone)
  return known ? [`${name};TZID=${known.id}`, icalTime(text)] : [name, icalTime(instant(text))]
}

/** Lines of text, the empty ones left out. */
export function textLines(texts: Record<string, string | null | undefined>): ICalLine[] {
  return Object.entries(texts).flatMap(([name, text]): ICalLine[] => (text ? [[name, icalText(text)]] : []))
}

/** When it was made and changed. The stamp is that of the change, so that the same calendar is the same text. */
export function stampLines(row: { createdAt: string; updatedAt: string; sequence: number }): ICalLine[] {
  const [created, updated] = [row.createdAt, row.updatedAt].map((text) => icalTime(`${text.slice(0, 19)}Z`))
  return [
    ['DTSTAMP', updated ?? ''],
    ['CREATED', created ?? ''],
    ['LAST-MODIFIED', updated ?? ''],
    ['SEQUENCE', String(row.sequence)],
  ]
}

/** A zone with its rules of summer time (VTIMEZONE); undefined for one that the tables of the IANA do not name. */
export function zoneBlock(zone: string): { id: string; text: string } | undefined {
  return known(zone) || undefined
}

const ZONES = new Set(tzlib_get_timezones())

const known = remembered((zone): { id: string; text: string } | false => {
  if (!ZONES.has(zone)) return false
  const [text = '', name = ''] = tzlib_get_ical_block(zone) as string[]
  const id = /^TZID=(.+)$/.exec(name)?.[1]
  return id ? { id, text: `${text}\r\n` } : false
})
