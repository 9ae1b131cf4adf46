import { intervalDays } from './occurrences.ts'
import type { Beat, NominalDays } from './occurrences.ts'

/** The days on which a visit is in time, both counted in. */
export interface DueWindow {
  dueFrom: number
  dueTo: number
}

const SHARE = 0.2
const A_FEW = 4

/**
 * How many days a visit may be from its nominal day: what the plan says, else a fifth of the interval, but at least
 * four days where the interval has room for them, because a fifth of a week does not lead past a weekend.
 */
export function toleranceOf(beat: Beat, said: number | null): number {
  if (said !== null) return said
  const interval = intervalDays(beat)
  return Math.max(Math.round(interval * SHARE), Math.min(A_FEW, Math.floor(interval) - 1))
}

/** The days on which the k-th visit of a chain is in time. They never reach the date before or after it. */
export function dueWindow(days: NominalDays, k: number, tolerance: number): DueWindow {
  const nominal = days.at(k)
  if (nominal === undefined) throw new RangeError(`The chain has no date ${k}`)
  const before = k > 0 ? days.at(k - 1) : undefined
  const after = days.at(k + 1)
  return {
    dueFrom: Math.max(nominal - tolerance, (before ?? -Infinity) + 1),
    dueTo: Math.min(nominal + tolerance, (after ?? Infinity) - 1),
  }
}
