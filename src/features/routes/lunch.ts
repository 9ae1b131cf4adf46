import { earliest, routeOf } from './timed-route.ts'
import type { RoutingProblem, TimedRoute, TimedStop, Vehicle, Window } from './timed-route.ts'

/** So many minutes without work, wholly between `from` and `to`. */
export interface Lunch extends Window {
  minutes: number
}

/**
 * Puts lunch after one of the stops of the one vehicle, where everything ends soonest; undefined if it fits nowhere. Who
 * is back before lunch has to be over, or sets out when it may be, needs none on the way.
 */
export function placeLunch(
  problem: RoutingProblem,
  stops: readonly number[],
  lunch: Lunch,
): { route: TimedRoute; lunch: Window | undefined } | undefined {
  const route = routeOf(problem, 0, stops)
  if (!route) return undefined
  const without = walk(problem, stops, { after: -1, lunch })
  const first = stops[0] === undefined ? undefined : (problem.stops[stops[0]] as TimedStop)
  const { start } = problem.vehicles[0] as Vehicle
  const leaves = first ? (route.begins[0] as number) - problem.minutes(start, first.place) : 0
  const isHome = !without || without.ends + lunch.minutes <= lunch.to || leaves >= lunch.from + lunch.minutes
  if (stops.length === 0 || isHome) return { route, lunch: undefined }
  let best: Walk | undefined
  for (const after of stops.keys()) {
    const found = walk(problem, stops, { after, lunch })
    if (found && (!best || found.ends < best.ends)) best = found
  }
  return best && { route: { ...route, begins: best.begins }, lunch: best.lunch }
}

interface Walk {
  begins: number[]
  ends: number
  lunch: Window | undefined
}

/** The times of the stops in this order with lunch after one of them; undefined if something comes too late. */
function walk(
  { minutes, stops: all, vehicles }: RoutingProblem,
  stops: readonly number[],
  { after, lunch }: { after: number; lunch: Lunch },
): Walk | undefined {
  const { start, end, from, to } = vehicles[0] as Vehicle
  const begins: number[] = []
  let [place, time] = [start, from]
  let eaten: Window | undefined
  for (const [at, index] of stops.entries()) {
    const stop = all[index] as TimedStop
    const begin = earliest(stop.windows, time + minutes(place, stop.place))
    if (begin === Number.POSITIVE_INFINITY) return undefined
    begins.push(begin)
    ;[place, time] = [stop.place, begin + stop.minutes]
    if (at !== after) continue
    const eats = Math.max(time, lunch.from)
    if (eats + lunch.minutes > lunch.to) return undefined
    time = eats + lunch.minutes
    eaten = { from: eats, to: time }
  }
  const ends = time + (end === undefined ? 0 : minutes(place, end))
  return ends > to ? undefined : { begins, ends, lunch: eaten }
}
