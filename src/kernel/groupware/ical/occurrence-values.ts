import { listOf, textOf } from '#kernel/vcard.ts'
import { DAY } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'
import type { EventItem, OCCURRENCE_FIELDS } from '../event-item.ts'
import { isHtml, plainOfHtml } from '../plain-text.ts'
import { readReminder } from './alarm.ts'
import type { Counted } from './alarm.ts'
import type { Component } from './component.ts'
import { lineOf, linesOf, textIn } from './component.ts'
import { itemTime, later, readDuration, readTime, wallIn } from './times.ts'
import type { ICalTime, Zones } from './times.ts'

/** What one VEVENT says of one time something takes place. */
export type OccurrenceValues = Pick<EventItem, (typeof OCCURRENCE_FIELDS)[number] | 'timeZone'>

/**
 * Reads one VEVENT; undefined without a start. Of a series, or with `zone` given, wall clocks stay where they hang; what
 * takes place once and is told in UTC is told in the reader's own zone.
 */
export function readValues(
  component: Component,
  zones: Zones,
  { series = false, zone }: { series?: boolean; zone?: string } = {},
): (OccurrenceValues & { endsEarly: boolean }) | undefined {
  const begin = readEdge(component, 'DTSTART', zones)
  if (!begin) return undefined
  const timeZone = zone ?? (begin.utc && !series ? zones.own : (begin.zone ?? zones.own))
  const span = spanOf(component, begin, timeZone, zones)
  return {
    title: textIn(component, 'SUMMARY'),
    description: readDescription(component),
    place: textIn(component, 'LOCATION'),
    categories: [...new Set(linesOf(component, 'CATEGORIES').flatMap(listOf))],
    ...span,
    timeZone,
    busy: readBusy(component),
    private: readPrivate(component),
    reminderMinutes: atLatestThen(readReminder(component, countedOf({ ...span, timeZone }), zones)),
  }
}

/** An appointment is not reminded of after it has begun. */
const atLatestThen = (minutes: number | null) => (minutes === null ? null : Math.max(0, minutes))

/** The moments alarms of an event count from. */
export function countedOf({ start, end, timeZone }: Pick<EventItem, 'start' | 'end' | 'timeZone'>): Counted {
  const at = (text: string) =>
    instantOf(Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`), timeZone)
  return { start: at(start), end: at(end), from: 'start', zero: at(start) }
}

/** Start and end; without an end a day lasts a day, and a moment no time (RFC 5545, 3.6.1). */
function spanOf(component: Component, begin: ICalTime, zone: string, zones: Zones) {
  const { allDay } = begin
  const start = wallIn(begin, zone, zones.own)
  const told = readEdge(component, 'DTEND', zones)
  const duration = readDuration(lineOf(component, 'DURATION')?.value ?? '')
  const least = allDay ? DAY : 0
  let end = told ? wallIn(told, zone, zones.own) : duration ? later(start, duration, zone) : start + least
  if (allDay) end = Math.floor(end / DAY) * DAY
  const endsEarly = end < start
  // Some programs let a whole day end on itself.
  if (end < start + least) end = start + least
  return { allDay, start: itemTime(start, allDay), end: itemTime(end, allDay), endsEarly }
}

/** Exchange writes whole days as clocks at midnight, with a line that says so ([MS-OXCICAL], 2.1.3.1.1.20.29). */
function readEdge(component: Component, name: string, zones: Zones): ICalTime | undefined {
  const time = readTime(component, name, zones)
  if (!time || time.allDay || !/^true$/i.test(textIn(component, ALL_DAY))) return time
  const wall = time.utc ? wallIn(time, zones.own, zones.own) : time.wall
  return wall % DAY === 0 ? { wall, allDay: true, zone: null, utc: false } : time
}

/** Microsoft's own line for whole days. */
export const ALL_DAY = 'X-MICROSOFT-CDO-ALLDAYEVENT'

/** Plain text, also where a program wrote HTML into it or beside it. */
export function readDescription(component: Component): string {
  const text = textIn(component, 'DESCRIPTION')
  if (text !== '') return isHtml(text) ? plainOfHtml(text) : text
  const other = lineOf(component, 'X-ALT-DESC')
  return other ? plainOfHtml(textOf(other)) : ''
}

/** TRANSP is what everybody writes; Microsoft's line says more, where it does not contradict. */
function readBusy(component: Component): EventItem['busy'] {
  const transparency = textIn(component, 'TRANSP').toUpperCase()
  if (transparency === 'TRANSPARENT') return 'free'
  const status = textIn(component, 'STATUS').toUpperCase() === 'TENTATIVE' ? 'tentative' : 'busy'
  const outlook = OUTLOOK[textIn(component, 'X-MICROSOFT-CDO-BUSYSTATUS').toUpperCase()]
  if (outlook === undefined || outlook === 'busy') return status
  return outlook === 'free' && transparency === 'OPAQUE' ? status : outlook
}

const OUTLOOK: Record<string, EventItem['busy']> = {
  FREE: 'free',
  TENTATIVE: 'tentative',
  BUSY: 'busy',
  OOF: 'away',
  WORKINGELSEWHERE: 'busy',
}

/** What nobody knows is to be taken for private (RFC 5545, 3.8.1.3). */
export function readPrivate(component: Component): boolean {
  return !/^(public|)$/i.test(textIn(component, 'CLASS'))
}
