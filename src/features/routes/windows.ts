import { nearPlaces } from './near-places.ts'
import { seeded } from './seeded.ts'
import type { Draw } from './seeded.ts'
import { cheapestPlace, routeOf } from './timed-route.ts'
import type { RoutingProblem, TimedRoute, TimedStop, Vehicle } from './timed-route.ts'

export interface RoutingPlan {
  /** One for each vehicle; one that stays at home has no stops. */
  routes: TimedRoute[]
  /** Stops that no vehicle can make beside the others. */
  left: number[]
  /** The ways of all, and what is extra. */
  cost: number
}

export interface SearchOptions {
  seed?: number
  /** How often a part is taken out and put in again; the same number gives the same plan on every machine. */
  rounds: number
  /** Asked now and then: true ends the search early. */
  over?: () => boolean
}

// The parameters of Christiaens and Vanden Berghe, but for the temperatures, which follow the lengths of the ways.
const REMOVED = 10
const LONGEST_STRING = 10
const KEEPS_MIDDLE = 0.5
const OVERLOOKED = 0.01

/** Of many stops that fit nowhere so many are tried in each round. */
const RETRIED = 10
const NEAR = 80

/** Shares of the mean way. */
const [HOT, COLD] = [0.5, 0.005]

/**
 * Distributes stops with windows among vehicles: as many stops as possible, then the shortest ways. Strings of
 * neighbouring stops are taken out of near routes and put in again where they cost least, under simulated annealing
 * (J. Christiaens and G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems",
 * Transportation Science 54, 2020).
 */
export function planRoutes(problem: RoutingProblem, options: SearchOptions): RoutingPlan {
  const draw = seeded(options.seed ?? 1)
  const search = searchOf(problem, draw)
  let current = search.putIn({
    routes: problem.vehicles.map((_, vehicle) => routeOf(problem, vehicle, []) as TimedRoute),
    owners: new Int32Array(problem.stops.length).fill(NOBODY),
    left: [...problem.stops.keys()],
    waiting: [],
    cost: 0,
  })
  let best = current
  const legs = problem.stops.length + current.routes.filter(({ stops }) => stops.length > 0).length
  const mean = Math.max(1e-9, current.cost / Math.max(1, legs))
  for (let round = 0; round < options.rounds && problem.stops.length > 0; round++) {
    if (round % 64 === 0 && options.over?.()) break
    const heat = mean * HOT * (COLD / HOT) ** (round / options.rounds)
    const next = search.putIn(search.takeOut(current))
    if (next.weighed >= current.weighed - heat * Math.log(share(draw))) continue
    current = next
    if (next.weighed < best.weighed - 1e-9) best = next
  }
  const cost = best.routes.reduce((sum, route) => sum + route.cost, 0)
  return { routes: best.routes, left: best.left.toSorted((a, b) => a - b), cost }
}

interface Parts {
  routes: TimedRoute[]
  /** For each stop its vehicle, or nobody. */
  owners: Int32Array
  /** Without a vehicle; those that wait are not even tried in this round. */
  left: number[]
  waiting: number[]
  /** Of all routes. */
  cost: number
}

const NOBODY = -1

interface Weighed extends Parts {
  /** The cost, and so much for each stop left out that serving it always pays. */
  weighed: number
}

interface Search {
  takeOut(parts: Parts): Parts
  putIn(parts: Parts): Weighed
}

function searchOf(problem: RoutingProblem, draw: Draw): Search {
  const near = nearStops(problem)
  const weights = weightsOf(problem)
  const sorts = sortsOf(problem, draw)
  const twins = twinsOf(problem)
  const all = [...problem.vehicles.keys()]
  return {
    takeOut: (parts) => takeOut(problem, parts, { near, draw }),
    putIn: ({ routes, owners, left, waiting, cost }) => {
      const now = { routes: [...routes], owners: owners.slice(), left: [...waiting], waiting: [], cost }
      const sort = sorts[draw(sorts.length)] as (stop: number) => number
      const keyed = left.map((stop) => ({ stop, key: sort(stop) }))
      for (const { stop } of keyed.sort((a, b) => a.key - b.key)) {
        const vehicles = (problem.stops[stop] as TimedStop).vehicles ?? all
        if (!putStop(problem, now, { stop, vehicles, twins, draw })) now.left.push(stop)
      }
      const missed = now.left.reduce((sum, stop) => sum + (weights[stop] as number), 0)
      return { ...now, weighed: now.cost + missed }
    },
  }
}

interface Putting {
  stop: number
  vehicles: readonly number[]
  twins: readonly number[]
  draw: Draw
}

/** Puts a stop where it costs least. */
function putStop(problem: RoutingProblem, parts: Parts, { stop, vehicles, twins, draw }: Putting): boolean {
  const overlook = (): boolean => share(draw) < OVERLOOKED
  const idle = new Set<number>()
  let best: { at: number; cost: number; vehicle: number } | undefined
  for (const vehicle of vehicles) {
    const route = parts.routes[vehicle] as TimedRoute
    if (route.stops.length === 0) {
      const twin = twins[vehicle] as number
      if (idle.has(twin)) continue
      idle.add(twin)
    }
    const below = best?.cost ?? Number.POSITIVE_INFINITY
    const found = cheapestPlace(problem, route, { index: stop, below, overlook })
    if (found) best = { ...found, vehicle }
  }
  if (!best) return false
  const { stops } = parts.routes[best.vehicle] as TimedRoute
  const longer = routeOf(problem, best.vehicle, stops.toSpliced(best.at, 0, stop))
  if (!longer) return false
  replaceRoute(parts, longer)
  parts.owners[stop] = best.vehicle
  return true
}

