import { zoneBlock } from '#kernel/groupware/zone/zone-block.ts'
import { icalText, icalTime } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { By } from '#kernel/rights.ts'

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
