/** A round trip through the places 0 to n-1 that is changed edge by edge and can be set back. */
export interface Tour {
  after(place: number): number
  before(place: number): number
  /** The place `steps` further on than `place`. */
  on(place: number, steps: number): number
  /**
   * Takes out the edges a–b and c–d and puts in a–c and b–d (2-opt). Read in one of the two directions, b must follow
   * on a and d on c.
   */
  exchange(a: number, b: number, c: number, d: number): void
  /** Forgets what can be set back. */
  keep(): void
  /** Undoes every exchange since `keep`. */
  setBack(): void
  places(): number[]
}

export function tourOf(order: readonly number[]): Tour {
  const size = order.length
  const places = Int32Array.from(order)
  const index = new Int32Array(size)
  for (const [at, place] of order.entries()) index[place] = at
  const done: number[] = []

  const after = (place: number): number => {
    const at = (index[place] as number) + 1
    return places[at === size ? 0 : at] as number
  }
  const before = (place: number): number => {
    const at = index[place] as number
    return places[at === 0 ? size - 1 : at - 1] as number
  }

  /** Turns the way from index `from` on to index `to`; turning the rest instead gives the same round trip. */
  const turn = (from: number, to: number): void => {
    const inside = (to - from + size) % size
    const [start, end] = inside * 2 < size ? [from, to] : [(to + 1) % size, (from + size - 1) % size]
    let [left, right] = [start, end]
    for (let swaps = (((end - start + size) % size) + 1) >> 1; swaps > 0; swaps--) {
      const [a, b] = [places[left] as number, places[right] as number]
      places[left] = b
      index[b] = left
      places[right] = a
      index[a] = right
      left = left + 1 === size ? 0 : left + 1
      right = right === 0 ? size - 1 : right - 1
    }
  }
  const exchange = (a: number, b: number, c: number, d: number): void => {
    if (after(a) === b) turn(index[b] as number, index[c] as number)
    else turn(index[c] as number, index[b] as number)
    done.push(a, b, c, d)
  }

  return {
    after,
    before,
    on: (place, steps) => places[((index[place] as number) + steps) % size] as number,
    exchange,
    keep: () => {
      done.length = 0
    },
    setBack: () => {
      for (let at = done.length - 4; at >= 0; at -= 4) {
        exchange(done[at] as number, done[at + 2] as number, done[at + 1] as number, done[at + 3] as number)
      }
      done.length = 0
    },
    places: () => [...places],
  }
}

/**
 * Takes the way a…e, which lies between b and f, out of the tour and puts it between two neighbours c and x, so that a
 * comes to lie at c and e at x (Or-opt).
 */
export function moveWay(
  tour: Tour,
  { a, b, e, f, c, x }: { a: number; b: number; e: number; f: number; c: number; x: number },
): void {
  const straight = tour.after(b) === a ? tour.after(c) === x : tour.before(c) === x
  if (straight) {
    tour.exchange(b, a, c, x)
    if (c !== f) tour.exchange(b, c, f, e)
    tour.exchange(c, e, a, x)
  } else {
    tour.exchange(b, a, x, c)
    if (x !== f) tour.exchange(b, x, f, e)
  }
}
