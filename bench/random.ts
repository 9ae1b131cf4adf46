/** Random numbers that come out the same for the same seed (sfc32). */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** An integer at least 0, below `end`. */
  below(end: number): number
  chance(share: number): boolean
  one<T>(from: readonly T[]): T
}

export function randomOf(seed: number, part: number): Random {
  let [a, b, c, d] = [seed | 0, part | 0, 0x9e3779b9, 1]
  const step = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let warm = 0; warm < 15; warm++) step()
  const below = (end: number): number => Math.floor(step() * end)
  return {
    next: step,
    below,
    chance: (share) => step() < share,
    one: (from) => from[below(from.length)] as never,
  }
}

/** Draws one of `entries`, each as often as its weight says. */
export function drawer<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  let total = 0
  const ends = entries.map(([, weight]) => (total += weight))
  return (random) => {
    const at = random.next() * total
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return (entries[low] as readonly [T, number])[0]
  }
}
