import { dayNumber, dayOf, daysInMonth, numberOf, partsOf, weekdayOf } from '#kernel/day.ts'
import type { Component } from '../ical/component.ts'
import { lineOf, linesOf } from '../ical/component.ts'

/** From an instant on (milliseconds) clocks are so far ahead of UTC (milliseconds). */
export interface Onset {
  at: number
  before: number
  after: number
}

/** The year rules are looked at in: any of the recent ones will do, zones that are compared are compared in the same. */
const YEAR = 2025

/**
 * When the clocks of a VTIMEZONE change in a year (RFC 5545, 3.6.5), in order; and what they show without a change.
 * Undefined when it has no rule that can be read.
 */
export function onsetsOf(zone: Component): { year: number; steady: number; onsets: Onset[] } | undefined {
  const parts = zone.inside.flatMap(readObservance)
  const [first] = parts
  if (!first) return undefined
  // What is only told for one year is looked at in that one.
  const year = Math.max(YEAR, ...parts.filter(({ days }) => !days).map(({ start }) => partsOf(start).year))
  const latest = parts.reduce((last, one) => (one.start > last.start ? one : last), first)
  const onsets = parts
    .filter(({ before, after }) => before !== after)
    .flatMap((one) =>
      (one.days ? one.days(year) : [one.start].filter((day) => partsOf(day).year === year)).map((day) => ({
        one,
        day,
      })),
    )
    .map(({ one, day }) => ({
      at: day * 86_400_000 + one.clock - one.before,
      before: one.before,
      after: one.after,
    }))
    .sort((a, b) => a.at - b.at)
  return { year, steady: onsets.at(-1)?.after ?? latest.after, onsets }
}

interface Observance {
  /** The day it begins, and the clock of that moment. */
  start: number
  clock: number
  before: number
  after: number
  /** On which days of a year; undefined: only when it begins. */
  days: ((year: number) => number[]) | undefined
}

function readObservance(part: Component): Observance[] {
  if (part.name !== 'STANDARD' && part.name !== 'DAYLIGHT') return []
  const [from, to] = ['TZOFFSETFROM', 'TZOFFSETTO'].map((name) => readOffset(lineOf(part, name)?.value ?? ''))
  const start = readClock(lineOf(part, 'DTSTART')?.value ?? '')
  if (to === undefined || !start) return []
  const shared = { clock: start.clock, before: from ?? to, after: to }
  const rule = lineOf(part, 'RRULE')?.value
  if (rule !== undefined) return [{ ...shared, start: start.day, days: yearly(rule, start.day) }]
  // Outlook and others write each change of a year apart.
  const more = linesOf(part, 'RDATE').flatMap(({ value }) => value.split(',').map(readClock))
  return [start, ...more].flatMap((at) => (at ? [{ ...shared, start: at.day, days: undefined }] : []))
}

/** `+0100` or `-033000`, in milliseconds. */
function readOffset(text: string): number | undefined {
  const [, sign, hours, minutes, seconds = '0'] = /^\s*([+-]?)(\d\d):?(\d\d)(\d\d)?\s*$/.exec(text) ?? []
  if (hours === undefined) return undefined
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

function readClock(text: string): { day: number; clock: number } | undefined {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d))?/.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  return { day: dayNumber(`${year}-${month}-${day}`), clock: (Number(hour) * 60 + Number(minute)) * 60_000 }
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The days of a yearly rule such as `BYMONTH=3;BYDAY=-1SU`, also the form with days of the month instead of weeks. */
function yearly(rule: string, start: number): ((year: number) => number[]) | undefined {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  )
  if (parts.get('FREQ') !== 'YEARLY') return undefined
  const month = Number(parts.get('BYMONTH') ?? partsOf(start).month)
  const [, nth, name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(parts.get('BYDAY') ?? '') ?? []
  const among = parts.get('BYMONTHDAY')?.split(',').map(Number)
  const until = parts.get('UNTIL')
  return (year) => {
    const last = daysInMonth(year, month)
    const first = numberOf({ year, month, dayOfMonth: 1 })
    if (first < start - 31 || (until !== undefined && until.slice(0, 8) < dayOf(first).replaceAll('-', '')))
      return []
    const days = Array.from({ length: last }, (_, at) => first + at)
      .filter((day) => name === '' || WEEKDAYS[weekdayOf(day) - 1] === name)
      .filter((day) => !among || among.some((n) => (n < 0 ? last + n + 1 : n) === day - first + 1))
    if (nth !== undefined) return days.slice(Number(nth) < 0 ? Number(nth) : Number(nth) - 1).slice(0, 1)
    if (name === '' && !among) return [first + partsOf(start).dayOfMonth - 1]
    return days.slice(0, 1)
  }
}
