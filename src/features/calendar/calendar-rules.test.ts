import { expect, test } from 'vitest'
import { barsOf } from './bars.ts'
import { daysOf, daysShown, paged, weekNumber } from './calendar-days.ts'
import { lanesOf } from './lanes.ts'
import { plainRepeat, repeatOf, ruleOf } from './repeat.ts'
import { typedTime } from '#kernel/typed-time.ts'

test('a month shows whole weeks, the team only its own days', () => {
  const november = { day: '2026-11-21', span: 'month' } as const
  expect(daysShown({ ...november, view: 'month' })).toEqual({ first: '2026-10-26', last: '2026-12-06' })
  expect(daysShown({ ...november, view: 'team' })).toEqual({ first: '2026-11-01', last: '2026-11-30' })
  expect(daysOf(daysShown({ ...november, view: 'workweek' }))).toHaveLength(5)
})

test('paging from the 31st ends at the end of the next month', () => {
  expect(paged({ view: 'month', span: 'month', day: '2027-01-31' }, 1)).toBe('2027-02-28')
  expect(paged({ view: 'month', span: 'month', day: '2027-01-31' }, -1)).toBe('2026-12-31')
})

test('weeks are counted as ISO 8601 counts them', () => {
  expect(weekNumber('2026-12-31')).toBe(53)
  expect(weekNumber('2027-01-03')).toBe(53)
  expect(weekNumber('2027-01-04')).toBe(1)
})

test('what overlaps stands side by side, what follows takes the whole width', () => {
  const lanes = lanesOf([
    { from: 8, until: 10 },
    { from: 9, until: 11 },
    { from: 10, until: 12 },
    { from: 12, until: 13 },
  ])
  expect(lanes).toEqual([
    { lane: 0, lanes: 2 },
    { lane: 1, lanes: 2 },
    { lane: 0, lanes: 2 },
    { lane: 0, lanes: 1 },
  ])
})

test('a rule the form can say comes back as it was', () => {
  const day = '2026-11-24'
  for (const repeat of [
    plainRepeat('DAILY', day),
    { ...plainRepeat('WEEKLY', day), interval: 2, weekdays: [2, 4], count: 10 },
    { ...plainRepeat('MONTHLY', day), place: 4, until: '2027-06-30' },
    plainRepeat('YEARLY', day),
  ])
    expect(repeatOf(ruleOf(repeat, day))).toEqual(repeat)
  expect(repeatOf('FREQ=MONTHLY;BYMONTHDAY=-1')).toBeUndefined()
})

test('times are read as people type them', () => {
  const said = ['9', '930', '9:30', '9.30 Uhr', '14h', '2pm', '12 am', '1415']
  expect(said.map(typedTime)).toEqual([
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '14:00',
    '14:00',
    '00:00',
    '14:15',
  ])
  expect(['25', '9:61', 'bald', ''].map(typedTime)).toEqual([undefined, undefined, undefined, undefined])
})

test('what lasts over days is one bar on the same line, and what is of one day takes the lines left free', () => {
  const at = (...keys: string[]) => keys.map((key) => ({ key }))
  const days = [at('fair', 'noon'), at('trip', 'fair'), at('call', 'trip')]
  const words = (most?: number) =>
    barsOf(days, most).map((lines) => lines.map((bar) => (bar ? `${bar.placed.key} ${bar.span}` : 'free')))
  expect(words()).toEqual([
    ['fair 2', 'noon 1'],
    ['fair 0', 'trip 2'],
    ['call 1', 'trip 0'],
  ])
  expect(words(1)).toEqual([
    ['fair 2', 'noon 1'],
    ['fair 0', 'trip 1'],
    ['call 1', 'trip 1'],
  ])
})
