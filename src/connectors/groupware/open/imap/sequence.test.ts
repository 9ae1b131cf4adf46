import { expect, test } from 'vitest'
import { numbersIn, sequenceOf } from './sequence.ts'
import { fc } from '../../../../../test/properties.ts'

test('numbers are written short and read back', () => {
  expect(sequenceOf([1, 2, 3, 7, 9, 10])).toBe('1:3,7,9:10')
  expect(sequenceOf([])).toBe('')
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 })), (numbers) => {
      const sorted = numbers.sort((a, b) => a - b)
      expect(numbersIn(sequenceOf(sorted))).toEqual(sorted)
    }),
  )
})
