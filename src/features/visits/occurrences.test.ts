import { expect, test } from 'vitest'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { dateAfter, intervalDays, nominalDays } from './occurrences.ts'
import type { Beat } from './occurrences.ts'
import { fc } from '../../../test/properties.ts'

const dates = (beat: Beat, anchor: string, count: number): string[] => {
  const days = nominalDays(beat, dayNumber(anchor))
  return Array.from({ length: count }, (_, k) => written(days.at(k)))
}
const written = (day: number | undefined) => (day === undefined ? '–' : dayOf(day))

test('the 31st gives way to short months and comes back', () => {
  expect(dates({ every: 1, unit: 'month' }, '2027-01-31', 6)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
    '2027-05-31',
    '2027-06-30',
  ])
})

test('the 30th is the 30th again after February', () => {
  expect(dates({ every: 1, unit: 'month' }, '2027-01-30', 3)).toEqual([
    '2027-01-30',
    '2027-02-28',
    '2027-03-30',
  ])
})

test('29 February comes back in leap years', () => {
  expect(dates({ every: 1, unit: 'year' }, '2028-02-29', 5)).toEqual([
    '2028-02-29',
    '2029-02-28',
    '2030-02-28',
    '2031-02-28',
    '2032-02-29',
  ])
})

test('the 8th of December is followed by the 8th of January', () => {
  expect(dates({ every: 1, unit: 'month' }, '2026-12-08', 2)).toEqual(['2026-12-08', '2027-01-08'])
})

test('a quarter after 30 November is the end of February, then 30 May', () => {
  expect(dates({ every: 3, unit: 'month' }, '2026-11-30', 3)).toEqual([
    '2026-11-30',
    '2027-02-28',
    '2027-05-30',
  ])
  expect(dates({ every: 3, unit: 'month' }, '2027-11-30', 2)[1]).toBe('2028-02-29')
})

test('two weeks stay two weeks across the 53rd week of a year', () => {
  expect(dates({ every: 2, unit: 'week' }, '2026-12-28', 3)).toEqual([
    '2026-12-28',
    '2027-01-11',
    '2027-01-25',
  ])
  expect(dates({ every: 2, unit: 'week', weekdays: [1] }, '2026-12-28', 2)[1]).toBe('2027-01-11')
})

test('odd calendar weeks follow each other where a year has 53 of them', () => {
  const odd: Beat = { every: 1, unit: 'week', weeks: 'odd', weekdays: [1] }
  expect(dates(odd, '2026-12-14', 4)).toEqual(['2026-12-14', '2026-12-28', '2027-01-04', '2027-01-18'])
  const even = { every: 1, unit: 'week', weeks: 'even' } as const
  expect(dates(even, '2026-12-17', 3)).toEqual(['2026-12-24', '2027-01-14', '2027-01-28'])
})

test('monthly from 31 August is the last day of each month when the month is short', () => {
  expect(dates({ every: 1, unit: 'month' }, '2026-08-31', 4)).toEqual([
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
  ])
})

test('the end of a month can be meant from a short month on', () => {
  expect(dates({ every: 1, unit: 'month', endOfMonth: true }, '2027-02-28', 3)).toEqual([
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
  ])
})

test('weekdays of every second week are counted from the week of the anchor', () => {
  expect(dates({ every: 2, unit: 'week', weekdays: [4, 1, 4] }, '2026-11-25', 4)).toEqual([
    '2026-11-26',
    '2026-12-07',
    '2026-12-10',
    '2026-12-21',
  ])
})

test('the second Tuesday, the last Friday, the last working day', () => {
  expect(dates({ every: 1, unit: 'month', weekdays: [2], setPosition: 2 }, '2026-11-11', 3)).toEqual([
    '2026-12-08',
    '2027-01-12',
    '2027-02-09',
  ])
  expect(dates({ every: 1, unit: 'month', weekdays: [5], setPosition: -1 }, '2026-11-01', 2)).toEqual([
    '2026-11-27',
    '2026-12-25',
  ])
  const workdays = [1, 2, 3, 4, 5]
  expect(dates({ every: 1, unit: 'month', weekdays: workdays, setPosition: -1 }, '2027-01-01', 2)).toEqual([
    '2027-01-29',
    '2027-02-26',
  ])
})

test('a month without a fifth Monday has no date', () => {
  expect(dates({ every: 1, unit: 'month', weekdays: [1], setPosition: 5 }, '2026-11-01', 3)).toEqual([
    '2026-11-30',
    '2027-03-29',
    '2027-05-31',
  ])
})

test('outside of the season there are no dates, also when it reaches over New Year', () => {
  const season = { from: '11-15', to: '02-10' }
  expect(dates({ every: 1, unit: 'month', season }, '2026-09-12', 5)).toEqual([
    '2026-12-12',
    '2027-01-12',
    '2027-12-12',
    '2028-01-12',
    '2028-12-12',
  ])
  expect(dates({ every: 6, unit: 'month', season: { from: '03-15', to: '10-31' } }, '2026-04-01', 4)).toEqual(
    ['2026-04-01', '2026-10-01', '2027-04-01', '2027-10-01'],
  )
})

