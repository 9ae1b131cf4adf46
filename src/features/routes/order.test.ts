import { describe, expect, test } from 'vitest'
import { TSPLIB, tsplibLength } from '../../../test/routes/tsplib.ts'
import { distancesOf } from './distances.ts'
import { order } from './order.ts'
import { fc } from '../../../test/properties.ts'

describe('known instances', () => {
  test.each(TSPLIB)('$name: at most one per cent longer than the shortest tour', (instance) => {
    const found = order(instance.points, { closed: true, metric: 'euclidean' })
    const length = tsplibLength(instance, found.order)
    expect(length).toBeGreaterThanOrEqual(instance.optimum)
    expect(length / instance.optimum).toBeLessThan(1.01)
  })
})

const point = fc.record({ x: fc.integer({ min: 0, max: 20 }), y: fc.integer({ min: 0, max: 20 }) })
const few = fc.array(point, { maxLength: 7 })

describe('few points', () => {
  test.each([true, false])('have the shortest of all orders (closed: %s)', (closed) => {
    fc.assert(
      fc.property(few, (points) => {
        const found = order(points, { closed, metric: 'euclidean' })
        expect(found.length).toBeCloseTo(shortest(points, { closed }), 6)
      }),
      { numRuns: 150 },
    )
  })

  test('begin and end where they have to', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 7 }), fc.boolean(), (points, ends) => {
        const [start, end] = [0, ends ? points.length - 1 : undefined]
        const wanted = end === undefined ? { start } : { start, end }
        const found = order(distinct(points), { closed: false, metric: 'euclidean', ...wanted })
        expect(found.length).toBeCloseTo(shortest(distinct(points), { closed: false, ...wanted }), 6)
        expect(found.order[0]).toBe(start)
        if (end !== undefined) expect(found.order.at(-1)).toBe(end)
      }),
      { numRuns: 150 },
    )
  })
})

describe('any points', () => {
  test('are each visited once, and the length is that of the ways between them', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), fc.boolean(), (points, closed) => {
        const found = order(points, { closed, metric: 'euclidean', rounds: 50 })
        expect(found.order.toSorted((a, b) => a - b)).toEqual([...points.keys()])
        expect(found.length).toBeCloseTo(lengthOf(points, found.order, closed), 6)
      }),
    )
  })

  test('come in the same order every time', () => {
    const [instance] = TSPLIB.slice(3)
    const once = () =>
      order(instance?.points ?? [], { closed: true, metric: 'euclidean', seed: 5, rounds: 500 })
    expect(once()).toEqual(once())
  })

  test('may be far away and lie in one spot', () => {
    const far = { x: 9e15, y: -9e15 }
    const points = [far, { x: 0, y: 0 }, far, far, { x: 1, y: 1 }, far, { x: 2, y: 5 }, { x: 8, y: 3 }]
    expect(order(points, { closed: true, metric: 'euclidean' }).order).toHaveLength(points.length)
  })
})

test('a road is longer than the air line, and slow in town', () => {
  const cologne = { lat: 50.9413, lon: 6.9583 }
  const bonn = { lat: 50.7323, lon: 7.0961 }
  const deutz = { lat: 50.9385, lon: 6.9747 }
  const roads = distancesOf([cologne, bonn, deutz], 'road')
  expect(roads.length(0, 1)).toBeCloseTo(32.7, 0)
  expect(roads.minutes(0, 1)).toBeGreaterThan(30)
  expect(roads.minutes(0, 1)).toBeLessThan(45)
  expect(roads.length(0, 2) / (roads.minutes(0, 2) / 60)).toBeCloseTo(28)
  expect(roads.minutes(1, 0)).toBe(roads.minutes(0, 1))
})

test('points of the plane have no roads', () => {
  const points = [
    { x: 1, y: 1 },
    { x: 2, y: 2 },
  ]
  expect(() => order(points, { closed: true, metric: 'road' })).toThrow(TypeError)
})

type Points = { x: number; y: number }[]

function distinct(points: Points): Points {
  return points.map(({ x, y }, index) => ({ x: x + index / 1000, y }))
}

function lengthOf(points: Points, visited: readonly number[], closed: boolean): number {
  const ways = visited.map((index, at) => {
    const before = points[visited[at - 1] ?? visited.at(-1) ?? 0]
    const here = points[index]
    return !before || !here || (at === 0 && !closed) ? 0 : Math.hypot(here.x - before.x, here.y - before.y)
  })
  return ways.reduce((sum, way) => sum + way, 0)
}

function shortest(points: Points, { closed, start, end }: { closed: boolean; start?: number; end?: number }) {
  let best = Number.POSITIVE_INFINITY
  const go = (visited: number[], left: number[]): void => {
    if (left.length === 0) {
      const fits = end === undefined || visited.at(-1) === end
      if (fits) best = Math.min(best, lengthOf(points, visited, closed))
    }
    for (const next of left) {
      if (visited.length === 0 && next !== (closed ? 0 : (start ?? next))) continue
      go(
        [...visited, next],
        left.filter((other) => other !== next),
      )
    }
  }
  go([], [...points.keys()])
  return best
}
