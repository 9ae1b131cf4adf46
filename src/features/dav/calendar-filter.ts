import type { Component } from '#kernel/groupware/ical/component.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { textOf } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import { refusal } from './refusal.ts'
import { fitsText, readTextMatch } from './text-match.ts'
import type { TextMatch } from './text-match.ts'
import { allInside, inside } from './xml/read-request.ts'

/** From an instant (milliseconds) to another, which does not count; open where nothing is said. */
export interface TimeRange {
  from: number | undefined
  to: number | undefined
}

/** RFC 4791, 9.7.1. */
export interface ComponentFilter {
  name: string
  absent: boolean
  range: TimeRange | undefined
  properties: PropertyFilter[]
  components: ComponentFilter[]
}

interface PropertyFilter {
  name: string
  absent: boolean
  range: TimeRange | undefined
  text: TextMatch | undefined
  parameters: { name: string; absent: boolean; text: TextMatch | undefined }[]
}

/** The filter of a calendar-query for what stands inside of a VCALENDAR (RFC 4791, 7.8 and 9.7). */
export function readCalendarFilter(report: XmlElement): ComponentFilter {
  const filter = inside(report, 'C:filter')
  const outer = filter && inside(filter, 'C:comp-filter')
  if (!outer || outer.attributes['name'] !== 'VCALENDAR') throw refusal('C:valid-filter')
  const read = readComponentFilter(outer)
  // Times are asked of records, which know when an event or a task is, and not when a program rings.
  const inner = read.components.flatMap(({ components }) => components)
  if (read.range || inner.some(({ range }) => range)) throw refusal('C:supported-filter')
  return read
}

function readComponentFilter(element: XmlElement): ComponentFilter {
  const { name } = element.attributes
  if (!name) throw refusal('C:valid-filter')
  return {
    name: name.toUpperCase(),
    absent: inside(element, 'C:is-not-defined') !== undefined,
    range: rangeIn(element),
    properties: allInside(element, 'C:prop-filter').map(readPropertyFilter),
    components: allInside(element, 'C:comp-filter').map(readComponentFilter),
  }
}

function readPropertyFilter(element: XmlElement): PropertyFilter {
  const { name } = element.attributes
  if (!name) throw refusal('C:valid-filter')
  return {
    name: name.toUpperCase(),
    absent: inside(element, 'C:is-not-defined') !== undefined,
    range: rangeIn(element),
    text: matchIn(element),
    parameters: allInside(element, 'C:param-filter').map((one) => ({
      name: (one.attributes['name'] ?? '').toUpperCase(),
      absent: inside(one, 'C:is-not-defined') !== undefined,
      text: matchIn(one),
    })),
  }
}

function matchIn(element: XmlElement): TextMatch | undefined {
  const match = inside(element, 'C:text-match')
  return match && readTextMatch(match, 'C')
}

function rangeIn(element: XmlElement): TimeRange | undefined {
  const range = inside(element, 'C:time-range')
  return range && readTimeRange(range)
}

/** RFC 4791, 9.9: instants in UTC, at least one of both, in their order. */
export function readTimeRange({ attributes }: XmlElement): TimeRange {
  const [from, to] = [attributes['start'], attributes['end']].map((text) => {
    if (text === undefined) return undefined
    const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
    const at = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
    if (Number.isNaN(at)) throw refusal('C:valid-filter')
    return at
  })
  if (from === undefined && to === undefined) throw refusal('C:valid-filter')
  if (from !== undefined && to !== undefined && from >= to) throw refusal('C:valid-filter')
  return { from, to }
}

/** Whether the words of an object fit. Times of events and tasks are asked of their records, which know all recurrence. */
export function fitsComponent(component: Component, filter: ComponentFilter): boolean {
  return (
    filter.properties.every((one) => fitsProperty(component.lines, one)) &&
    filter.components.every((one) => {
      const found = component.inside.filter(({ name }) => name === one.name)
      return one.absent ? found.length === 0 : found.some((each) => fitsComponent(each, one))
    })
  )
}

function fitsProperty(lines: readonly VCardProperty[], filter: PropertyFilter): boolean {
  const found = lines.filter(({ name }) => name === filter.name)
  if (filter.absent) return found.length === 0
  const { text, range } = filter
  return found.some(
    (line) =>
      (!text || fitsText(textOf(line), text) !== text.negate) &&
      (!range || isWithin(line.value, range)) &&
      filter.parameters.every((one) => fitsParameter(line, one)),
  )
}

function fitsParameter(
  { params }: VCardProperty,
  { name, absent, text }: PropertyFilter['parameters'][number],
): boolean {
  const values = params[name]
  if (absent) return values === undefined
  if (!values) return false
  return !text || values.some((value) => fitsText(value, text)) !== text.negate
}

/** A time as it stands in a line, taken as UTC where it has no zone. */
function isWithin(value: string, { from = -Infinity, to = Infinity }: TimeRange): boolean {
  const [, y, m, d, , h = '00', min = '00', s = '00'] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(value.trim()) ?? []
  const at = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
  return at >= from && at < to
}
