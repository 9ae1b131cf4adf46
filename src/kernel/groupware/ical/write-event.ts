import { EVENT_FIELDS } from '../event-item.ts'
import type { EventItem } from '../event-item.ts'
import type { Component } from './component.ts'
import { componentText, lineOf, newLine, readComponents, setLine, setLines } from './component.ts'
import { groupsOf } from './groups.ts'
import type { Group } from './groups.ts'
import { newCalendar, newComponent } from './new-calendar.ts'
import { readSeries } from './read-events.ts'
import { zonesOf } from './times.ts'
import { writeExceptions } from './write-exceptions.ts'
import { setText, stamp, writeValues } from './write-values.ts'
import type { Writing } from './write-values.ts'

/** An event as a calendar object of its own (RFC 4791, 4.1), with its zone, without anybody who takes part. */
export function writeEvent(item: EventItem, { now }: { now: number }): string {
  const calendar = newCalendar()
  const master = newComponent('VEVENT', item.uid, now)
  calendar.inside.push(master)
  const series = item.rrule !== null
  const writing: Writing = { calendar, zones: zonesOf(calendar, item.timeZone), series }
  writeValues(master, undefined, item, writing)
  if (item.rrule !== null) setLine(master, newLine('RRULE', item.rrule))
  if (item.cancelled) setLine(master, newLine('STATUS', 'CANCELLED'))
  if (item.kontorId !== null) setText(master, 'X-KONTOR-ID', item.kontorId)
  const exceptions = series ? item.exceptions : []
  writeExceptions({ master, overrides: [] }, { before: item, after: item, exceptions }, writing)
  return componentText(calendar)
}

/**
 * The received text with only these fields of the item in it; what is the same already is not touched, nor anything
 * nobody here knows. SEQUENCE counts up when time or place are others (RFC 5545, 3.8.7.4).
 */
export function editEvent(
  text: string,
  item: EventItem,
  fields: readonly (keyof EventItem)[],
  { now }: { now: number },
): string {
  const calendars = readComponents(text)
  const calendar = calendars.find(({ name }) => name === 'VCALENDAR')
  const groups = calendar ? groupsOf(calendar).filter(({ kind }) => kind === 'VEVENT') : []
  const group = groups.find(({ uid }) => uid === item.uid || item.uid.startsWith(`${uid}/`)) ?? groups[0]
  const [master, ...others] = group ? partsOf(group, item.uid) : []
  if (!calendar || !master) throw new Error(`No event ${item.uid} in this calendar`)
  const before = new Map([master, ...others].map((component) => [component, componentText(component)]))
  const overrides = edit({ calendar, master, overrides: others }, item, fields)
  const parts = [master, ...overrides]
  const gone = new Set(others.filter((component) => !overrides.includes(component)))
  calendar.inside = calendar.inside.filter((one) => !gone.has(one))
  let changed = gone.size > 0
  for (const component of parts) {
    const old = before.get(component)
    if (old === componentText(component)) continue
    changed = true
    stamp(component, now, old !== undefined && isElsewhere(old, component))
  }
  return changed ? calendars.map(componentText).join('') : text
}

/** Without a master a single occurrence is edited as if it were one: the one of this name, else the first. */
function partsOf({ uid, master, overrides }: Group, name: string): Component[] {
  if (master) return [master, ...overrides]
  const named = overrides.find((one) => `${uid}/${lineOf(one, 'RECURRENCE-ID')?.value}` === name)
  return [named ?? overrides[0]].filter((one) => one !== undefined)
}

function edit(
  { calendar, master, overrides }: { calendar: Component; master: Component; overrides: Component[] },
  item: EventItem,
  fields: readonly (keyof EventItem)[],
): Component[] {
  const zones = zonesOf(calendar, item.timeZone)
  const old = readSeries({ uid: item.uid, master, overrides }, zones)
  if (!old) throw new Error(`The event ${item.uid} has no start`)
  const asked = new Set<keyof EventItem>(fields)
  const chosen = Object.fromEntries(
    EVENT_FIELDS.filter((name) => asked.has(name)).map((name) => [name, item[name]]),
  )
  const after: EventItem = { ...old, ...chosen }
  const writing: Writing = { calendar, zones, series: after.rrule !== null }
  writeValues(master, old, after, writing)
  if (old.rrule !== after.rrule) {
    setLines(master, 'RRULE', after.rrule === null ? [] : [newLine('RRULE', after.rrule)])
    if (after.rrule === null) for (const name of ['EXRULE', 'RDATE', 'EXDATE']) setLine(master, name)
  }
  if (old.cancelled !== after.cancelled) setStatus(master, after)
  if (asked.has('kontorId') && old.kontorId !== item.kontorId)
    setText(master, 'X-KONTOR-ID', item.kontorId ?? '')
  // The exceptions of a series hang on when it takes place.
  const moved = (['allDay', 'start', 'end', 'timeZone', 'rrule'] as const).some(
    (name) => old[name] !== after[name],
  )
  const exceptions = after.rrule === null ? [] : moved ? item.exceptions : after.exceptions
  return writeExceptions({ master, overrides }, { before: old, after, exceptions }, writing)
}

function setStatus(master: Component, { cancelled, busy }: EventItem): void {
  const status = cancelled ? 'CANCELLED' : busy === 'tentative' ? 'TENTATIVE' : 'CONFIRMED'
  setLine(master, newLine('STATUS', status))
}

const TIME_AND_PLACE = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'LOCATION',
]

function isElsewhere(old: string, component: Component): boolean {
  const [was] = readComponents(old)
  const said = (one: Component | undefined) =>
    TIME_AND_PLACE.flatMap(
      (name) => one?.lines.filter((line) => line.name === name).map(({ raw }) => raw) ?? [],
    )
  return said(was).join('\n') !== said(component).join('\n')
}
