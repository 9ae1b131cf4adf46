import { describe, expect, test } from 'vitest'
import { SOLOMON, solomonProblem } from '../../../test/routes/solomon.ts'
import { matrixOf } from './distances.ts'
import { routeOf } from './timed-route.ts'
import type { RoutingProblem, TimedStop } from './timed-route.ts'
import { planRoutes } from './windows.ts'
import type { RoutingPlan } from './windows.ts'
import { fc } from '../../../test/properties.ts'

const cases = SOLOMON.flatMap((instance) =>
  ([25, 50] as const).map((size) => ({ ...instance, instance, size })),
)

test.each(cases)(
  '$name, $size customers: at most three per cent above the best known',
  ({ instance, size }) => {
    const problem = solomonProblem(instance, size)
    const plan = planRoutes(problem, { rounds: 4000 })
    check(problem, plan)
    expect(plan.left).toEqual([])
    expect(plan.cost).toBeGreaterThan(instance.best[size] - 0.05)
    expect(plan.cost / instance.best[size]).toBeLessThan(1.03)
  },
)

const stop = fc.record({
  x: fc.integer({ min: 0, max: 60 }),
  y: fc.integer({ min: 0, max: 60 }),
  minutes: fc.integer({ min: 0, max: 40 }),
  load: fc.integer({ min: 0, max: 3 }),
  from: fc.integer({ min: 0, max: 300 }),
  length: fc.integer({ min: 0, max: 120 }),
  again: fc.boolean(),
})
const problems = fc
  .record({
    stops: fc.array(stop, { maxLength: 12 }),
    open: fc.boolean(),
    vehicles: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ stops, open, vehicles }): RoutingProblem => {
    const places = [{ x: 30, y: 30 }, ...stops]
    const far = (a: number, b: number): number =>
      Math.hypot((places[a]?.x ?? 0) - (places[b]?.x ?? 0), (places[a]?.y ?? 0) - (places[b]?.y ?? 0))
    const { length, minutes } = matrixOf(places.length, far, 'euclidean')
    const vehicle = { start: 0, end: open ? undefined : 0, from: 0, to: 480, capacity: 8 }
    return {
      length,
      minutes,
      vehicles: Array.from({ length: vehicles }, () => vehicle),
      stops: stops.map(({ minutes, load, from, length, again }, index) => {
        const first = { from, to: from + length }
        const second = { from: from + length + 30, to: from + length + 60 }
        return { place: index + 1, minutes, load, windows: again ? [first, second] : [first] }
      }),
    }
  })

describe('any problem', () => {
  test('is solved without breaking a window, a capacity or the end of a day', () => {
    fc.assert(fc.property(problems, (problem) => check(problem, planRoutes(problem, { rounds: 30 }))))
  })

  test('of one vehicle and few stops: serves as many as can be, on the shortest way', () => {
    fc.assert(
      fc.property(problems, (given) => {
        const problem = { ...given, vehicles: given.vehicles.slice(0, 1), stops: given.stops.slice(0, 5) }
        const plan = planRoutes(problem, { rounds: 400 })
        const best = bestOf(problem)
        expect(plan.left).toHaveLength(problem.stops.length - best.served)
        expect(plan.cost).toBeCloseTo(best.cost, 6)
      }),
      { numRuns: 150 },
    )
  })

  test('is solved in the same way every time', () => {
    fc.assert(
      fc.property(problems, fc.integer(), (problem, seed) => {
        expect(planRoutes(problem, { rounds: 20, seed })).toEqual(planRoutes(problem, { rounds: 20, seed }))
      }),
      { numRuns: 30 },
    )
  })
})

/** The plan counted anew: each stop once, in a window, within capacity and day. */
function check({ stops, vehicles, minutes }: RoutingProblem, { routes, left }: RoutingPlan): void {
  const seen = [...routes.flatMap((route) => route.stops), ...left].sort((a, b) => a - b)
  expect(seen).toEqual([...stops.keys()])
  for (const route of routes) {
    const vehicle = vehicles[route.vehicle]
    if (!vehicle) throw new Error('No such vehicle')
    let [place, time, load] = [vehicle.start, vehicle.from, 0]
    for (const [at, index] of route.stops.entries()) {
      const stop = stops[index] as TimedStop
      const begin = route.begins[at] ?? -1
      expect(begin).toBeGreaterThanOrEqual(time + minutes(place, stop.place) - 1e-9)
      expect(stop.windows.some(({ from, to }) => from <= begin && begin <= to)).toBe(true)
      ;[place, time, load] = [stop.place, begin + stop.minutes, load + stop.load]
    }
    if (vehicle.end !== undefined) time += minutes(place, vehicle.end)
    expect(time).toBeLessThanOrEqual(vehicle.to + 1e-9)
    expect(load).toBeLessThanOrEqual(vehicle.capacity)
  }
}

function bestOf(problem: RoutingProblem): { served: number; cost: number } {
  let best = { served: 0, cost: 0 }
  const go = (made: number[]): void => {
    const route = routeOf(problem, 0, made)
    if (!route) return
    const isMore = made.length > best.served
    if (isMore || (made.length === best.served && route.cost < best.cost)) {
      best = { served: made.length, cost: route.cost }
    }
    for (const index of problem.stops.keys()) if (!made.includes(index)) go([...made, index])
  }
  go([])
  return best
}
