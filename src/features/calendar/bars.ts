import { lanesOf } from './lanes.ts'

/** One line of a day: an entry that reaches over so many days, 0 where it goes on from the left. */
export interface Bar<Placed> {
  placed: Placed
  span: number
}

/**
 * The lines of days that stand side by side: what lasts over several is one bar, on the same line on all of them, and
 * what is of one day alone fills the lines left free. Bars below `most` lines are said day by day.
 */
export function barsOf<Placed extends { key: string }>(
  days: readonly (readonly Placed[])[],
  most = Infinity,
): (Bar<Placed> | undefined)[][] {
  const spans = new Map<string, { placed: Placed; from: number; until: number }>()
  for (const [at, entries] of days.entries())
    for (const placed of entries)
      spans.set(placed.key, { placed, from: spans.get(placed.key)?.from ?? at, until: at + 1 })
  const long = [...spans.values()].filter(({ from, until }) => until - from > 1)
  const lanes = lanesOf(long)
  const lines: (Bar<Placed> | undefined)[][] = days.map(() => [])
  const barred = new Set<string>()
  for (const [index, { placed, from, until }] of long.entries()) {
    const lane = lanes[index]?.lane ?? 0
    if (lane >= most) continue
    barred.add(placed.key)
    for (const [at, line] of lines.entries())
      if (at >= from && at < until) line[lane] = { placed, span: at === from ? until - from : 0 }
  }
  return lines.map((line, at) => {
    for (const placed of days[at] ?? []) {
      if (barred.has(placed.key)) continue
      const free = line.findIndex((bar) => bar === undefined)
      line[free === -1 ? line.length : free] = { placed, span: 1 }
    }
    return Array.from(line)
  })
}
