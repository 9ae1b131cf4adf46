import { distancesOf } from './distances.ts'
import type { Distances, Point } from './distances.ts'
import { placeLunch } from './lunch.ts'
import type { Lunch } from './lunch.ts'
import type { RoutingProblem, TimedRoute, TimedStop, Window } from './timed-route.ts'
import { planRoutes } from './windows.ts'

/** A visit as the route of a day sees it; all times are minutes since midnight. */
export interface DayStop {
  id: string
  /** Undefined where nobody knows where it is. */
  point: Point | undefined
  minutes: number
  /** When the customer is open, in order; left out: always. The visit has to end before they close. */
  open?: readonly Window[]
  /** Agreed with the customer: begins at this very minute. */
  fixedAt?: number
}

export interface Day {
  stops: readonly DayStop[]
  start: Point
  /** Left out: the day ends at the last customer. */
  end?: Point
  /** Working hours; only what is agreed with customers may lie outside of them. */
  from: number
  to: number
  lunch?: Lunch
}

/** Why a visit is not on the route. */
export type Unreachable = 'noPosition' | 'closed' | 'far' | 'full'

export interface DayRoute {
  stops: RouteStop[]
  unreachable: { id: string; reason: Unreachable }[]
  /** When one has to set out, and when one is back (or done). */
  leaves: number
  returns: number
  lunch: Window | undefined
  distanceKm: number
  drivingMinutes: number
}

export interface RouteStop {
  id: string
  arrival: number
  /** Later than the arrival where one has to wait. */
  begins: number
  departure: number
  /** From the stop before. */
  distanceKm: number
  drivingMinutes: number
}

/** Agreed visits are kept before all others. */
const AGREED = 1000

/**
 * The route of one user's day: makes as many of the visits as possible, all agreed ones first, on the shortest way.
 * Roads are air lines with a factor unless `distances` knows better; there the stops come first, then start and end.
 */
export function dayRoute(
  day: Day,
  { distances, seed = 1 }: { distances?: Distances; seed?: number } = {},
): DayRoute {
  const places = [...day.stops.map(({ point }) => point ?? day.start), day.start, day.end ?? day.start]
  const roads = distances ?? distancesOf(places, 'x' in day.start ? 'euclidean' : 'road')
  const problem = problemOf(day, roads)
  const reasons = reasonsOf(day, problem)
  const asked = [...day.stops.keys()].filter((index) => !reasons.has(index))
  const { route, lunch } = bestRoute(day, problem, { asked, seed })
  const made = new Set(route.stops)
  for (const index of asked) if (!made.has(index)) reasons.set(index, 'full')
  const unreachable = [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([index, reason]) => ({ id: (day.stops[index] as DayStop).id, reason }))
  return { ...timesOf(day, problem, { route, lunch }), unreachable }
}

function problemOf(day: Day, roads: Distances): RoutingProblem {
  const start = day.stops.length
  const end = day.end ? start + 1 : undefined
  const minutes = (from: number, to: number): number => Math.ceil(roads.minutes(from, to) - 1e-9)
  const agreed = day.stops.flatMap(({ fixedAt, minutes: takes }, place) =>
    fixedAt === undefined
      ? []
      : [
          {
            from: fixedAt - minutes(start, place),
            to: fixedAt + takes + (end === undefined ? 0 : minutes(place, end)),
          },
        ],
  )
  return {
    length: roads.length,
    minutes,
    stops: day.stops.map((stop, place) => ({ ...timedStop(day, stop), place })),
    vehicles: [
      {
        start,
        end,
        from: Math.min(day.from, ...agreed.map(({ from }) => from)),
        to: Math.max(day.to, ...agreed.map(({ to }) => to)),
        capacity: Number.POSITIVE_INFINITY,
      },
    ],
  }
}

/** When a visit may begin so that it ends while the customer is open and the user at work. */
function timedStop(day: Day, { minutes, open, fixedAt }: DayStop): Omit<TimedStop, 'place'> {
  if (fixedAt !== undefined) {
    return { minutes, load: 0, weight: AGREED, windows: [{ from: fixedAt, to: fixedAt }] }
  }
  const windows = (open ?? [{ from: day.from, to: day.to }])
    .map(({ from, to }) => ({ from: Math.max(from, day.from), to: Math.min(to, day.to) - minutes }))
    .filter(({ from, to }) => from <= to)
  return { minutes, load: 0, windows }
}

