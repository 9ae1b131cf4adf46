import {
  componentText,
  copyOf,
  lineOf,
  newLine,
  readComponents,
  setLine,
} from '#kernel/groupware/ical/component.ts'
import type { Component, Property } from '#kernel/groupware/ical/component.ts'
import { icalTime } from '#kernel/ical.ts'
import { wallText } from '#kernel/wall.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'

/** One time a series takes place: when it would by the rule, and when it does. */
export interface ExpandedOccurrence {
  original: number | null
  start: number
  end: number
  startsAt: string
  endsAt: string
  allDay?: boolean | undefined
}

/** A series as its occurrences (RFC 4791, 9.6.5): one component each, in UTC, without rule and zones. */
export function expanded(
  text: string,
  { allDay, timeZone }: { allDay: boolean; timeZone: string },
  occurrences: readonly ExpandedOccurrence[],
): string {
  const [calendar] = readComponents(text)
  if (!calendar) return text
  const events = calendar.inside.filter(({ name }) => name === 'VEVENT')
  const master = events.find((one) => !lineOf(one, 'RECURRENCE-ID')) ?? events[0]
  if (!master) return text
  const own = new Map(events.map((one) => [originalOf(one), one] as const))
  const inside = occurrences.map((one) =>
    instance(own.get(one.original === null ? '' : icalTime(wallText(one.original))) ?? master, one, {
      allDay,
      timeZone,
    }),
  )
  return componentText({ ...calendar, inside })
}

/** The wall clock by which a component names its occurrence; empty of the series itself. */
function originalOf(component: Component): string {
  const value = lineOf(component, 'RECURRENCE-ID')?.value ?? ''
  return value === '' ? 'series' : value.length === 8 ? `${value}T000000` : value
}

function instance(
  component: Component,
  one: ExpandedOccurrence,
  { allDay: series, timeZone: zone }: { allDay: boolean; timeZone: string },
): Component {
  const copy = copyOf(component)
  for (const name of ['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'DURATION']) setLine(copy, name)
  const allDay = one.allDay ?? series
  setLine(copy, timeLine('DTSTART', one.start, one.startsAt, allDay))
  setLine(copy, timeLine('DTEND', one.end, one.endsAt, allDay))
  if (one.original !== null) {
    const at = isoInstant(instantOf(one.original, zone))
    setLine(copy, timeLine('RECURRENCE-ID', one.original, at, series))
  }
  return copy
}

function timeLine(name: string, wall: number, instant: string, allDay: boolean): Property {
  if (allDay) return newLine(name, icalTime(wallText(wall).slice(0, 10)), { VALUE: ['DATE'] })
  return newLine(name, icalTime(`${instant.slice(0, 19)}Z`))
}