test('a season that no date meets leaves a chain without dates instead of looking for ever', () => {
  const never = nominalDays({ every: 1, unit: 'year', season: { from: '03-01', to: '03-31' } }, 20_000)
  expect(never.at(0)).toBeUndefined()
  expect(never.after(20_000)).toBeUndefined()
  expect(nominalDays({ every: 7, unit: 'day', season: { from: '02-30', to: '02-30' } }, 20_000).at(3)).toBe(
    undefined,
  )
})

test('a date bound to weekdays that lies near the visit is the one the visit stood for', () => {
  const tuesdays: Beat = { every: 4, unit: 'week', weekdays: [2] }
  const after = (beat: Beat, day: string) => written(dateAfter(beat, dayNumber(day)))
  expect(after(tuesdays, '2026-11-23')).toBe('2026-12-22') // the Monday before
  expect(after(tuesdays, '2026-11-26')).toBe('2026-12-22') // the Thursday after
  expect(after({ every: 1, unit: 'week', weekdays: [1, 4] }, '2026-11-25')).toBe('2026-11-30')
  expect(after({ every: 1, unit: 'month', endOfMonth: true }, '2026-11-28')).toBe('2026-12-31')
  expect(after({ every: 1, unit: 'month' }, '2027-01-05')).toBe('2027-02-05')
})

test('counting from the anchor is stepping through the calendar with Temporal', () => {
  fc.assert(
    fc.property(beats, fc.integer({ min: -20_000, max: 60_000 }), (beat, anchor) => {
      const days = nominalDays(beat, anchor)
      const found = Array.from({ length: 12 }, (_, k) => days.at(k) ?? Infinity).filter(
        (day) => day < anchor + 4000,
      )
      expect(found).toEqual(slowly(beat, anchor, 12, Math.min(anchor + 4000, (found.at(-1) ?? Infinity) + 1)))
      for (const [k, day] of found.entries()) expect(days.indexFrom(day)).toBe(k)
    }),
    { numRuns: 300 },
  )
})

test('on average dates are an interval apart', () => {
  fc.assert(
    fc.property(beats, fc.integer({ min: 0, max: 40_000 }), (beat, anchor) => {
      fc.pre(!beat.season && beat.setPosition !== 5)
      const days = nominalDays(beat, anchor)
      const [first, last] = [days.at(0) ?? NaN, days.at(400) ?? NaN]
      expect(Math.abs((last - first) / 400 / intervalDays(beat) - 1)).toBeLessThan(0.02)
    }),
    { numRuns: 300 },
  )
})

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
const season = fc.constantFrom(
  undefined,
  { from: '03-15', to: '10-31' },
  { from: '11-01', to: '02-28' },
  { from: '01-01', to: '12-31' },
)
const beats: fc.Arbitrary<Beat> = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 60 }), unit: fc.constant('day' as const), season }),
  fc.record({
    every: fc.integer({ min: 1, max: 12 }),
    unit: fc.constant('week' as const),
    weekdays: fc.option(weekdays, { nil: undefined }),
    season,
  }),
  fc.record({
    every: fc.integer({ min: 1, max: 6 }),
    unit: fc.constantFrom('month' as const, 'year' as const),
    endOfMonth: fc.boolean(),
  }),
  fc.record({
    every: fc.integer({ min: 1, max: 6 }),
    unit: fc.constant('month' as const),
    weekdays,
    setPosition: fc.constantFrom(1, 2, 3, 4, 5, -1),
  }),
)

/** The same dates found day by day: each day before `until` is asked whether the rhythm means it. */
function slowly(beat: Beat, anchor: number, count: number, until: number): number[] {
  const found: number[] = []
  const begin = Temporal.PlainDate.from(dayOf(anchor))
  for (
    let day = anchor, date = begin;
    day < until && found.length < count;
    day++, date = date.add({ days: 1 })
  ) {
    if (isMeant(beat, begin, date) && isInSeason(beat, date)) found.push(day)
  }
  return found
}

function isMeant(beat: Beat, begin: Temporal.PlainDate, date: Temporal.PlainDate): boolean {
  const { every, unit, weekdays: days, setPosition, endOfMonth } = beat
  if (unit === 'day') return begin.until(date).days % every === 0
  if (unit === 'week') {
    const monday = begin.subtract({ days: begin.dayOfWeek - 1 })
    const weeks = Math.floor(monday.until(date).days / 7)
    return weeks % every === 0 && (days ?? [begin.dayOfWeek]).includes(date.dayOfWeek)
  }
  const months = begin.with({ day: 1 }).until(date.with({ day: 1 }), { largestUnit: 'months' }).months
  if (months % (unit === 'year' ? every * 12 : every) !== 0) return false
  if (days) {
    const chosen = Array.from({ length: date.daysInMonth }, (_, at) => date.with({ day: at + 1 })).filter(
      (d) => days.includes(d.dayOfWeek),
    )
    return chosen.at(setPosition === -1 ? -1 : (setPosition ?? 1) - 1)?.equals(date) ?? false
  }
  return endOfMonth ? date.day === date.daysInMonth : date.equals(begin.add({ months }))
}

function isInSeason({ season: part }: Beat, date: Temporal.PlainDate): boolean {
  if (!part) return true
  const at = date.toString().slice(5)
  return part.from <= part.to ? part.from <= at && at <= part.to : at >= part.from || at <= part.to
}
