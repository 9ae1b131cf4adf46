import type { EventException, EventItem } from '../event-item.ts'
import type { Component } from './component.ts'
import { copyOf, lineOf, linesOf, newLine, setLine, setLines } from './component.ts'
import { readValues } from './occurrence-values.ts'
import type { OccurrenceValues } from './occurrence-values.ts'
import { isCancelled, originalOf, regularAt } from './read-events.ts'
import { allTimes, readTime } from './times.ts'
import { timeLine, writeValues } from './write-values.ts'
import type { Writing } from './write-values.ts'

/**
 * Brings what is another in a series to these exceptions, and what its parts have in common to the series as it is now.
 * Gives the components of single occurrences, which stand in the calendar then. Whoever takes part is taken over from
 * the series: an occurrence without them would be one they are disinvited from.
 */
export function writeExceptions(
  { master, overrides }: { master: Component; overrides: readonly Component[] },
  {
    before,
    after,
    exceptions,
  }: { before: EventItem; after: EventItem; exceptions: readonly EventException[] },
  writing: Writing,
): Component[] {
  const known = new Map(
    overrides.flatMap((component) => {
      const time = readTime(component, 'RECURRENCE-ID', writing.zones)
      return time ? [[originalOf(time, before, writing.zones), component] as const] : []
    }),
  )
  const kept: Component[] = overrides.filter((component) => ![...known.values()].includes(component))
  const put = new Set<string>()
  for (const exception of exceptions) {
    const { original, cancelled } = exception
    const component = known.get(original) ?? onSameDay(known, original, exceptions)
    if (cancelled) {
      // Some say so with a component of its own instead of leaving the day out.
      if (component && isCancelled(component)) {
        kept.push(component)
        put.add(original)
      }
      continue
    }
    const own =
      component ?? (Object.keys(exception.changes).length > 0 ? occurrenceOf(master, writing) : undefined)
    if (!own) continue
    const told = component && !isCancelled(component) ? component : undefined
    writeOccurrence(own, told, { after, exception }, writing)
    kept.push(own)
    put.add(original)
  }
  writeDates(master, { before, after, exceptions, put }, writing)
  return kept
}

/** When a series moves, its exceptions move along; they are found again by their day. */
function onSameDay(
  known: ReadonlyMap<string, Component>,
  original: string,
  exceptions: readonly EventException[],
): Component | undefined {
  const taken = new Set(exceptions.map((one) => one.original))
  const [, component] =
    [...known].find(([at]) => at.slice(0, 10) === original.slice(0, 10) && !taken.has(at)) ?? []
  return component
}

/** A new component for one occurrence, as the series is, without what makes it a series. */
function occurrenceOf(master: Component, { calendar }: Writing): Component {
  const component = copyOf(master)
  component.lines = component.lines.filter(
    ({ name }) => !/^(RRULE|RDATE|EXDATE|EXRULE|X-KONTOR-ID|X-MOZ-(LASTACK|SNOOZE.*|GENERATION))$/.test(name),
  )
  calendar.inside.push(component)
  return component
}

function writeOccurrence(
  component: Component,
  told: Component | undefined,
  { after, exception: { original, changes } }: { after: EventItem; exception: EventException },
  writing: Writing,
): void {
  const zone = after.timeZone
  const is = told && readValues(told, writing.zones, { zone })
  const values: OccurrenceValues = { ...regularAt(after, original), ...changes }
  if (!told && isCancelled(component)) setLine(component, newLine('STATUS', 'CONFIRMED'))
  writeValues(component, is ?? (told ? undefined : seriesValues(component, writing, zone)), values, writing)
  const id = lineOf(component, 'RECURRENCE-ID')
  const same =
    id &&
    originalOf(readTime(component, 'RECURRENCE-ID', writing.zones) ?? NEVER, after, writing.zones) ===
      original
  const sameForm = id && /date$/i.test(id.params['VALUE']?.[0] ?? '') === after.allDay
  if (!same || !sameForm)
    setLine(component, originalLine('RECURRENCE-ID', original, after, writing, lineOf(component, 'DTSTART')))
}

const NEVER = { wall: 0, allDay: false, zone: null, utc: false }

function seriesValues(component: Component, { zones }: Writing, zone: string): OccurrenceValues | undefined {
  return readValues(component, zones, { zone })
}

/** RECURRENCE-ID, EXDATE and RDATE have the form of DTSTART, in the series' zone. */
function originalLine(
  name: string,
  original: string,
  { allDay, timeZone: zone }: EventItem,
  writing: Writing,
  like = undefined as ReturnType<typeof lineOf>,
) {
  return timeLine(name, original, { allDay, zone, like }, writing)
}

/** Days left out and days besides, written anew only where they are others. */
function writeDates(
  master: Component,
  {
    before,
    after,
    exceptions,
    put,
  }: { before: EventItem; after: EventItem; exceptions: readonly EventException[]; put: ReadonlySet<string> },
  writing: Writing,
): void {
  const like = lineOf(master, 'DTSTART')
  const listed = (name: string) =>
    allTimes(master, name, writing.zones).map((time) => originalOf(time, before, writing.zones))
  const write = (name: string, wanted: readonly string[]) => {
    const old = new Set(listed(name))
    const moved = before.timeZone !== after.timeZone || before.allDay !== after.allDay
    if (!moved && old.size === new Set(wanted).size && wanted.every((original) => old.has(original))) return
    setLines(
      master,
      name,
      wanted.map((original) => originalLine(name, original, after, writing, like)),
    )
  }
  const gone = exceptions.filter(({ cancelled, original }) => cancelled && !put.has(original))
  write(
    'EXDATE',
    gone.map(({ original }) => original),
  )
  const listedBefore = new Set(linesOf(master, 'RDATE').length > 0 ? listed('RDATE') : [])
  const besides = exceptions.filter(
    ({ cancelled, original }) => !cancelled && (listedBefore.has(original) || !put.has(original)),
  )
  const first = listedBefore.has(before.start) && after.start === before.start ? [before.start] : []
  write('RDATE', [...first, ...besides.map(({ original }) => original)])
}
