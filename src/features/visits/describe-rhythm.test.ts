import { expect, test } from 'vitest'
import { describeRhythm } from './describe-rhythm.ts'
import type { Rhythm } from './rhythm.ts'

const say = (rhythm: Partial<Rhythm>, language: 'de' | 'en' = 'de', start?: string) =>
  describeRhythm({ every: 1, unit: 'week', from: 'planned', ...rhythm }, language, start)

test('a rhythm is said in German as a person would', () => {
  expect(say({ every: 4, weekdays: [2], season: { from: '03-01', to: '10-31' } }, 'de', '2026-12-01')).toBe(
    'alle 4 Wochen dienstags, ab 1. Dez. 2026, März–Oktober',
  )
  expect(say({ unit: 'month' })).toBe('jeden Monat')
  expect(say({ unit: 'month', every: 3 })).toBe('jedes Vierteljahr')
  expect(say({ unit: 'month', every: 6, endOfMonth: true })).toBe('jedes Halbjahr am Monatsletzten')
  expect(say({ unit: 'month', weekdays: [2], setPosition: 2 })).toBe('jeden Monat am zweiten Dienstag')
  expect(say({ weekdays: [5, 1, 3] })).toBe('jede Woche montags, mittwochs und freitags')
  expect(say({ weeks: 'odd', weekdays: [4], from: 'done' })).toBe('in ungeraden Kalenderwochen donnerstags')
  expect(say({ unit: 'day', every: 10, from: 'done' })).toBe('alle 10 Tage, gezählt vom Tag des Besuchs')
  expect(say({ unit: 'year', season: { from: '11-15', to: '02-10' } })).toBe('jedes Jahr, 15. Nov.–10. Feb.')
})

test('and in English', () => {
  expect(say({ every: 4, weekdays: [2] }, 'en', '2026-12-01')).toBe(
    'every 4 weeks on Tuesday, from 1 Dec 2026',
  )
  expect(say({ unit: 'month', weekdays: [5], setPosition: -1 }, 'en')).toBe('every month on the last Friday')
  expect(say({ unit: 'day' }, 'en')).toBe('daily')
})
