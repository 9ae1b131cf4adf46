import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { addCounts, queued } from '#features/runs/run.ts'
import type { RunCounts, StartedJob } from '#features/runs/run.ts'
import { keepTurn } from '#features/runs/server/keep-turn.ts'
import { closeRun, countRun, openRun, tellOfRun } from '#features/runs/server/open-run.ts'
import type { Left } from '#features/runs/server/run-undo.ts'
import { keepLeft } from '#features/runs/server/undo-batch.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import type { VisitBulk, VisitBulkChange, VisitBulkResult } from '../visit-bulk.ts'
import { AT_ONCE } from '../proposal.ts'
import { changeOne } from './bulk-change.ts'
import type { Clocks } from './bulk-change.ts'
import { changeEach } from './change-each.ts'
import { targetIds } from './list-visits.ts'
import { tellOfVisits } from './plans/propose-plan.ts'
import type { VisitsDb } from './tables.ts'

export const BULK_JOB = 'visits.bulk'
/** Visits a transaction; also what a killed job loses and does again. */
const BATCH = 200
/** So many that stay are named in the answer; the run names them all. */
const NAMED = 100

interface BulkJob {
  ids: string[]
  change: VisitBulkChange
  dryRun: boolean
  title: string
}

/** Changes many visits as a run that can be taken back; with `dryRun` it only says what would happen. */
export async function bulkVisits(
  tx: Tx<VisitsDb>,
  by: By,
  { house, body }: { house: House; body: VisitBulk },
): Promise<VisitBulkResult | StartedJob> {
  const { change, dryRun = false } = body
  const ids = await targetIds(tx, by, body)
  if (ids.length === 0)
    throw new Problem('conflict', 'bulk.nothing', 'There is no such visit, or you may not see it.')
  const title = titleOf(change, ids.length, by.language)
  if (ids.length > AT_ONCE) {
    const input: BulkJob = { ids, change, dryRun, title }
    const jobId = await house.jobs.start(tx as never, by, { kind: BULK_JOB, title, input })
    if (!dryRun) await openRun(tx, by, { id: jobId, kind: 'bulk', title, jobId })
    return queued({ id: jobId, kind: BULK_JOB, title }, ids.length)
  }
  const runId = randomUUIDv7()
  if (dryRun) {
    await sql`savepoint dry_run`.execute(tx)
    const step = await changeAll(tx, { ...by, runId }, ids, { change, clocks: {} })
    await sql`rollback to savepoint dry_run`.execute(tx)
    return resultOf(null, ids.length, step)
  }
  await openRun(tx, by, { id: runId, kind: 'bulk', title })
  const step = await changeAll(tx, { ...by, runId }, ids, { change, clocks: {} })
  await keepLeft(tx, runId, step.left)
  await closeRun(tx, runId, step.counts)
  await tellOf(tx, by, { runId, title, change, ids })
  return resultOf(runId, ids.length, step)
}

interface Progress {
  done: number
  counts: RunCounts
  left: Left[]
  clocks: Clocks
}

/** The job that changes many visits, batch by batch with its checkpoint. */
export const bulkVisitsWork: Work = {
  kind: BULK_JOB,
  async run(running: Running<BulkJob>): Promise<VisitBulkResult> {
    const { house, by, id, input, checkpoint } = running
    const db = house.db as Database<VisitsDb>
    const { ids, change, dryRun, title } = input
    let stands = checkpoint as Progress | null
    let progress: Progress = stands ?? { done: 0, counts: {}, left: [], clocks: {} }
    while (progress.done < ids.length) {
      const before = progress
      progress = await transaction(db, async (tx) => {
        await keepTurn(tx, id, stands)
        if (dryRun) await sql`savepoint dry_run`.execute(tx)
        const clocks = structuredClone(before.clocks)
        const part = ids.slice(before.done, before.done + BATCH)
        const { counts, left } = await changeAll(tx, by, part, { change, clocks })
        if (dryRun) await sql`rollback to savepoint dry_run`.execute(tx)
        else await keepLeft(tx, id, left)
        const step = {
          done: before.done + part.length,
          counts: addCounts(before.counts, counts),
          left: [...before.left, ...left].slice(0, NAMED),
          clocks,
        }
        if (!dryRun) await countRun(tx, id, step.counts)
        await running.save(tx as never, { done: step.done, total: ids.length, checkpoint: step })
        return step
      })
      stands = progress
    }
    const { counts } = progress
    if (!dryRun)
      await transaction(db, async (tx) => {
        await closeRun(tx, id, counts)
        await tellOfRun(tx, by, id)
        await tellOf(tx, by, { runId: id, title, change, ids })
      })
    return resultOf(dryRun ? null : id, ids.length, progress)
  },
}

function changeAll(
  tx: Tx<VisitsDb>,
  by: By,
  ids: string[],
  to: { change: VisitBulkChange; clocks: Clocks },
): ReturnType<typeof changeEach> {
  return changeEach(tx, by, { ids, changes: (row) => changeOne(tx, by, row, to) })
}

function resultOf(
  runId: string | null,
  total: number,
  { counts, left }: { counts: RunCounts; left: Left[] },
): VisitBulkResult {
  const named = left.slice(0, NAMED).map(({ id, title, reason }) => ({ id, title, reason }))
  const { changed = 0, unchanged = 0, left: leftCount = 0 } = counts
  return { runId, total, changed, unchanged, left: named, leftCount }
}

interface Made {
  runId: string
  title: string
  change: VisitBulkChange
  ids: string[]
}

/** Whoever got visits by it hears so once, not for each. */
async function tellOf(tx: Tx<VisitsDb>, by: By, { runId, title, change, ids }: Made): Promise<void> {
  await tellOfVisits(tx, by)
  if (change.skip || change.cancel) return
  const { rows } = await sql<{ id: string }>`
    select distinct assignee_id as id from visit
    where id = any(${uuids(ids)}) and state in ('planned', 'confirmed')`.execute(tx)
  const users = rows.map(({ id }) => id)
  await notify(tx, by, { users, kind: 'visit', record: { kind: 'run', id: runId, title } })
}

function titleOf(change: VisitBulkChange, n: number, language: By['language']): string {
  const [one, many] = language === 'de' ? ['Besuch', 'Besuche'] : ['visit', 'visits']
  const what = n === 1 ? `1 ${one}` : `${n} ${many}`
  const de = { accept: 'angenommen', skip: 'ausgelassen', cancel: 'abgesagt', change: 'geändert' }
  const en = { accept: 'accepted', skip: 'skipped', cancel: 'cancelled', change: 'changed' }
  const { accept, skip, cancel, ...fields } = change
  const others = Object.values(fields).some((value) => value !== undefined)
  const verb = skip ? 'skip' : cancel ? 'cancel' : accept && !others ? 'accept' : 'change'
  return `${what} ${(language === 'de' ? de : en)[verb]}`
}
