import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { addCounts } from '#features/runs/run.ts'
import type { RunCounts } from '#features/runs/run.ts'
import { keepTurn } from '#features/runs/server/keep-turn.ts'
import { closeRun, countRun, tellOfRun } from '#features/runs/server/open-run.ts'
import type { Left } from '#features/runs/server/run-undo.ts'
import { keepLeft } from '#features/runs/server/undo-batch.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { patchOf } from '../../opportunity-bulk.ts'
import { changeOpportunity } from '../change-opportunity.ts'
import { deleteOpportunity } from '../delete-opportunity.ts'
import { readOpportunities } from '../read-opportunities.ts'
import type { OpportunitiesDb } from '../tables.ts'
import { announceOpportunities } from '../tell.ts'
import { BULK_JOB } from './start-bulk.ts'
import type { BulkInput } from './start-bulk.ts'

/** Records a transaction; also what a killed run loses and does again. */
const BATCH = 200
/** A run of fewer records is over before anybody has turned away. */
const TOLD_FROM = 200

interface Progress {
  done: number
  total: number
  counts: RunCounts
}

/** Changes many opportunities; who may change them is asked of each as it is now. */
export const opportunityBulkWork: Work = {
  kind: BULK_JOB,
  async run(running: Running<BulkInput>) {
    const { house, by, id, input } = running
    const db = house.db as Database<OpportunitiesDb>
    if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no opportunities.')
    let stands = running.checkpoint as Progress | null
    let progress = stands ?? { done: 0, total: await countTargets(db, id), counts: {} }
    while (progress.done < progress.total) {
      stands = progress = await transaction(db, async (tx) => {
        await keepTurn(tx, id, stands)
        const ids = await nextTargets(tx, id)
        const step = await changeSome(tx, { ...by, runId: id }, { input, ids, progress })
        await running.save(tx as never, { ...step, checkpoint: step })
        return step
      })
    }
    await finish(db, by, { id, input, progress })
    return { runId: id, ...progress.counts }
  },
}

async function changeSome(
  tx: Tx<OpportunitiesDb>,
  by: By & { runId: string },
  { input, ids, progress }: { input: BulkInput; ids: string[]; progress: Progress },
): Promise<Progress> {
  const results: Done[] = []
  for (const id of ids) results.push(await changeOne(tx, by, input.change, id))
  const counts = results.reduce((sum, result) => addCounts(sum, result.counts), progress.counts)
  await keepLeft(
    tx,
    by.runId,
    results.flatMap(({ left }) => left ?? []),
  )
  await countRun(tx, by.runId, counts)
  await announceOpportunities(tx, by)
  const done = ids.length < BATCH ? progress.total : progress.done + ids.length
  return { done, total: progress.total, counts }
}

interface Done {
  counts: RunCounts
  left?: Left
}

async function changeOne(
  tx: Tx<OpportunitiesDb>,
  by: By,
  change: BulkInput['change'],
  id: string,
): Promise<Done> {
  const [before] = await readOpportunities(tx, by, [id])
  if (!before) return { counts: { left: 1 } }
  const { title } = before
  const isAccess = change.visibility !== undefined || change.access !== undefined
  const isTheirs = before.can.includes(isAccess ? 'access' : 'change')
  if (!isTheirs) return { counts: { left: 1 }, left: { kind: 'opportunity', id, title, reason: 'forbidden' } }
  if (change.delete) {
    await deleteOpportunity(tx, by, { id })
    return { counts: { deleted: 1 } }
  }
  const { version } = await changeOpportunity(tx, by, { id, change: patchOf(change, before) })
  return { counts: version === before.version ? { unchanged: 1 } : { changed: 1 } }
}

async function countTargets(db: Database<OpportunitiesDb>, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from run_target where run_id = ${runId}`.execute(db)
  return rows[0]?.n ?? 0
}

async function nextTargets(tx: Tx<OpportunitiesDb>, runId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from run_target where run_id = ${runId} and record_id in (
      select record_id from run_target where run_id = ${runId} order by record_id limit ${BATCH})
    returning record_id as id`.execute(tx)
  return rows.map((row) => row.id).sort()
}

/** The starter hears from Kontor that it is over; whose they are now, from the starter and once for all. */
async function finish(
  db: Database<OpportunitiesDb>,
  by: By,
  { id, input, progress }: { id: string; input: BulkInput; progress: Progress },
): Promise<void> {
  const { counts, total } = progress
  const { title, change } = input
  const record = { kind: 'run', id, title }
  const text = JSON.stringify(counts)
  await transaction(db, async (tx) => {
    await closeRun(tx, id, counts)
    await tellOfRun(tx, by, id)
    if (total >= TOLD_FROM)
      await notify(tx, { ...by, id: EVERYONE }, { users: [by.id], kind: 'run', record, text })
    const users = [...(change.ownerId ? [change.ownerId] : []), ...(change.access ?? [])]
    if ((counts.changed ?? 0) > 0) await notify(tx, by, { users, kind: 'manager', record, text })
  })
}
