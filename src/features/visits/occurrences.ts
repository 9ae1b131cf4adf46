import { daysInMonth, numberOf, partsOf, weekdayOf, weekOf } from '#kernel/day.ts'
import type { Rhythm } from './rhythm.ts'

// The dates of a chain of visits, as day numbers. Each is counted from the chain's anchor, never from the date before
// it, so that 31 January, 28 February is followed by 31 March. See docs/decisions/022.

/** What counting dates needs to know of a rhythm. */
export type Beat = Pick<
  Rhythm,
  'every' | 'unit' | 'weekdays' | 'weeks' | 'setPosition' | 'endOfMonth' | 'season'
>

/** The nominal days of one chain, strictly growing, found as they are asked for. */
export interface NominalDays {
  /** The k-th date, from 0: the first on or after the anchor. Undefined where a chain has no more. */
  at(k: number): number | undefined
  /** Which date is the first on or after `day`; `at` of it is undefined when there is none. */
  indexFrom(day: number): number
  /** The first date later than `day`. */
  after(day: number): number | undefined
}

/** Written days end here. */
const LAST_DAY = numberOf({ year: 9999, month: 12, dayOfMonth: 31 })
/** So many periods without a date, and there will never be one: a season that no date of the rhythm meets. */
const EMPTY_PERIODS = 5000
/** Days in an average month of the Gregorian calendar: 146,097 days in 4,800 months. */
const MONTH = 146_097 / 4800

/**
 * The dates of a rhythm from its anchor on. Weeks are counted from the anchor's (ISO) week, months from its month. With
 * months and years, weekdays without a position mean the first of them.
 */
export function nominalDays(beat: Beat, anchor: number): NominalDays {
  const found: number[] = []
  const datesOf = periods(beat, anchor)
  const inside = seasonOf(beat)
  let period = 0
  let empty = 0
  const add = (day: number): void => {
    if (day < anchor || day > LAST_DAY || !inside(day) || !isInWeek(day, beat)) return
    found.push(day)
    empty = 0
  }
  /** Looks at one more period; false when there is nothing more to come. */
  const grow = (): boolean => {
    if (empty++ > EMPTY_PERIODS) return false
    if (datesOf(period++, add) > LAST_DAY) empty = EMPTY_PERIODS + 1
    return true
  }
  const at = (k: number): number | undefined => {
    while (found.length <= k && grow());
    return found[k]
  }
  const indexFrom = (day: number): number => {
    while ((found.at(-1) ?? -Infinity) < day && grow());
    return firstFrom(found, day)
  }
  return { at, indexFrom, after: (day) => at(indexFrom(day + 1)) }
}

/** How many days lie between two dates of the rhythm on average, its season left aside. */
export function intervalDays({ every, unit, weekdays, weeks }: Beat): number {
  if (unit === 'day') return every
  if (unit === 'week') return (every * (weeks ? 14 : 7)) / Math.max(1, new Set(weekdays).size)
  return every * MONTH * (unit === 'year' ? 12 : 1)
}

/**
 * The date one interval after a visit on `base`, in a chain that is counted from `base` from now on. A rhythm bound to
 * weekdays or the end of a month has a date of its own near most days: what is less than half an interval away is the
 * date that this visit stood for.
 */
export function dateAfter(beat: Beat, base: number): number | undefined {
  return nominalDays(beat, base).after(base + Math.ceil(intervalDays(beat) / 2) - 1)
}

/** Answers whether a day is inside of the season, which may reach over New Year. */
export function seasonOf({ season }: Pick<Beat, 'season'>): (day: number) => boolean {
  if (!season) return () => true
  const [from, to] = [inYear(season.from), inYear(season.to)]
  return (day) => {
    const { month, dayOfMonth } = partsOf(day)
    const at = month * 100 + dayOfMonth
    return from <= to ? from <= at && at <= to : at >= from || at <= to
  }
}

/** Whether a day lies in a calendar week that the rhythm is about. */
function isInWeek(day: number, { weeks }: Beat): boolean {
  return weeks === undefined || (weekOf(day) % 2 === 0) === (weeks === 'even')
}

/** Hands out the dates of the n-th period and answers the day it begins on. */
type Periods = (period: number, add: (day: number) => void) => number

function periods({ every, unit, weekdays = [], setPosition = 1, endOfMonth }: Beat, anchor: number): Periods {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  if (unit === 'day' || (unit === 'week' && days.length === 0)) {
    const step = unit === 'day' ? every : every * 7
    return (period, add) => {
      const day = anchor + period * step
      add(day)
      return day
    }
  }
  if (unit === 'week') {
    const monday = anchor - weekdayOf(anchor) + 1
    return (period, add) => {
      const week = monday + period * every * 7
      for (const weekday of days) add(week + weekday - 1)
      return week
    }
  }
  const first = partsOf(anchor)
  const step = unit === 'year' ? every * 12 : every
  return (period, add) => {
    const months = first.month - 1 + period * step
    const [year, month] = [first.year + Math.floor(months / 12), (months % 12) + 1]
    const begin = numberOf({ year, month, dayOfMonth: 1 })
    const length = daysInMonth(year, month)
    if (days.length > 0) addPosition(begin, length, days, setPosition, add)
    else add(begin + (endOfMonth ? length : Math.min(first.dayOfMonth, length)) - 1)
    return begin
  }
}

/** The n-th day of a month that is one of these weekdays; a month without a fifth has no date. */
function addPosition(
  begin: number,
  length: number,
  weekdays: readonly number[],
  position: number,
  add: (day: number) => void,
): void {
  let left = Math.abs(position)
  for (let at = 0; at < length; at++) {
    const day = position > 0 ? begin + at : begin + length - 1 - at
    if (weekdays.includes(weekdayOf(day)) && --left === 0) return add(day)
  }
}

/** `03-15` as 315. */
function inYear(day: string): number {
  return Number(day.slice(0, 2)) * 100 + Number(day.slice(3))
}

/** The place of the first value that is not below `day`, in growing values. */
function firstFrom(values: readonly number[], day: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low
}
