import { expect, test } from 'vitest'
import { chosenCount, chosenOf, everything, isChosen, nothing, toggled, withRows } from './selection.ts'

const question = { q: 'a', sort: 'name', filters: { tag: ['VIP'] } }

test('rows are chosen and let go of', () => {
  const one = toggled(nothing, 'a')
  expect(isChosen(one, 'a')).toBe(true)
  expect(isChosen(toggled(one, 'a'), 'a')).toBe(false)
  expect(chosenCount(withRows(one, ['a', 'b', 'c']), 100)).toBe(3)
})

test('all that the filter finds, but one', () => {
  const most = toggled(everything, 'x')
  expect(isChosen(most, 'x')).toBe(false)
  expect(isChosen(most, 'y')).toBe(true)
  expect(chosenCount(most, 100)).toBe(99)
  expect(chosenOf(most, question)).toEqual({ filter: { q: 'a', filters: { tag: ['VIP'] } }, except: ['x'] })
  expect(isChosen(withRows(most, ['x']), 'x')).toBe(true)
})
