import { distancesOf } from './distances.ts'
import type { Metric, Point } from './distances.ts'
import { improveTour } from './improve-tour.ts'
import type { Length } from './improve-tour.ts'
import { nearPlaces } from './near-places.ts'
import { seeded } from './seeded.ts'
import type { Draw } from './seeded.ts'
import { moveWay, tourOf } from './tour.ts'
import type { Tour } from './tour.ts'

export interface OrderOptions {
  /** Back to the first place at the end. */
  closed: boolean
  /** Where an open tour has to begin and to end; left out: wherever it is shortest. */
  start?: number
  end?: number
  seed?: number
  /** How often the tour is shaken; by default as often as keeps a tour of 200 places well below half a second. */
  rounds?: number
}

export interface Order {
  /** The numbers of the points as they are to be visited. */
  order: number[]
  length: number
}

/** How many places each one regards as near. */
const NEAR = 10

/** The longest ways that a shake swaps. */
const SHAKEN = 50

/** The shortest order of points, by the metric they belong to. */
export function order(
  points: readonly Point[],
  { metric, ...options }: OrderOptions & { metric: Metric },
): Order {
  const { firsts, groups } = together(points)
  const distances = distancesOf(
    firsts.map((index) => points[index] as Point),
    metric,
  )
  const group = (index: number | undefined): number | undefined =>
    index === undefined ? undefined : groups.findIndex((members) => members.includes(index))
  const { start, end, ...rest } = options
  const ends = { ...given('start', group(start)), ...given('end', group(end)) }
  const found = orderOf(distances.size, distances.length, { ...rest, ...ends })
  return { ...found, order: found.order.flatMap((index) => groups[index] as number[]) }
}

/**
 * A short tour through `size` places: shortened by 2-opt and Or-opt, then shaken at one spot again and again, and
 * shortened around it (iterated local search with local double bridges: O. Martin, S. Otto and E. Felten, "Large-Step
 * Markov Chains for the Traveling Salesman Problem", Complex Systems 5, 1991; D. Applegate, W. Cook and A. Rohe,
 * "Chained Lin-Kernighan for Large Traveling Salesman Problems", INFORMS Journal on Computing 15, 2003). Lengths are the
 * same both ways. The same seed gives the same tour on every machine.
 */
export function orderOf(size: number, length: Length, options: OrderOptions): Order {
  if (size <= 3 && options.closed) return measured([...Array(size).keys()], length, true)
  const { all, between } = options.closed ? { all: size, between: length } : opened(size, length, options)
  const shortest = shorten(all, between, options)
  if (options.closed) return measured(beginningWith(shortest, 0), length, true)
  const open = beginningWith(shortest, size).slice(1)
  const turned = options.start === undefined ? isTurned(open, options.end) : open[0] !== options.start
  return measured(turned ? open.reverse() : open, length, false)
}

/** Adds a place that lies between the end of an open tour and its beginning; it is drawn to the ends that are given. */
function opened(
  size: number,
  length: Length,
  { start, end }: OrderOptions,
): { all: number; between: Length } {
  const drawn = -4 * longestOf(size, length)
  const toEnd = (place: number): number => (place === start || place === end ? drawn : 0)
  return {
    all: size + 1,
    between: (a, b) => (a === size ? toEnd(b) : b === size ? toEnd(a) : length(a, b)),
  }
}

function shorten(size: number, length: Length, { seed = 1, rounds }: OrderOptions): number[] {
  const near = nearPlaces(size, length, NEAR)
  const first = nearestNext(size, length)
  if (size < 5) return everyWay(first, length)
  const draw = seeded(seed)
  const tour = tourOf(first)
  const tiny = 1e-10 * longestOf(size, length)
  improveTour(tour, { length, tiny, near, from: first })
  tour.keep()
  for (let round = rounds ?? usualRounds(size); round > 0; round--) {
    const { longer, touched } = shake(tour, { size, length, draw })
    if (improveTour(tour, { length, tiny, near, from: touched }) < longer - tiny) tour.setBack()
    else tour.keep()
  }
  return tour.places()
}

function longestOf(size: number, length: Length): number {
  let longest = 0
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) longest = Math.max(longest, length(a, b))
  return longest
}

function usualRounds(size: number): number {
  return Math.min(12_000, 60 * size)
}

/** Swaps two ways that follow on each other: a change that 2-opt and Or-opt cannot make, nor easily undo. */
function shake(
  tour: Tour,
  { size, length, draw }: { size: number; length: Length; draw: Draw },
): { longer: number; touched: number[] } {
  const most = Math.min(SHAKEN, (size - 2) >> 1)
  const b = draw(size)
  const a = tour.after(b)
  const e = tour.on(a, draw(most))
  const f = tour.after(e)
  const c = tour.on(f, draw(most))
  const x = tour.after(c)
  const longer = length(b, f) + length(c, a) + length(e, x) - length(b, a) - length(e, f) - length(c, x)
  moveWay(tour, { a, b, e, f, c, x })
  return { longer, touched: [a, b, c, e, f, x] }
}

/** The tour that always goes on to the nearest place not yet visited. */
function nearestNext(size: number, length: Length): number[] {
  const left = new Set(Array(size).keys())
  const tour: number[] = []
  for (let place = 0; left.size > 0;) {
    tour.push(place)
    left.delete(place)
    let nearest = -1
    for (const other of left) {
      if (nearest < 0 || length(place, other) < length(place, nearest)) nearest = other
    }
    place = nearest
  }
  return tour
}

/** The shortest of the three round trips through four places; fewer have only one. */
function everyWay(tour: readonly number[], length: Length): number[] {
  const [a, b, c, d] = tour
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [...tour]
  const ways = [
    [a, b, c, d],
    [a, b, d, c],
    [a, c, b, d],
  ].map((order) => measured(order, length, true))
  return ways.reduce((best, way) => (way.length < best.length ? way : best)).order
}

function measured(order: number[], length: Length, closed: boolean): Order {
  let sum = 0
  for (let at = closed ? 0 : 1; at < order.length; at++) {
    sum += length(order.at(at - 1) as number, order[at] as number)
  }
  return { order, length: sum }
}

function beginningWith(order: readonly number[], place: number): number[] {
  const at = order.indexOf(place)
  return [...order.slice(at), ...order.slice(0, at)]
}

/** An open tour without a given start begins with the end that has the lower number. */
function isTurned(open: readonly number[], end: number | undefined): boolean {
  return end === undefined ? (open[0] ?? 0) > (open.at(-1) ?? 0) : open.at(-1) !== end
}

/** Points that lie in one spot are visited one after the other: which stand for their spot, and who is with them. */
function together(points: readonly Point[]): { firsts: number[]; groups: number[][] } {
  const spots = new Map<string, number[]>()
  for (const [index, point] of points.entries()) {
    const spot = 'x' in point ? `${point.x} ${point.y}` : `${point.lat} ${point.lon}`
    const members = spots.get(spot)
    if (members) members.push(index)
    else spots.set(spot, [index])
  }
  const groups = [...spots.values()]
  return { firsts: groups.map(([first]) => first as number), groups }
}

function given<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, number>)
}
