import type { Search } from './list.ts'

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