/** Visits that could not be made even if they were the only one of the day. */
function reasonsOf(day: Day, problem: RoutingProblem): Map<number, Unreachable> {
  const reasons = new Map<number, Unreachable>()
  for (const [index, { point }] of day.stops.entries()) {
    const stop = problem.stops[index] as TimedStop
    if (!point) reasons.set(index, 'noPosition')
    else if (stop.windows.length === 0) reasons.set(index, 'closed')
    else if (solved(problem, [index], 1).stops.length === 0) reasons.set(index, 'far')
  }
  return reasons
}

/** The shortest route that leaves time for lunch; without it where there is no other way. */
function bestRoute(
  day: Day,
  problem: RoutingProblem,
  { asked, seed }: { asked: readonly number[]; seed: number },
): { route: TimedRoute; lunch: Window | undefined } {
  const route = solved(problem, asked, seed)
  if (!day.lunch) return { route, lunch: undefined }
  const quick = placeLunch(problem, route.stops, day.lunch)
  if (quick) return quick
  // One eats at one of the customers: lunch is a further stop there.
  const { from, to, minutes } = day.lunch
  const windows = [{ from, to: to - minutes }]
  const tries = [day.stops.length, ...asked].flatMap((where) => {
    const place = where === day.stops.length ? where : (problem.stops[where] as TimedStop).place
    const eating = { place, minutes, load: 0, windows, weight: AGREED / 10 }
    const stops = [...problem.stops, eating]
    const found = solved({ ...problem, stops }, [...asked, problem.stops.length], seed)
    const kept = found.stops.filter((index) => index < problem.stops.length)
    return placeLunch(problem, kept, day.lunch as Lunch) ?? []
  })
  const most = (a: { route: TimedRoute }, b: { route: TimedRoute }): number =>
    b.route.stops.length - a.route.stops.length || a.route.cost - b.route.cost
  return tries.sort(most)[0] ?? { route, lunch: undefined }
}

function solved(problem: RoutingProblem, asked: readonly number[], seed: number): TimedRoute {
  const stops = asked.map((index) => problem.stops[index] as TimedStop)
  const rounds = asked.length < 2 ? 1 : Math.min(6000, 300 * asked.length)
  const [route] = planRoutes({ ...problem, stops }, { seed, rounds }).routes
  if (!route) throw new RangeError('A day has one route')
  return { ...route, stops: route.stops.map((index) => asked[index] as number) }
}

function timesOf(
  day: Day,
  { length, minutes, stops, vehicles }: RoutingProblem,
  { route, lunch }: { route: TimedRoute; lunch: Window | undefined },
): Omit<DayRoute, 'unreachable'> {
  const { start = 0, end, from = day.from } = vehicles[0] ?? {}
  let [place, time, distanceKm, drivingMinutes] = [start, from, 0, 0]
  let leaves = from
  const onTheWay = route.stops.map((index, at) => {
    const stop = stops[index] as TimedStop
    const drive = minutes(place, stop.place)
    const km = length(place, stop.place)
    const begins = route.begins[at] as number
    if (at === 0) leaves = time = begins - drive
    const eats = lunch && at > 0 && lunch.from >= time && lunch.to + drive <= begins
    const arrival = (eats ? lunch.to : time) + drive
    ;[place, time] = [stop.place, begins + stop.minutes]
    distanceKm += km
    drivingMinutes += drive
    const { id } = day.stops[index] as DayStop
    return { id, arrival, begins, departure: time, distanceKm: km, drivingMinutes: drive }
  })
  if (onTheWay.length > 0) {
    if (lunch && lunch.from >= time) time = lunch.to
    if (end !== undefined) {
      distanceKm += length(place, end)
      drivingMinutes += minutes(place, end)
      time += minutes(place, end)
    }
  }
  return {
    stops: onTheWay,
    leaves,
    returns: onTheWay.length > 0 ? time : leaves,
    lunch,
    distanceKm,
    drivingMinutes,
  }
}
