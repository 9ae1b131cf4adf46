import type { Search } from './list.ts'

/**
 * How many rows a list looks at: of the sort index before it decides how to find the rest, that much at a time when a
 * sieve stands in the index, how many matches it gathers and sorts, and from how many owners' branches it merges. Tests
 * take less of everything.
 */
export const EFFORT = { probe: 1000, sieved: 5_000, gather: 5_000, branches: 12 }

/**
 * A step of the walk costs half of what a gathered row costs; in the index alone a twentieth. How long a branch is
 * nobody knows, but with several conditions gathering costs as much as 25,000 of its steps before the first row.
 */
export function isWalkCheaper(
  { selection, owners, effort }: Search,
  steps: number,
  matches: number,
): boolean {
  if (owners.length > 0) return steps < 5 * (selection.sieve ? effort.sieved : effort.probe)
  return steps < 2 * matches * (selection.sieve ? 10 : 1)
}

/** So many rows or up to twice as many: windows stand in the text of statements, of which there are to be few. */
export const windowOf = (rows: number): number => 2 ** Math.min(Math.ceil(Math.log2(rows)), 23)
