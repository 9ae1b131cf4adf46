import { expect, test } from 'vitest'
import { reconnectAfter } from './reconnect-after.ts'

test('who lost a connection tries again soon, later more and more seldom', () => {
  expect([1, 2, 3, 9, 10, 500].map((failures) => reconnectAfter(failures, 0.5))).toEqual([
    2, 4, 8, 512, 900, 900,
  ])
})

test('chance spreads those who lost it at the same time', () => {
  expect([0, 1].map((chance) => reconnectAfter(4, chance))).toEqual([8, 24])
})
