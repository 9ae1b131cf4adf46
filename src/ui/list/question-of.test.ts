import { expect, test } from 'vitest'
import { paramsOf } from './question-of.ts'

const ask = (filters: Record<string, string[]>, q = '') =>
  paramsOf({ q, sort: 'displayName', filters }).toString()

test('several values of a filter repeat its name', () => {
  expect(ask({ type: ['a', 'b'] })).toBe('sort=displayName&type=a&type=b')
})

test('the two ends of a custom range become one value', () => {
  expect(ask({ 'custom.area.from': ['10'], 'custom.area.to': ['20'] })).toBe(
    'sort=displayName&custom.area=10..20',
  )
  expect(ask({ 'custom.area.to': ['20'] })).toBe('sort=displayName&custom.area=..20')
})

test('a search of spaces is none', () => {
  expect(ask({}, '  ')).toBe('sort=displayName')
})
