import { expect, test } from 'vitest'
import { spreadOut } from './spread-out.ts'

test('marks at one place stand around it, at least their own width apart; others stay where they are', () => {
  const cologne = { lat: 50.94, lon: 6.96 }
  const five = Array.from({ length: 5 }, () => cologne)
  const [alone, ...ring] = spreadOut([{ lat: 51, lon: 7 }, ...five])
  expect(alone).toEqual([0, 0])
  for (const [at, [x, y]] of ring.entries())
    for (const [other, [u, v]] of ring.entries())
      if (at !== other) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(20)
  expect(spreadOut([cologne, cologne])).toEqual([
    [0, -11],
    [0, 11],
  ])
})
