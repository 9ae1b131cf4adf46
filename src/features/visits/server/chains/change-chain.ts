import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { VisitChain, VisitChainChange } from '../../visit-chain.ts'
import { cannotVisit, demandAssignee, readAssignees } from '../assignees.ts'
import { assigneeFor } from '../plans/open-planning.ts'
import { lockPlan } from '../plans/plan-state.ts'
import type { PlanRow } from '../plans/plan-state.ts'
import { proposeLacking } from '../plans/propose-lacking.ts'
import { tellOfVisits } from '../plans/propose-plan.ts'
import { readChains } from './read-chains.ts'
import { readCustomers } from '../plans/read-customers.ts'
import { readVisitRows } from '../read-visits.ts'
import { rest } from './rest.ts'
import type { VisitsDb } from '../tables.ts'
import { writeVisit } from '../write-visit.ts'

interface Changing {
  planId: string
  contactId: string
  change: VisitChainChange
  ifMatch?: number | undefined
}

/** Lets one customer of a plan rest, go on, or be visited by somebody else; whoever may change the plan may. */
export async function changeChain(
  tx: Tx<VisitsDb>,
  by: By,
  { planId, contactId, change, ifMatch }: Changing,
): Promise<VisitChain> {
  const plan = await lockPlan(tx, by, planId)
  await sql`
    select 1 from visit_chain where plan_id = ${planId} and contact_id = ${contactId} for no key update`.execute(
    tx,
  )
  const before = await readOne(tx, by, planId, contactId)
  if (ifMatch !== undefined && ifMatch !== before.version)
    throw new Problem('stale', 'stale', 'Somebody else changed these visits in the meantime.')
  const after = { ...told(before), ...given(change) }
  if (after.state === 'active') after.pausedUntil = null
  const changes = diff(told(before), after)
  if (changes.length === 0) return before
  if (after.assigneeId && after.assigneeId !== before.assigneeId)
    await demandAssignee(tx, after.assigneeId, [contactId])
  const formerly = await visitorOf(tx, by, plan, before.id)
  await tx
    .updateTable('visitChain')
    .set({ ...after, version: before.version + 1, updatedAt: sql<string>`now()` })
    .where('id', '=', before.id)
    .execute()
  await follow(tx, by, { plan, before, after, formerly })
  await tellOfVisits(tx, by)
  const chain = await readOne(tx, by, planId, contactId)
  await recordChange(tx, by, plan, { chain, changes })
  return chain
}

const told = ({ state, pausedUntil, assigneeId }: VisitChain) => ({ state, pausedUntil, assigneeId })

async function readOne(tx: Tx<VisitsDb>, by: By, planId: string, contactId: string): Promise<VisitChain> {
  const [chain] = await readChains(tx, by, sql`ch.plan_id = ${planId} and ch.contact_id = ${contactId}`)
  if (!chain) throw missing()
  return chain
}

interface Following {
  plan: PlanRow
  before: VisitChain
  after: ReturnType<typeof told>
  formerly: string
}

/** What the change means for the visits that are open. */
async function follow(tx: Tx<VisitsDb>, by: By, { plan, before, after, formerly }: Following): Promise<void> {
  const { id } = before
  const now = await visitorOf(tx, by, plan, id)
  if (now !== formerly) await giveAway(tx, by, { chainId: id, from: formerly, to: now })
  if (after.state === before.state && after.pausedUntil === before.pausedUntil) return
  if (after.state === 'paused') {
    const which = sql`r.chain_id = ${id}`
    await rest(tx, by, { which, until: after.pausedUntil, zone: plan.sample.timeZone })
  }
  if (after.state === 'active' && plan.state === 'active') await proposeLacking(tx, by, plan, [id])
}

/** Who visits the customer of a chain: its own user, a manager, or whom the plan says. */
async function visitorOf(tx: Tx<VisitsDb>, by: By, plan: PlanRow, chainId: string): Promise<string> {
  const [customer] = await readCustomers(tx, by, plan, { chains: [chainId] })
  return customer ? assigneeFor(plan, customer, await readAssignees(tx)) : plan.assigneeId
}

/** Open visits of the former user go to the new one; who was sent there by hand stays. */
async function giveAway(
  tx: Tx<VisitsDb>,
  by: By,
  { chainId, from, to }: { chainId: string; from: string; to: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from visit where chain_id = ${chainId} and assignee_id = ${from}
      and state in ('proposed', 'planned', 'confirmed', 'missed') order by id`.execute(tx)
  const assignee = (await readAssignees(tx)).get(to)
  const ids = rows.map(({ id }) => id)
  for (const row of await readVisitRows(tx, by, ids))
    if (!cannotVisit(assignee, row.readers))
      await writeVisit(tx, by, row, { patch: { assigneeId: to }, action: 'visit.changed' })
}

/** Told to those alone who may see the customer. */
async function recordChange(
  tx: Tx<VisitsDb>,
  by: By,
  plan: PlanRow,
  { chain, changes }: { chain: VisitChain; changes: ReturnType<typeof diff> },
): Promise<void> {
  const { rows } = await sql<{ name: string; readers: string[] }>`
    select display_name as name, reader_ids as readers from contact where id = ${chain.contactId}`.execute(tx)
  const { name = '', readers = [] } = rows[0] ?? {}
  await record(tx, by, {
    action: 'visitPlan.changed',
    kind: 'visitPlan',
    id: plan.id,
    title: `${plan.name} – ${name}`,
    diff: changes,
    version: plan.version,
    readers,
  })
}
