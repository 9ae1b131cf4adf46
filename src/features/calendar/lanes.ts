/** Something that lasts from `from` to `until`, which is not part of it. */
export interface Stretch {
  from: number
  until: number
}

export interface Lane {
  /** Which of the lanes beside one another, from 0. */
  lane: number
  /** How many lanes the entries that hang together need. */
  lanes: number
}

/**
 * Puts what overlaps beside one another: each into the first lane that is free (interval partitioning, which needs the
 * fewest lanes). The answer stands in the order of the question.
 */
export function lanesOf(stretches: readonly Stretch[]): Lane[] {
  const order = stretches
    .map((stretch, index) => ({ ...stretch, index }))
    .sort((a, b) => a.from - b.from || b.until - a.until || a.index - b.index)
  const found: Lane[] = []
  let group: Lane[] = []
  let ends: number[] = []
  let groupEnd = -Infinity
  for (const { from, until, index } of order) {
    if (from >= groupEnd) {
      group = []
      ends = []
      groupEnd = -Infinity
    }
    const free = ends.findIndex((end) => end <= from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = until
    groupEnd = Math.max(groupEnd, until)
    const mine = { lane, lanes: 0 }
    found[index] = mine
    group.push(mine)
    for (const one of group) one.lanes = ends.length
  }
  return found
}
