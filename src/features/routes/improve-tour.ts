import { moveWay } from './tour.ts'
import type { Tour } from './tour.ts'

/** How far it is between two places. */
export type Length = (from: number, to: number) => number

export interface Measure {
  length: Length
  /** Gains up to this come from rounding, and would be made back and forth for ever. */
  tiny: number
}

/** The longest way that is moved as a whole. */
const LONGEST_WAY = 3

/**
 * Changes a tour by 2-opt and Or-opt until no change at the given places shortens it, and says by how much it became
 * shorter. A new edge is only sought among near places, and only where it is shorter than the one it replaces; places
 * around which nothing changed are not looked at again (neighbour lists and don't-look bits: J. L. Bentley, "Fast
 * Algorithms for Geometric Traveling Salesman Problems", ORSA Journal on Computing 4, 1992; I. Or, 1976).
 */
export function improveTour(
  tour: Tour,
  { from, near, ...measure }: Measure & { near: readonly Int32Array[]; from: readonly number[] },
): number {
  const queue = [...from]
  const waiting = new Set(queue)
  let gained = 0
  for (let at = 0; at < queue.length; at++) {
    const place = queue[at] as number
    waiting.delete(place)
    for (;;) {
      const found = changeAt(tour, { ...measure, place, near: near[place] as Int32Array })
      if (!found) break
      gained += found.gain
      for (const touched of found.touched) {
        if (touched === place || waiting.has(touched)) continue
        waiting.add(touched)
        queue.push(touched)
      }
    }
  }
  return gained
}

interface Change {
  gain: number
  touched: number[]
}

interface Place extends Measure {
  place: number
  near: Int32Array
}

/** Makes the first change found that gives `place` a nearer neighbour. */
function changeAt(tour: Tour, { place: a, near, length, tiny }: Place): Change | undefined {
  for (const forwards of BOTH) {
    const next = forwards ? tour.after : tour.before
    const last = forwards ? tour.before : tour.after
    const b = next(a)
    const old = length(a, b)
    for (const c of near) {
      const first = old - length(a, c)
      if (first <= tiny) break
      const d = next(c)
      const gain = first + length(c, d) - length(b, d)
      if (gain > tiny) {
        tour.exchange(a, b, c, d)
        return { gain, touched: [a, b, c, d] }
      }
      const moved = moveAt(tour, { a, b, c, first, length, tiny, last })
      if (moved) return moved
    }
  }
  return undefined
}

const BOTH = [true, false] as const

interface Move extends Measure {
  a: number
  /** The neighbour that a leaves. */
  b: number
  /** The one it gets. */
  c: number
  /** What that alone gains. */
  first: number
  /** Away from b. */
  last: (place: number) => number
}

/** Moves a way of one to three places that begins with a to the side of c, if that shortens the tour. */
function moveAt(tour: Tour, { a, b, c, first, length, tiny, last }: Move): Change | undefined {
  let e = a
  for (let places = 1; places <= LONGEST_WAY; places++) {
    if (e === c) return undefined
    const f = last(e)
    if (f === b) return undefined
    const second = first + length(e, f) - length(b, f)
    for (const x of [tour.after(c), tour.before(c)]) {
      if (x === e || (x === a && places > 1) || (c === f && x === e)) continue
      const gain = second + length(c, x) - length(e, x)
      if (gain > tiny && !(c === b && x === a)) {
        moveWay(tour, { a, b, e, f, c, x })
        return { gain, touched: [a, b, c, e, f, x] }
      }
    }
    e = f
  }
  return undefined
}
