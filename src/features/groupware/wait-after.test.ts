import { expect, test } from 'vitest'
import { waitAfter } from './wait-after.ts'

test('waits longer after each failure, and never longer than about six hours', () => {
  expect([1, 2, 3].map((failures) => waitAfter(failures, 0.5))).toEqual([60, 120, 240])
  expect(waitAfter(40, 1)).toBeLessThanOrEqual(27_000)
})
