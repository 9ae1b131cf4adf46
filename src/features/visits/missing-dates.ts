import { nominalDays } from './occurrences.ts'
import { resumeDate } from './next-visit.ts'
import type { ChainRules } from './next-visit.ts'
import type { PlaceCustomer } from './placement.ts'
import { isOpen } from './visit-states.ts'
import type { VisitState } from './visit.ts'

/** A chain as it stands in the database, days as day numbers. */
export interface StandingChain {
  anchor: number
  /** The number of the visit on the anchor; below 1 where the first dates had passed when the chain began. */
  anchorNo: number
  visits: readonly { no: number; nominal: number; state: VisitState }[]
}

/** A stretch of dates to be proposed. */
export type Stretch = Pick<PlaceCustomer, 'from' | 'no' | 'count' | 'asSoonAsPossible'>

/**
 * Which dates of a chain are still to be proposed. As long as none of its visits was closed these are the numbers up to
 * the count of the plan that are not there; later it goes on as it would have by itself. Nothing is proposed twice, and
 * nothing on a day that has passed.
 */
export function missingDates(rules: ChainRules, chain: StandingChain, today: number): Stretch[] {
  const { anchor, visits } = chain
  const wanted = Math.max(1, rules.count)
  const open = visits.filter(({ state }) => isOpen(state)).length
  if (open < visits.length) {
    const lacks = rules.refill === 'rolling' ? wanted - open : open === 0 ? 1 : 0
    if (lacks <= 0) return []
    const lastNo = Math.max(...visits.map(({ no }) => no))
    const standing = visits.filter(({ state }) => state !== 'cancelled')
    const last = standing.length === 0 ? null : Math.max(...standing.map(({ nominal }) => nominal))
    const next = resumeDate(rules, { anchor, lastNo }, last, today)
    return next ? [{ from: next.nominal, no: next.no, count: lacks }] : []
  }
  const days = nominalDays(rules.rhythm, anchor)
  const there = new Set(visits.map(({ no }) => no))
  const stretches: Stretch[] = []
  for (let no = 1; no <= wanted; no++) {
    const nominal = days.at(no - chain.anchorNo)
    if (nominal === undefined || there.has(no) || nominal < today) continue
    const before = stretches.at(-1)
    if (before && before.no + (before.count ?? 1) === no) before.count = (before.count ?? 1) + 1
    else stretches.push({ from: nominal, no, count: 1 })
  }
  return stretches
}

/** Where a new chain begins: its first date is the first that has not passed, or one that is due as soon as possible. */
export function firstStretch(
  { rhythm, count, first }: ChainRules & { first: 'start' | 'spread' | 'lastVisit' },
  anchor: number,
  today: number,
): { anchorNo: number; stretch: Stretch } {
  const days = nominalDays(rhythm, anchor)
  const ahead = days.indexFrom(today)
  const isDue = first === 'lastVisit' && ahead > 0 && days.at(ahead) !== today
  const index = isDue ? ahead - 1 : ahead
  const from = days.at(index) ?? today
  return {
    anchorNo: 1 - index,
    stretch: { from, no: 1, count: Math.max(1, count), ...(isDue ? { asSoonAsPossible: true } : {}) },
  }
}
