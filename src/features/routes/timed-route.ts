import type { Length } from './improve-tour.ts'

/** From when until when something may begin, in minutes (or whatever the distances count in). */
export interface Window {
  from: number
  to: number
}

/** A stop that one vehicle has to make. */
export interface TimedStop {
  place: number
  /** How long it takes. */
  minutes: number
  load: number
  /** When it may begin, in order; several a day where there is a break at noon. */
  windows: readonly Window[]
  /** The vehicles that may come, by number; left out: all. */
  vehicles?: readonly number[]
  /** How much a stop left out weighs against others; 1 if not said. */
  weight?: number
}

/** One tour: a vehicle on a day, or a person who visits. */
export interface Vehicle {
  start: number
  /** Undefined: ends at its last stop. */
  end: number | undefined
  from: number
  to: number
  /** How much load it takes. */
  capacity: number
}

export interface RoutingProblem {
  length: Length
  minutes: Length
  stops: readonly TimedStop[]
  vehicles: readonly Vehicle[]
  /** What it costs beside the way that this vehicle makes this stop. */
  extra?: (stop: number, vehicle: number) => number
}

/** The stops of one vehicle in their order; it is never changed, only replaced. */
export interface TimedRoute {
  vehicle: number
  stops: readonly number[]
  /** When each stop begins if nobody dawdles. */
  begins: readonly number[]
  /** When each stop may begin at the latest so that all later ones are kept. */
  latest: readonly number[]
  load: number
  /** The way, and what is extra. */
  cost: number
}

/** The route through stops in this order; undefined if a window, the end of the day or the capacity forbids it. */
export function routeOf(
  problem: RoutingProblem,
  vehicle: number,
  stops: readonly number[],
): TimedRoute | undefined {
  const { start, from, capacity } = problem.vehicles[vehicle] as Vehicle
  const begins: number[] = []
  let [place, time, load, cost] = [start, from, 0, 0]
  for (const index of stops) {
    const stop = problem.stops[index] as TimedStop
    const begin = earliest(stop.windows, time + problem.minutes(place, stop.place))
    begins.push(begin)
    cost += problem.length(place, stop.place) + (problem.extra?.(index, vehicle) ?? 0)
    load += stop.load
    ;[place, time] = [stop.place, begin + stop.minutes]
  }
  const latest = latestOf(problem, vehicle, stops)
  const late = begins.some((begin, at) => begin > (latest[at] as number))
  if (late || load > capacity) return undefined
  return { vehicle, stops, begins, latest, load, cost: cost + homeward(problem, vehicle, stops) }
}

/** Where a further stop costs least on a route, and what it costs there; positions are now and then overlooked. */
export function cheapestPlace(
  problem: RoutingProblem,
  route: TimedRoute,
  { index, below, overlook }: { index: number; below: number; overlook: () => boolean },
): { at: number; cost: number } | undefined {
  const stop = problem.stops[index] as TimedStop
  const vehicle = problem.vehicles[route.vehicle] as Vehicle
  if (route.load + stop.load > vehicle.capacity) return undefined
  const { length, minutes } = problem
  const extra = problem.extra?.(index, route.vehicle) ?? 0
  let best: { at: number; cost: number } | undefined
  let [place, time] = [vehicle.start, vehicle.from]
  for (let at = 0; at <= route.stops.length; at++) {
    const following =
      at < route.stops.length ? (problem.stops[route.stops[at] as number] as TimedStop) : undefined
    const next = following ? following.place : vehicle.end
    const detour = next === undefined ? 0 : length(stop.place, next) - length(place, next)
    const cost = extra + length(place, stop.place) + detour
    const begin = earliest(stop.windows, time + minutes(place, stop.place))
    if (begin === Number.POSITIVE_INFINITY) break
    if (cost < (best?.cost ?? below) && !overlook()) {
      const ready = begin + stop.minutes
      const limit = following ? (route.latest[at] as number) : vehicle.to
      if (ready + (next === undefined ? 0 : minutes(stop.place, next)) <= limit) best = { at, cost }
    }
    if (following) [place, time] = [following.place, (route.begins[at] as number) + following.minutes]
  }
  return best
}

/** The first moment in the windows from `time` on. */
export function earliest(windows: readonly Window[], time: number): number {
  for (const { from, to } of windows) if (time <= to) return Math.max(time, from)
  return Number.POSITIVE_INFINITY
}

/** The last moment in the windows up to `time`. */
function lastBefore(windows: readonly Window[], time: number): number {
  for (let at = windows.length - 1; at >= 0; at--) {
    const { from, to } = windows[at] as Window
    if (time >= from) return Math.min(time, to)
  }
  return Number.NEGATIVE_INFINITY
}

function latestOf(problem: RoutingProblem, vehicle: number, stops: readonly number[]): number[] {
  const { end, to } = problem.vehicles[vehicle] as Vehicle
  const latest = Array.from({ length: stops.length }, () => 0)
  let [place, time] = [end, to]
  for (let at = stops.length - 1; at >= 0; at--) {
    const stop = problem.stops[stops[at] as number] as TimedStop
    const drive = place === undefined ? 0 : problem.minutes(stop.place, place)
    time = lastBefore(stop.windows, time - drive - stop.minutes)
    latest[at] = time
    place = stop.place
  }
  return latest
}

function homeward(problem: RoutingProblem, vehicle: number, stops: readonly number[]): number {
  const { end } = problem.vehicles[vehicle] as Vehicle
  const last = stops.at(-1)
  if (end === undefined || last === undefined) return 0
  return problem.length((problem.stops[last] as TimedStop).place, end)
}