function replaceRoute(parts: Parts, route: TimedRoute): void {
  parts.cost += route.cost - (parts.routes[route.vehicle] as TimedRoute).cost
  parts.routes[route.vehicle] = route
}

/** Takes strings of stops out of a few routes near one another. */
function takeOut(
  problem: RoutingProblem,
  parts: Parts,
  { near, draw }: { near: readonly (readonly number[])[]; draw: Draw },
): Parts {
  const { routes, left } = parts
  const used = routes.reduce((sum, { stops }) => sum + Math.min(1, stops.length), 0)
  if (used === 0) return parts
  const longest = Math.min(LONGEST_STRING, Math.max(1, (near.length - left.length) / used))
  const strings = Math.floor(1 + share(draw) * ((4 * REMOVED) / (1 + longest) - 1))
  const tried = left.map(() => share(draw) * left.length <= RETRIED)
  const now = {
    ...parts,
    routes: [...routes],
    owners: parts.owners.slice(),
    left: left.filter((_, at) => tried[at]),
    waiting: left.filter((_, at) => !tried[at]),
  }
  const touched = new Set<number>()
  for (const stop of near[draw(near.length)] as readonly number[]) {
    if (touched.size >= strings) break
    const vehicle = parts.owners[stop] as number
    if (vehicle === NOBODY || touched.has(vehicle)) continue
    touched.add(vehicle)
    const { stops } = routes[vehicle] as TimedRoute
    const count = Math.floor(1 + share(draw) * Math.min(stops.length, longest))
    const gone = stringAround(stops, stop, { count: Math.min(count, stops.length), draw })
    const kept = stops.filter((other) => !gone.has(other))
    const shorter = routeOf(problem, vehicle, kept)
    if (!shorter) continue
    replaceRoute(now, shorter)
    for (const one of gone) now.owners[one] = NOBODY
    now.left.push(...gone)
  }
  return now
}

/** So many stops in a row with one among them; half the time some in the middle of the row stay. */
function stringAround(
  stops: readonly number[],
  stop: number,
  { count, draw }: { count: number; draw: Draw },
): Set<number> {
  const middle = share(draw) < KEEPS_MIDDLE && count > 1 ? draw(stops.length - count + 1) : 0
  const row = count + middle
  const at = stops.indexOf(stop)
  const first = Math.max(0, at - row + 1)
  const start = first + draw(Math.min(at, stops.length - row) - first + 1)
  const kept = start + draw(count + 1)
  return new Set(
    stops.slice(start, start + row).filter((_, i) => start + i < kept || start + i >= kept + middle),
  )
}

/** In which orders stops are put in: by chance, by load, by how far they lie, by their windows. */
function sortsOf({ stops, vehicles, length }: RoutingProblem, draw: Draw): ((stop: number) => number)[] {
  const at = (index: number): TimedStop => stops[index] as TimedStop
  const home = vehicles[0]?.start ?? 0
  const chance = (): number => draw(2 ** 30)
  const load = (index: number): number => -at(index).load - at(index).minutes / 1e6
  const far = (index: number): number => -length(home, at(index).place)
  const close = (index: number): number => -far(index)
  const opens = (index: number): number => at(index).windows[0]?.from ?? 0
  const closes = (index: number): number => -(at(index).windows.at(-1)?.to ?? 0)
  const open = (index: number): number => at(index).windows.reduce((sum, { from, to }) => sum + to - from, 0)
  return [chance, chance, chance, chance, load, load, far, close, opens, closes, open, open]
}

/** For each stop itself and the nearest others. */
function nearStops({ stops, length }: RoutingProblem): number[][] {
  const between = (a: number, b: number): number =>
    length((stops[a] as TimedStop).place, (stops[b] as TimedStop).place)
  return nearPlaces(stops.length, between, NEAR).map((others, index) => [index, ...others])
}

/** What a stop left out costs: more than all ways together could. */
function weightsOf({ stops, vehicles, length, extra }: RoutingProblem): number[] {
  let longest = 1
  for (const { place } of stops) {
    for (const other of stops) longest = Math.max(longest, length(place, other.place))
    for (const { start } of vehicles) longest = Math.max(longest, length(start, place))
  }
  const most = (index: number, allowed: readonly number[]): number =>
    extra ? Math.max(0, ...allowed.map((vehicle) => extra(index, vehicle))) : 0
  const all = [...vehicles.keys()]
  const total = stops.reduce(
    (sum, stop, index) => sum + 2 * longest + most(index, stop.vehicles ?? all),
    longest,
  )
  return stops.map(({ weight = 1 }) => total * weight)
}

/** Vehicles that are alike in everything: of those that stand idle one is tried for all. */
function twinsOf({ vehicles, extra }: RoutingProblem): number[] {
  const like = (a: Vehicle, b: Vehicle): boolean =>
    a.start === b.start && a.end === b.end && a.from === b.from && a.to === b.to && a.capacity === b.capacity
  return vehicles.map((vehicle, index) =>
    extra ? index : vehicles.findIndex((other) => like(other, vehicle)),
  )
}

/** Above 0, at most 1. */
function share(draw: Draw): number {
  return (draw(2 ** 30) + 1) / 2 ** 30
}
