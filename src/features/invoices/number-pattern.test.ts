import { expect, test } from 'vitest'
import { checkPattern, countIn, formatNumber, numberSortKey, periodOf } from './number-pattern.ts'

const day = '2026-11-21'

test.each([
  ['RE-{YYYY}-{####}', 'RE-2026-0007'],
  ['{YY}{MM}-{###}', '2611-007'],
  ['{#}', '7'],
  ['R {YYYY}/{MM}.{##}', 'R 2026/11.07'],
])('%s gives %s', (pattern, number) => {
  expect(formatNumber(pattern, { count: 7, day })).toBe(number)
  expect(countIn(pattern, number, day)).toBe(7)
  expect(checkPattern(pattern, /Y/.test(pattern))).toBeUndefined()
})

test('a counter grows beyond its digits', () => {
  expect(formatNumber('RE-{##}', { count: 1234, day })).toBe('RE-1234')
  expect(countIn('RE-{##}', 'RE-1234', day)).toBe(1234)
  expect(countIn('RE-{YYYY}-{##}', 'RE-2025-12', day)).toBeUndefined()
})

test.each([
  ['RE-{YYYY}', true, 'no_counter'],
  ['{##}-{##}', false, 'many_counters'],
  ['RE-{####}', true, 'no_year'],
  ['RE-{DD}-{##}', false, 'unknown_part'],
  ['RE-{##', false, 'unknown_part'],
  ['RE§{##}', false, 'bad_letter'],
])('%s is refused', (pattern, yearly, flaw) => {
  expect(checkPattern(pattern, yearly)).toBe(flaw)
})

test('counts begin anew with the year, with the month where it stands in the number, or never', () => {
  expect(periodOf({ pattern: 'RE-{YYYY}-{##}', yearly: true }, day)).toBe('2026')
  expect(periodOf({ pattern: 'RE-{YYYY}{MM}-{##}', yearly: true }, day)).toBe('2026-11')
  expect(periodOf({ pattern: 'RE-{YYYY}-{##}', yearly: false }, day)).toBe('')
})

test('numbers sort by their value', () => {
  const sorted = ['RE-2026-100', 'RE-2026-20', 'RE-2025-999'].sort((a, b) =>
    numberSortKey(a) < numberSortKey(b) ? -1 : 1,
  )
  expect(sorted).toEqual(['RE-2025-999', 'RE-2026-20', 'RE-2026-100'])
})
