import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

test('what comes again is not worked out again, and what is long gone is forgotten', () => {
  const asked: string[] = []
  const shout = remembered((text) => {
    asked.push(text)
    return text.toUpperCase()
  }, 2)
  expect(['a', 'b', 'a', 'c', 'a'].map(shout)).toEqual(['A', 'B', 'A', 'C', 'A'])
  expect(asked).toEqual(['a', 'b', 'c'])
  for (const text of ['d', 'e', 'f', 'g']) shout(text)
  expect(shout('a')).toBe('A')
  expect(asked.filter((text) => text === 'a')).toHaveLength(2)
})

test('long texts are worked out each time', () => {
  let asked = 0
  const length = remembered((text) => (asked++, text.length))
  const long = 'x'.repeat(1000)
  expect([length(long), length(long), asked]).toEqual([1000, 1000, 2])
})
