import { expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { firstDays } from './first-days.ts'
import type { FirstDayRules } from './first-days.ts'

const rules = (over: Partial<FirstDayRules> = {}): FirstDayRules => ({
  first: 'start',
  rhythm: { every: 4, unit: 'week' },
  workdays: [1, 2, 3, 4, 5],
  startDate: dayNumber('2026-11-23'),
  ...over,
})
const days = (r: FirstDayRules, lastVisits: (string | null)[]) =>
  firstDays(
    r,
    lastVisits.map((day) => ({ lastVisit: day === null ? null : dayNumber(day) })),
  ).map((day) => (day === undefined ? '–' : dayOf(day)))
const many = (count: number) => Array.from({ length: count }, () => null)

test('all begin at the start, or on the first date the rhythm has from there', () => {
  expect(days(rules(), many(2))).toEqual(['2026-11-23', '2026-11-23'])
  expect(days(rules({ rhythm: { every: 1, unit: 'week', weekdays: [4] } }), many(1))).toEqual(['2026-11-26'])
})

test('spread: as many on each working day of the first interval, neighbours in the order given together', () => {
  const spread = days(rules({ first: 'spread' }), many(200))
  const each = Map.groupBy(spread, (day) => day)
  expect(each.size).toBe(20)
  expect(new Set([...each.values()].map((of) => of.length))).toEqual(new Set([10]))
  expect(spread).toEqual(spread.toSorted())
  expect(spread.every((day) => weekdayOf(dayNumber(day)) <= 5)).toBe(true)
})

test('spread over every fourth Tuesday: each of the four', () => {
  const r = rules({ first: 'spread', rhythm: { every: 4, unit: 'week', weekdays: [2] } })
  expect(days(r, many(4))).toEqual(['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'])
})

test('one interval after the last visit, but not before the start', () => {
  expect(days(rules({ first: 'lastVisit' }), ['2026-11-10', '2026-06-01', null])).toEqual([
    '2026-12-08',
    '2026-11-23',
    '2026-11-23',
  ])
})

test('a rhythm that never meets its season has no first day', () => {
  const never = rules({ rhythm: { every: 1, unit: 'year', season: { from: '03-01', to: '03-31' } } })
  expect(days(never, many(1))).toEqual(['–'])
})
