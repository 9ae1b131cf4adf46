import { findIana } from 'windows-iana'
import { isTimeZone } from '#kernel/time-zone.ts'
import type { Entity, Raw } from './mailbox.ts'

// How Exchange counts out a series, written from its description and not from Kontor's code.

interface Pattern {
  type: string
  interval: number
  month?: number
  dayOfMonth?: number
  daysOfWeek?: string[]
  firstDayOfWeek?: string
  index?: string
}
interface Range {
  type: string
  startDate: string
  endDate?: string
  numberOfOccurrences?: number
}
interface Stated {
  dateTime: string
  timeZone: string
}

const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const INDEX = ['first', 'second', 'third', 'fourth']
const LONGEST = 40 * 366

/** The IANA zone of a name that Graph takes; undefined for what it would refuse. */
export function ianaOf(name: string): string | undefined {
  if (name === 'UTC') return 'UTC'
  const [found] = findIana(name)
  if (found) return found
  return name.includes('/') && isTimeZone(name) ? name : undefined
}

/** A stated time in another zone. */
export function restated({ dateTime, timeZone }: Stated, zone: string): Stated {
  const wall = Temporal.PlainDateTime.from(dateTime)
    .toZonedDateTime(ianaOf(timeZone) ?? 'UTC')
    .withTimeZone(ianaOf(zone) ?? 'UTC')
    .toPlainDateTime()
  return { dateTime: `${wall.toString({ smallestUnit: 'second' })}.0000000`, timeZone: zone }
}

/** The instant a stated time means. */
export function instantOf({ dateTime, timeZone }: Stated): string {
  return `${restated({ dateTime, timeZone }, 'UTC').dateTime.slice(0, 19)}Z`
}

/** Every day on which an occurrence of the series begins, up to a day. */
export function daysOf(master: Entity, until: string): string[] {
  const { pattern, range } = master.raw['recurrence'] as { pattern: Pattern; range: Range }
  const days: string[] = []
  const first = Temporal.PlainDate.from(range.startDate)
  const last = range.type === 'endDate' && range.endDate && range.endDate < until ? range.endDate : until
  for (let at = 0; at < LONGEST; at++) {
    const day = first.add({ days: at })
    if (day.toString() > last) break
    if (!matches(pattern, first, day)) continue
    days.push(day.toString())
    if (range.type === 'numbered' && days.length >= (range.numberOfOccurrences ?? 0)) break
  }
  return days
}

/** Start and end of the occurrence on a day, by the rule. */
export function timesOn(master: Entity, day: string): { start: Stated; end: Stated } {
  const { start, end } = master.raw as unknown as { start: Stated; end: Stated }
  const [from, to] = [Temporal.PlainDateTime.from(start.dateTime), Temporal.PlainDateTime.from(end.dateTime)]
  const begin = Temporal.PlainDate.from(day).toPlainDateTime(from.toPlainTime())
  return {
    start: { dateTime: begin.toString({ smallestUnit: 'second' }), timeZone: start.timeZone },
    end: { dateTime: begin.add(from.until(to)).toString({ smallestUnit: 'second' }), timeZone: end.timeZone },
  }
}

/** What is wrong with a recurrence, as Exchange would say. */
export function recurrenceFault(raw: Raw): string | undefined {
  const recurrence = raw['recurrence'] as { pattern?: Pattern; range?: Range } | null | undefined
  if (recurrence == null) return undefined
  const { pattern, range } = recurrence
  if (!pattern?.type || !range?.type || !range.startDate) return 'recurrence: pattern and range are required'
  if (!(pattern.interval >= 1)) return 'recurrence.pattern.interval is required'
  if (/^weekly|^relative/.test(pattern.type) && !pattern.daysOfWeek?.length) return 'daysOfWeek is required'
  if (pattern.type.startsWith('absolute') && !pattern.dayOfMonth) return 'dayOfMonth is required'
  if (pattern.type.endsWith('Yearly') && !pattern.month) return 'month is required'
  if (range.type === 'endDate' && !range.endDate) return 'endDate is required'
  if (range.type === 'numbered' && !range.numberOfOccurrences) return 'numberOfOccurrences is required'
  return undefined
}

function matches(pattern: Pattern, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  const { type, interval } = pattern
  const months = (day.year - first.year) * 12 + day.month - first.month
  const isNamed = pattern.daysOfWeek?.includes(NAMES[day.dayOfWeek % 7] ?? '') ?? false
  if (type === 'daily') return first.until(day).days % interval === 0
  if (type === 'weekly') {
    const begin = NAMES.indexOf(pattern.firstDayOfWeek ?? 'sunday')
    const weekOf = (one: Temporal.PlainDate) => one.subtract({ days: ((one.dayOfWeek % 7) - begin + 7) % 7 })
    return isNamed && (weekOf(first).until(weekOf(day)).days / 7) % interval === 0
  }
  const isMonth = type.endsWith('Monthly')
    ? months % interval === 0
    : day.month === pattern.month && (day.year - first.year) % interval === 0
  if (!isMonth) return false
  if (type.startsWith('absolute')) return day.day === Math.min(pattern.dayOfMonth ?? 1, day.daysInMonth)
  return isNamed && isPlaced(pattern, day)
}

/** Whether it is the first, second … or last of the named weekdays in its month. */
function isPlaced({ daysOfWeek = [], index = 'first' }: Pattern, day: Temporal.PlainDate): boolean {
  const named: number[] = []
  for (let at = 1; at <= day.daysInMonth; at++) {
    if (daysOfWeek.includes(NAMES[day.with({ day: at }).dayOfWeek % 7] ?? '')) named.push(at)
  }
  return day.day === (index === 'last' ? named.at(-1) : named[INDEX.indexOf(index)])
}
