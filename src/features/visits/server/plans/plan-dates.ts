import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { firstDays } from '../../first-days.ts'
import { firstStretch, missingDates } from '../../missing-dates.ts'
import type { Stretch } from '../../missing-dates.ts'
import type { PlacedVisit, Placement, UnplacedVisit } from '../../placement.ts'
import type { PlanPreview } from '../../proposal.ts'
import { openPlanning, chainRulesOf, planToday } from './open-planning.ts'
import type { Planning } from './open-planning.ts'
import type { PlanRow } from './plan-state.ts'
import type { Customer } from './read-customers.ts'
import type { VisitsDb } from '../tables.ts'

/** A customer with the dates that are to be proposed, and where a new chain would begin. */
export interface Lacking {
  customer: Customer
  anchor: number
  anchorNo: number
  stretches: Stretch[]
}

/** Which dates these customers lack; those who lack none are left out, those who would join are not. */
export function lackingDates(plan: PlanRow, customers: readonly Customer[]): Lacking[] {
  const today = planToday(plan)
  const rules = chainRulesOf(plan)
  const joining = customers.filter(({ chain }) => chain === null)
  const anchors = firstDays(
    { first: plan.first, rhythm: plan.rhythm, startDate: dayNumber(plan.startDate), workdays: plan.workdays },
    joining.map(({ lastDone }) => ({ lastVisit: lastDone })),
  )
  const firsts = new Map(joining.map(({ contactId }, at) => [contactId, anchors[at]]))
  return customers.flatMap((customer): Lacking[] => {
    const { chain, contactId } = customer
    if (chain) {
      const stretches =
        chain.visits.length === 0
          ? [firstStretch({ ...rules, first: plan.first }, chain.anchor, today).stretch]
          : missingDates(rules, chain, today)
      return stretches.length === 0
        ? []
        : [{ customer, anchor: chain.anchor, anchorNo: chain.anchorNo, stretches }]
    }
    const anchor = firsts.get(contactId)
    if (anchor === undefined) return []
    const { anchorNo, stretch } = firstStretch({ ...rules, first: plan.first }, anchor, today)
    return [{ customer, anchor, anchorNo, stretches: [stretch] }]
  })
}

/** How many dates that are at most. */
export function countDates(lacking: readonly Lacking[]): number {
  return lacking.reduce((sum, { stretches }) => sum + stretches.reduce((n, { count = 1 }) => n + count, 0), 0)
}

/** What is known of the days and people, for these customers. */
export function planningFor(
  db: Database<VisitsDb>,
  by: By,
  plan: PlanRow,
  lacking: readonly Lacking[],
): Promise<Planning> {
  return openPlanning(
    db,
    by,
    plan,
    lacking.map(({ customer }) => customer),
    lacking.map(({ anchor }) => anchor),
  )
}

/** Finds days for all dates of one customer. */
export function placeAll(planning: Planning, { customer, anchor, stretches }: Lacking): Placement {
  const placement: Placement = { placed: [], unplaced: [] }
  for (const stretch of stretches) planning.place(customer, { anchor, ...stretch }, placement)
  return placement
}

/** The dates that become proposals: also those without a day, but not where nobody may be sent. */
export function keptOf({ placed, unplaced }: Placement): (PlacedVisit | UnplacedVisit)[] {
  return [...placed, ...unplaced.filter(({ reason }) => reason !== 'noAccess' && reason !== 'inactive')]
}

/** What a planning comes to, counted while it goes on. */
export interface Tally extends Omit<PlanPreview, 'items' | 'load'> {
  weeks: Record<string, number>
}

export const emptyTally = (): Tally => ({
  total: 0,
  customers: 0,
  joining: 0,
  shifted: 0,
  unplacedCount: 0,
  unplaced: [],
  weeks: {},
})

const NAMED = 500

/** Counts one customer in. */
export function tally(sum: Tally, { customer }: Lacking, { placed, unplaced }: Placement): void {
  sum.customers += 1
  if (customer.chain === null) sum.joining += 1
  sum.total += placed.length + unplaced.length
  sum.unplacedCount += unplaced.length
  for (const { day, assigneeId, shift } of placed) {
    if (shift) sum.shifted += 1
    const key = `${day - weekdayOf(day) + 1} ${assigneeId}`
    sum.weeks[key] = (sum.weeks[key] ?? 0) + 1
  }
  for (const { contactId, nominal, reason, detail } of unplaced) {
    if (sum.unplaced.length < NAMED) sum.unplaced.push({ contactId, date: dayOf(nominal), reason, detail })
  }
}

/** The sums as the API shows them. */
export function summaryOf({ weeks, ...sums }: Tally): Omit<PlanPreview, 'items'> {
  const load = Object.entries(weeks).map(([key, visits]) => {
    const [monday = '', userId = ''] = key.split(' ')
    return { week: dayOf(Number(monday)), userId, visits }
  })
  const inOrder = load.toSorted((a, b) => (a.week + a.userId < b.week + b.userId ? -1 : 1))
  return { ...sums, load: inOrder }
}
