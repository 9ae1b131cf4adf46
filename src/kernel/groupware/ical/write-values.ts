import { icalText, icalTime } from '#kernel/ical.ts'
import { wallOf } from '#kernel/wall.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { zoneBlock } from '../zone/zone-block.ts'
import { setReminder } from './alarm.ts'
import type { Component, Property } from './component.ts'
import { lineOf, newLine, readComponents, setLine, setLines, textIn } from './component.ts'
import { ALL_DAY, countedOf } from './occurrence-values.ts'
import type { OccurrenceValues } from './occurrence-values.ts'
import type { Zones } from './times.ts'

/** A calendar that is being written: its zones are added as they are needed. */
export interface Writing {
  calendar: Component
  zones: Zones
  /** A series that counts in UTC is written so; what takes place once keeps the zone's name. */
  series: boolean
}

/** A time as a line: a day, or a clock in its zone, under the name this calendar has for it already. */
export function timeLine(
  name: string,
  text: string,
  { allDay, zone, like }: { allDay: boolean; zone: string; like?: Property | undefined },
  writing: Writing,
): Property {
  if (allDay) return newLine(name, icalTime(text.slice(0, 10)), { VALUE: ['DATE'] })
  const clock = text.length === 10 ? `${text}T00:00` : text
  const tzid = zone === 'UTC' && writing.series ? undefined : zoneName(zone, like, writing)
  if (tzid !== undefined) return newLine(name, icalTime(clock), { TZID: [tzid] })
  return newLine(name, icalTime(isoInstant(instantOf(wallOf(clock), zone))))
}

/** The TZID of a zone: the one that stands there, with its rules, or the one of the IANA, whose rules are put in. */
function zoneName(
  zone: string,
  like: Property | undefined,
  { calendar, zones }: Writing,
): string | undefined {
  const blocks = calendar.inside.filter(({ name }) => name === 'VTIMEZONE')
  const names = blocks.map((block) => textIn(block, 'TZID'))
  const [own] = like?.params['TZID'] ?? []
  const kept = [...(own === undefined ? [] : [own]), ...names].find(
    (name) => names.includes(name) && zones.of(name) === zone,
  )
  if (kept !== undefined) return kept
  const block = zoneBlock(zone === 'UTC' ? 'Etc/UTC' : zone)
  if (!block) return undefined
  if (!names.includes(block.id)) calendar.inside.splice(blocks.length, 0, ...readComponents(block.text))
  return block.id
}

/** Writes into a VEVENT those values that are another than `before`; undefined writes all. */
export function writeValues(
  component: Component,
  before: OccurrenceValues | undefined,
  after: OccurrenceValues,
  writing: Writing,
): void {
  const another = (...names: (keyof OccurrenceValues)[]) =>
    !before || names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (another('title')) setText(component, 'SUMMARY', after.title)
  if (another('allDay', 'start', 'end', 'timeZone')) {
    const { allDay, timeZone: zone } = after
    const like = lineOf(component, 'DTSTART')
    setLine(component, timeLine('DTSTART', after.start, { allDay, zone, like }, writing))
    setLine(component, timeLine('DTEND', after.end, { allDay, zone, like }, writing))
    setLine(component, 'DURATION')
    if (lineOf(component, ALL_DAY)) setLine(component, newLine(ALL_DAY, allDay ? 'TRUE' : 'FALSE'))
  }
  if (another('description')) setDescription(component, after.description)
  if (another('place')) {
    setText(component, 'LOCATION', after.place)
    // These say where the old place was.
    for (const name of ['GEO', 'X-APPLE-STRUCTURED-LOCATION', 'X-MICROSOFT-LOCATIONS'])
      setLine(component, name)
  }
  if (another('categories')) setCategories(component, after.categories)
  if (another('busy')) writeBusy(component, after.busy)
  if (another('private')) setLine(component, newLine('CLASS', after.private ? 'PRIVATE' : 'PUBLIC'))
  if (another('reminderMinutes')) {
    setReminder(component, after.reminderMinutes, countedOf(after), writing.zones)
  }
}

/** Replaces a text; an empty one takes the line away. */
export function setText(component: Component, name: string, text: string): void {
  setLine(component, text === '' ? name : newLine(name, icalText(text)))
}

/** Sets the description; the same in HTML beside it would say what no longer holds. */
export function setDescription(component: Component, text: string): void {
  setText(component, 'DESCRIPTION', text)
  setLine(component, 'X-ALT-DESC')
}

export function setCategories(component: Component, categories: readonly string[]): void {
  const line = newLine('CATEGORIES', categories.map(icalText).join(','))
  setLines(component, 'CATEGORIES', categories.length > 0 ? [line] : [])
}

function writeBusy(component: Component, busy: OccurrenceValues['busy']): void {
  setLine(component, newLine('TRANSP', busy === 'free' ? 'TRANSPARENT' : 'OPAQUE'))
  if (!/^cancelled$/i.test(textIn(component, 'STATUS'))) {
    setLine(component, newLine('STATUS', busy === 'tentative' ? 'TENTATIVE' : 'CONFIRMED'))
  }
  setLine(component, newLine('X-MICROSOFT-CDO-BUSYSTATUS', OUTLOOK[busy]))
}

const OUTLOOK = { busy: 'BUSY', free: 'FREE', tentative: 'TENTATIVE', away: 'OOF' } as const

/** Notes that a component was changed (RFC 5545, 3.8.7); `counted`: others must know that it is another time or place. */
export function stamp(component: Component, now: number, counted: boolean): void {
  const at = icalTime(isoInstant(now))
  setLine(component, newLine('DTSTAMP', at))
  setLine(component, newLine('LAST-MODIFIED', at))
  if (!counted) return
  const before = Number.parseInt(textIn(component, 'SEQUENCE'), 10)
  setLine(component, newLine('SEQUENCE', String((Number.isNaN(before) ? 0 : before) + 1)))
}
