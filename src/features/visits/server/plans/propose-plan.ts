import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { keepTurn } from '#features/runs/server/keep-turn.ts'
import { closeRun, countRun, openRun, tellOfRun } from '#features/runs/server/open-run.ts'
import { dayOf } from '#kernel/day.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { announce } from '#platform/journal.ts'
import { AT_ONCE } from '../../proposal.ts'
import type { PlanProposal, ProposeRequest } from '../../proposal.ts'
import { insertVisits } from '../insert-visits.ts'
import type { NewVisit } from '../insert-visits.ts'
import type { Planning } from './open-planning.ts'
import {
  countDates,
  emptyTally,
  keptOf,
  lackingDates,
  placeAll,
  planningFor,
  summaryOf,
  tally,
} from './plan-dates.ts'
import type { Lacking, Tally } from './plan-dates.ts'
import { lockPlan } from './plan-state.ts'
import type { PlanRow } from './plan-state.ts'
import type { PlanJob } from './preview-plan.ts'
import { readVisits } from '../read-visits.ts'
import { readCustomers } from './read-customers.ts'
import type { VisitsDb } from '../tables.ts'

export const PROPOSE_JOB = 'visits.propose'
/** Customers a transaction; also what a killed job loses and does again. */
const BATCH = 500

/**
 * Starts a plan: proposes whatever dates its customers lack, as a run that can be taken back. What is there already is
 * left alone, so that starting it again adds only what is missing.
 */
export async function proposePlan(
  tx: Tx<VisitsDb>,
  by: By,
  { house, id, request }: { house: House; id: string; request: ProposeRequest },
): Promise<PlanProposal | StartedJob> {
  const plan = await lockPlan(tx, by, id)
  refuseResting(plan)
  const { joining = true } = request
  const lacking = lackingDates(plan, await readCustomers(tx, by, plan, { joining }))
  if (lacking.length === 0) return { ...summaryOf(emptyTally()), runId: null, items: [] }
  const total = countDates(lacking)
  if (total > AT_ONCE) {
    const input: PlanJob = { planId: id, joining }
    const jobId = await house.jobs.start(tx as never, by, { kind: PROPOSE_JOB, title: plan.name, input })
    await openRun(tx, by, { id: jobId, kind: 'plan', title: plan.name, jobId })
    return queued({ id: jobId, kind: PROPOSE_JOB, title: plan.name }, total)
  }
  const runId = randomUUIDv7()
  await openRun(tx, by, { id: runId, kind: 'plan', title: plan.name })
  const sum = emptyTally()
  const planning = await planningFor(tx, by, plan, lacking)
  const ids = await propose(tx, { ...by, runId }, { plan, planning, lacking, sum })
  await closeRun(tx, runId, { created: ids.length })
  await tellOfVisits(tx, by)
  return { ...summaryOf(sum), runId, items: await readVisits(tx, by, ids) }
}

interface Progress {
  done: number
  created: number
  sum: Tally
}

/**
 * The job that starts a big plan, batch by batch. After a crash it looks anew at what is missing: what was written is
 * not missing any more.
 */
export const proposeWork: Work = {
  kind: PROPOSE_JOB,
  async run(running: Running<PlanJob>) {
    const { house, by, id, input, checkpoint } = running
    const db = house.db as Database<VisitsDb>
    let stands = checkpoint as Progress | null
    let progress: Progress = stands ?? { done: 0, created: 0, sum: emptyTally() }
    const plan = await transaction(db, (tx) => lockPlan(tx, by, input.planId))
    refuseResting(plan)
    const lacking = lackingDates(plan, await readCustomers(db, by, plan, { joining: input.joining }))
    const planning = await planningFor(db, by, plan, lacking)
    const total = progress.done + lacking.length
    for (let at = 0; at < lacking.length; at += BATCH) {
      const part = lacking.slice(at, at + BATCH)
      const before = progress
      progress = await transaction(db, async (tx) => {
        await keepTurn(tx, id, stands)
        const sum = structuredClone(before.sum)
        const ids = await propose(tx, by, { plan, planning, lacking: part, sum })
        const step = { done: before.done + part.length, created: before.created + ids.length, sum }
        await countRun(tx, id, { created: step.created })
        await running.save(tx as never, { done: step.done, total, checkpoint: step })
        return step
      })
      stands = progress
    }
    const { created, sum } = progress
    await transaction(db, async (tx) => {
      await closeRun(tx, id, { created })
      await tellOfRun(tx, by, id)
      await tellOfVisits(tx, by)
    })
    return { runId: id, created, ...summaryOf(sum) }
  },
}

/** One word for many visits, to everybody; whoever looks asks again and gets what they may see. */
export function tellOfVisits<T>(tx: Tx<T>, by: By): Promise<void> {
  return announce(tx, by, { kind: 'visit', id: '*', action: 'visit.changed', readers: 'everyone' })
}

export function refuseResting({ state }: PlanRow): void {
  if (state !== 'active') throw new Problem('conflict', `visit_plan.${state}`, `The plan is ${state}.`)
}

interface Proposing {
  plan: PlanRow
  planning: Planning
  lacking: readonly Lacking[]
  sum: Tally
}

async function propose(
  tx: Tx<VisitsDb>,
  by: By,
  { plan, planning, lacking, sum }: Proposing,
): Promise<string[]> {
  const chains = await beginChains(tx, plan.id, lacking)
  const visits = lacking.flatMap((one): NewVisit[] => {
    const chainId = chains.get(one.customer.contactId)
    if (!chainId) return []
    const placement = placeAll(planning, one)
    tally(sum, one, placement)
    return keptOf(placement).map((date) => ({ customer: one.customer, chainId, date, state: 'proposed' }))
  })
  return [...(await insertVisits(tx, by, plan, visits))]
}

/** The chains of these customers; who has none yet gets one, also when somebody else began it at this moment. */
async function beginChains(
  tx: Tx<VisitsDb>,
  planId: string,
  lacking: readonly Lacking[],
): Promise<Map<string, string>> {
  const rows = lacking
    .filter(({ customer }) => customer.chain === null)
    .map(({ customer, anchor, anchorNo }) => ({
      contact_id: customer.contactId,
      anchor: dayOf(anchor),
      anchor_no: anchorNo,
    }))
  await sql`
    insert into visit_chain (id, plan_id, contact_id, anchor, anchor_no)
    select gen_random_uuid(), ${planId}, n.contact_id, n.anchor, n.anchor_no
    from json_to_recordset(${JSON.stringify(rows)}) n(contact_id uuid, anchor date, anchor_no integer)
    on conflict do nothing`.execute(tx)
  const { rows: chains } = await sql<{ id: string; contactId: string }>`
    select id, contact_id from visit_chain where plan_id = ${planId} and state = 'active'`.execute(tx)
  return new Map(chains.map(({ id, contactId }) => [contactId, id]))
}
