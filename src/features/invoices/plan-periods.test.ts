import { expect, test } from 'vitest'
import { dayNumber, dayOf, daysInMonth, partsOf } from '#kernel/day.ts'
import { nextStart, periodFrom, periodIndexFrom, periodStart, PLAN_UNITS, writtenOn } from './plan-periods.ts'
import { fc } from '../../../test/properties.ts'

const starts = (startDay: string, unit: (typeof PLAN_UNITS)[number], count: number, every = 1) =>
  Array.from({ length: count }, (_, index) => periodStart({ startDay, every, unit }, index))

test('the end of a month is kept, counted from the start', () => {
  expect(starts('2026-01-31', 'month', 5)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ])
  expect(starts('2027-11-30', 'quarter', 3)).toEqual(['2027-11-30', '2028-02-29', '2028-05-30'])
  expect(starts('2024-02-29', 'year', 5)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ])
  expect(starts('2026-12-28', 'week', 3, 2)).toEqual(['2026-12-28', '2027-01-11', '2027-01-25'])
})

test('a period ends the day before the next one begins, or with the contract', () => {
  const rhythm = { startDay: '2026-01-31', every: 1, unit: 'month' as const }
  expect(periodFrom(rhythm, '2026-01-31')).toEqual({ from: '2026-01-31', to: '2026-02-27', isCut: false })
  expect(periodFrom(rhythm, '2026-02-28')).toEqual({ from: '2026-02-28', to: '2026-03-30', isCut: false })
  expect(periodFrom(rhythm, '2026-03-31', '2026-04-10')).toEqual({
    from: '2026-03-31',
    to: '2026-04-10',
    isCut: true,
  })
  expect(periodFrom(rhythm, '2026-03-31', '2026-04-29').isCut).toBe(false)
})

test('an invoice is written before or after its period begins', () => {
  expect(writtenOn('2026-03-01', -14)).toBe('2026-02-15')
  expect(writtenOn('2026-03-01', 31)).toBe('2026-04-01')
})

const rhythms = fc.record({
  startDay: fc.integer({ min: dayNumber('1999-01-01'), max: dayNumber('2101-12-31') }).map(dayOf),
  every: fc.integer({ min: 1, max: 120 }),
  unit: fc.constantFrom(...PLAN_UNITS),
})

test('periods follow each other without a gap and without a day twice', () => {
  fc.assert(
    fc.property(rhythms, fc.integer({ min: 0, max: 60 }), (rhythm, index) => {
      const start = periodStart(rhythm, index)
      const { from, to } = periodFrom(rhythm, start)
      expect(from).toBe(start)
      expect(dayOf(dayNumber(to) + 1)).toBe(periodStart(rhythm, index + 1))
      expect(nextStart(rhythm, start)).toBe(periodStart(rhythm, index + 1))
      expect(periodIndexFrom(rhythm, start)).toBe(index)
    }),
  )
})

test('periods of months begin on the day of the start, or at the end of a shorter month', () => {
  fc.assert(
    fc.property(rhythms, fc.integer({ min: 0, max: 60 }), (rhythm, index) => {
      fc.pre(rhythm.unit !== 'week')
      const { year, month, dayOfMonth } = partsOf(dayNumber(periodStart(rhythm, index)))
      const wanted = partsOf(dayNumber(rhythm.startDay)).dayOfMonth
      expect(dayOfMonth).toBe(Math.min(wanted, daysInMonth(year, month)))
    }),
  )
})

test('whatever day is asked for, the period is the first one that begins on it or later', () => {
  fc.assert(
    fc.property(rhythms, fc.integer({ min: -100, max: 20_000 }), (rhythm, days) => {
      const day = dayOf(dayNumber(rhythm.startDay) + days)
      const index = periodIndexFrom(rhythm, day)
      expect(periodStart(rhythm, index) >= day).toBe(true)
      if (index > 0) expect(periodStart(rhythm, index - 1) < day).toBe(true)
    }),
  )
})
