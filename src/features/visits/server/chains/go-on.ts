import { sql } from 'kysely'
import { dayNumber, dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { followUp } from '../../next-visit.ts'
import type { FollowUp } from '../../next-visit.ts'
import type { Placement } from '../../placement.ts'
import { dueWindow, toleranceOf } from '../../tolerance.ts'
import { nominalDays } from '../../occurrences.ts'
import { isOpen } from '../../visit-states.ts'
import { insertVisits } from '../insert-visits.ts'
import type { NewVisit } from '../insert-visits.ts'
import { chainRulesOf, openPlanning } from '../plans/open-planning.ts'
import { readPlanRow } from '../plans/plan-state.ts'
import type { PlanRow } from '../plans/plan-state.ts'
import { readCustomers } from '../plans/read-customers.ts'
import type { Customer, CustomerChain } from '../plans/read-customers.ts'
import { readVisitRows } from '../read-visits.ts'
import type { VisitRow } from '../read-visits.ts'
import type { ChainBefore, VisitsDb } from '../tables.ts'
import { remind } from '../write-visit.ts'

/** What came after a visit was closed. */
export interface WentOn {
  /** The first visit that came into being. */
  nextId: string | null
  /** How the chain stood before. */
  chainBefore: ChainBefore | null
}

/** How a visit was closed. */
export interface Closing {
  how: 'done' | 'skipped'
  doneOn: string | null
  /** What follows a mere proposal is a proposal too. */
  as?: 'proposed' | 'planned'
}

/**
 * Lets the chain of a visit go on after it was done or skipped: what follows is planned, for whom and with the values
 * that the plan says. The chain is locked, so that this happens once.
 */
export async function goOn(
  tx: Tx<VisitsDb>,
  by: By,
  closed: VisitRow,
  { how, doneOn, as = 'planned' }: Closing,
): Promise<WentOn> {
  const chain = await tx
    .selectFrom('visitChain')
    .selectAll()
    .where('id', '=', closed.chainId)
    .executeTakeFirstOrThrow()
  const { anchor, lastDone, state } = chain
  const chainBefore: ChainBefore = { anchor, lastDone, state }
  if (doneOn !== null && (lastDone === null || lastDone < doneOn))
    await tx.updateTable('visitChain').set({ lastDone: doneOn }).where('id', '=', chain.id).execute()
  const plan = await readPlanRow(tx, closed.planId, 'any')
  const asSystem: By = { ...by, role: 'admin' }
  const [customer] = await readCustomers(tx, asSystem, plan, { chains: [chain.id] })
  if (plan.state !== 'active' || plan.deletedAt !== null || state !== 'active' || !customer?.chain)
    return { nextId: null, chainBefore }
  const planning = await openPlanning(tx, by, plan, [customer])
  const follows = followUp(
    planning.chainRules,
    standing(customer.chain, closed),
    {
      how,
      nominal: dayNumber(closed.nominalDate),
      day: dayNumber(closed.date),
      moved: closed.movedFrom !== null,
      doneOn: doneOn === null ? null : dayNumber(doneOn),
    },
    planning.today,
  )
  await keepMissed(tx, by, { plan, customer, follows })
  await tx
    .updateTable('visitChain')
    .set({ anchor: dayOf(follows.anchor), updatedAt: sql<string>`now()`, version: sql<number>`version + 1` })
    .where('id', '=', chain.id)
    .execute()
  if (follows.next === null) {
    await endWhenOver(tx, chain.id, plan)
    return { nextId: null, chainBefore }
  }
  const into: Placement = { placed: [], unplaced: [] }
  const { anchor: from, count, next, asSoonAsPossible } = follows
  planning.place(customer, { anchor: from, from: next.nominal, no: next.no, count, asSoonAsPossible }, into)
  const visits = [...into.placed, ...into.unplaced].map((date): NewVisit => {
    const isFound = 'day' in date
    return { customer, chainId: chain.id, date, state: isFound ? as : 'proposed' }
  })
  const nextId = await begin(tx, asSystem, plan, visits)
  return { nextId, chainBefore }
}

async function begin(tx: Tx<VisitsDb>, by: By, plan: PlanRow, visits: NewVisit[]): Promise<string | null> {
  const made = [...(await insertVisits(tx, by, plan, visits))]
  for (const visit of await readVisitRows(tx, by, made)) await remind(tx, visit)
  return made[0] ?? null
}

function standing({ anchor, visits }: CustomerChain, closed: VisitRow) {
  const ahead = visits.filter(({ no, state }) => no !== closed.no && isOpen(state))
  return { anchor, lastNo: Math.max(...visits.map(({ no }) => no)), ahead }
}

/** Dates that passed while nobody went there keep their numbers and are recorded, as left out. */
async function keepMissed(
  tx: Tx<VisitsDb>,
  by: By,
  { plan, customer, follows }: { plan: PlanRow; customer: Customer; follows: FollowUp },
): Promise<void> {
  const { chain } = customer
  if (!chain) return
  const days = nominalDays(plan.rhythm, follows.anchor)
  const tolerance = toleranceOf(plan.rhythm, plan.toleranceDays)
  const assigneeId = chain.assigneeId ?? plan.assigneeId
  const visits = follows.missed.map(({ no, nominal }): NewVisit => {
    const window = dueWindow(days, days.indexFrom(nominal), tolerance)
    const reason = { reason: 'past' as const, detail: '' }
    const { contactId } = customer
    return {
      customer,
      chainId: chain.id,
      state: 'skipped',
      date: { contactId, assigneeId, no, nominal, ...window, ...reason },
    }
  })
  await insertVisits(tx, by, plan, visits)
}

/** A chain without anything ahead whose plan has no more dates is over. */
async function endWhenOver(tx: Tx<VisitsDb>, chainId: string, plan: PlanRow): Promise<void> {
  const { refill, count, endDate } = chainRulesOf(plan)
  if (endDate === null && !(refill === 'none' && count > 0)) return
  await sql`
    update visit_chain set state = 'ended', ended_reason = 'finished', version = version + 1, updated_at = now()
    where id = ${chainId} and not exists (
      select 1 from visit v where v.chain_id = ${chainId}
        and v.state in ('proposed', 'planned', 'confirmed', 'inProgress', 'missed'))`.execute(tx)
}
