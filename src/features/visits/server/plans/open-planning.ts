import { sql } from 'kysely'
import { dayFacts } from '#features/workdays/server/day-facts.ts'
import { regionKey, regionOfKey } from '#features/workdays/server/holidays.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ChainRules } from '../../next-visit.ts'
import { intervalDays, nominalDays } from '../../occurrences.ts'
import { visitPlacer } from '../../place-visits.ts'
import type { PlaceCustomer, PlaceRules, Placement } from '../../placement.ts'
import { toleranceOf } from '../../tolerance.ts'
import { cannotVisit, readAssignees } from '../assignees.ts'
import type { Assignee } from '../assignees.ts'
import type { PlanRow } from './plan-state.ts'
import type { Customer } from './read-customers.ts'
import type { VisitsDb } from '../tables.ts'
import { todayIn } from '../visit-time.ts'

/** What a plan is planned with: prepared once, then asked for one customer after the other. */
export interface Planning {
  today: number
  chainRules: ChainRules
  /** Who visits a customer. */
  assigneeOf(customer: Customer): string
  /** Finds days for a stretch of dates; who may not be sent there is said instead. */
  place(customer: Customer, stretch: PlanStretch, into: Placement): void
}

type PlanStretch = Pick<PlaceCustomer, 'anchor' | 'from' | 'no' | 'count' | 'asSoonAsPossible'>

/** What of a plan decides how its chains go on. */
export function chainRulesOf(plan: PlanRow): ChainRules {
  const { rhythm, refill, catchUp, visitCount: count, endDate } = plan
  return { rhythm, count, refill, catchUp, endDate: endDate === null ? null : dayNumber(endDate) }
}

export function planToday(plan: PlanRow): number {
  return dayNumber(todayIn(plan.sample.timeZone))
}

/** Reads what is known of the days and people of a plan, for these customers; `anchors` are those of new chains. */
export async function openPlanning(
  db: Database<VisitsDb>,
  by: By,
  plan: PlanRow,
  customers: readonly Customer[],
  anchors: readonly number[] = [],
): Promise<Planning> {
  const today = planToday(plan)
  const rules = placeRulesOf(plan, today)
  const assignees = await readAssignees(db)
  const assigneeOf = (customer: Customer) => assigneeFor(plan, customer, assignees)
  const ids = [...new Set(customers.map(assigneeOf))]
  const ownRegions = new Set(customers.flatMap(({ region }) => region ?? []))
  const regions = [rules.region ?? '', ...ownRegions].filter(Boolean).map(regionOfKey)
  const from = rules.earliest - 366
  const to = horizonOf(plan, rules, [...anchors, ...customers.flatMap(({ chain }) => chain?.anchor ?? [])])
  const facts = await dayFacts(db, { from, to, users: ids, regions, language: by.language })
  const load = await loadOf(db, ids, dayOf(from))
  const users = new Map(
    [...facts.users].map(([id, days]) => [id, { ...days, load: load.get(id) ?? new Map<number, number>() }]),
  )
  const place = visitPlacer(rules, { ...facts, users })
  const elsewhere =
    plan.minimumGapDays === null
      ? new Map<string, number[]>()
      : await visitsElsewhere(db, plan, customers, today)
  return {
    today,
    chainRules: chainRulesOf(plan),
    assigneeOf,
    place(customer, stretch, into) {
      const assigneeId = assigneeOf(customer)
      const at = into.placed.length
      const taken = customer.chain?.visits.flatMap((v) => (isGone(v.state) ? [] : [v.day])) ?? []
      const { contactId, region, openWeekdays } = customer
      const visited = elsewhere.get(contactId) ?? []
      place({ contactId, assigneeId, region, openWeekdays, taken, visited, ...stretch }, into)
      const reason = cannotVisit(assignees.get(assigneeId), customer.readerIds)
      if (!reason) return
      const days = users.get(assigneeId)?.load
      for (const { day, shift: _shift, ...date } of into.placed.splice(at)) {
        days?.set(day, (days.get(day) ?? 1) - 1)
        into.unplaced.push({ ...date, reason, detail: '' })
      }
    },
  }
}

const isGone = (state: string): boolean => state === 'skipped' || state === 'cancelled'

function placeRulesOf(plan: PlanRow, today: number): PlaceRules {
  const {
    rhythm,
    visitCount: count,
    workdays,
    capacityPerDay,
    minimumGapDays,
    toleranceDays,
    holidays,
  } = plan
  return {
    rhythm,
    count,
    workdays,
    capacityPerDay,
    minimumGapDays,
    toleranceDays,
    onHoliday: holidays.onHoliday,
    whose: holidays.whose,
    region: regionKey(given(holidays)),
    earliest: Math.max(today, dayNumber(plan.startDate)),
    latest: plan.endDate === null ? null : dayNumber(plan.endDate),
  }
}

function given({ country, state, region }: PlanRow['holidays']) {
  return { country, ...(state ? { state } : {}), ...(region ? { region } : {}) }
}

/** The override of the chain, the first manager who can, or whom the plan says. */
export function assigneeFor(plan: PlanRow, customer: Customer, assignees: Map<string, Assignee>): string {
  if (customer.chain?.assigneeId) return customer.chain.assigneeId
  if (plan.assigneeRule === 'fixed') return plan.assigneeId
  const manager = customer.managerIds.find((id) => {
    const assignee = assignees.get(id)
    return assignee?.isActive && !assignee.isGuest
  })
  return manager ?? plan.assigneeId
}

/** Days beyond the last date that could be asked for; a season can push it far away. */
function horizonOf(
  { rhythm, visitCount }: PlanRow,
  { earliest, toleranceDays }: PlaceRules,
  anchors: number[],
): number {
  const latest = anchors.reduce((late, anchor) => Math.max(late, anchor), earliest)
  const days = nominalDays(rhythm, latest)
  const last = days.at(days.indexFrom(latest) + Math.max(1, visitCount) + 1) ?? latest
  const tolerance = toleranceOf(rhythm, toleranceDays)
  return Math.ceil(last + tolerance + intervalDays(rhythm) + 31)
}

/** How many visits users have on each day, of all plans. */
async function loadOf(
  db: Database<VisitsDb>,
  users: readonly string[],
  from: string,
): Promise<Map<string, Map<number, number>>> {
  const { rows } = await sql<{ assigneeId: string; date: string; n: number }>`
    select assignee_id, date, count(*) as n from visit
    where assignee_id = any(${uuids(users)}) and date >= ${from}::date and state not in ('skipped', 'cancelled')
    group by 1, 2`.execute(db)
  const load = new Map<string, Map<number, number>>()
  for (const { assigneeId, date, n } of rows) {
    const days = load.get(assigneeId) ?? new Map<number, number>()
    load.set(assigneeId, days.set(dayNumber(date), n))
  }
  return load
}

/** Days on which other plans visit these customers. */
async function visitsElsewhere(
  db: Database<VisitsDb>,
  plan: PlanRow,
  customers: readonly Customer[],
  today: number,
): Promise<Map<string, number[]>> {
  const from = dayOf(today - (plan.minimumGapDays ?? 0))
  const { rows } = await sql<{ contactId: string; date: string }>`
    select contact_id, date from visit
    where contact_id = any(${uuids(customers.map(({ contactId }) => contactId))}) and plan_id <> ${plan.id}
      and date >= ${from}::date and state not in ('skipped', 'cancelled')`.execute(db)
  const days = new Map<string, number[]>()
  for (const { contactId, date } of rows)
    days.set(contactId, [...(days.get(contactId) ?? []), dayNumber(date)])
  return days
}
