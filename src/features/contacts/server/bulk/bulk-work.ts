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
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { patchOf } from '../../bulk.ts'
import type { BulkChange } from '../../bulk.ts'
import { announceContacts } from '../bin-contacts.ts'
import { changeContacts } from '../change-contacts.ts'
import { readContext } from '../contact-state.ts'
import type { ContactContext } from '../contact-state.ts'
import { deleteContacts } from '../delete-contacts.ts'
import type { ContactsDb } from '../tables.ts'
import { BULK_JOB } from './start-bulk.ts'
import type { BulkInput } from './start-bulk.ts'

/** Contacts a transaction; also what a killed run loses and does again. */
const BATCH = 500
/** A run of fewer contacts is over before anybody has turned away. */
const TOLD_FROM = 200

interface Progress {
  done: number
  total: number
  counts: RunCounts
}

export interface BulkResult extends RunCounts {
  runId: string
}

/**
 * The job that changes many contacts, batch by batch, each in one transaction with its checkpoint. The contacts were
 * chosen when it was started; who may change them is asked of each as it is now.
 */
export const bulkWork: Work = {
  kind: BULK_JOB,
  async run(running: Running<BulkInput>): Promise<BulkResult> {
    const { house, by, id, input, checkpoint } = running
    const db = house.db as Database<ContactsDb>
    if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests change nothing.')
    const context = await readContext(db)
    let stands = checkpoint as Progress | null
    let progress = stands ?? { done: 0, total: await countTargets(db, id), counts: {} }
    while (progress.done < progress.total) {
      const next = await transaction(db, async (tx) => {
        await keepTurn(tx, id, stands)
        const { ids, counts, left } = await changeNext(tx, by, { runId: id, change: input.change, context })
        const done = ids.length < BATCH ? progress.total : progress.done + ids.length
        const step = { done, total: progress.total, counts: addCounts(progress.counts, counts) }
        await keepLeft(tx, id, left)
        await countRun(tx, id, step.counts)
        await running.save(tx as never, { ...step, checkpoint: step })
        return step
      })
      stands = progress = next
    }
    await finish(db, by, { id, input, progress })
    return { runId: id, ...progress.counts }
  },
}

async function countTargets(db: Database<ContactsDb>, runId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from run_target where run_id = ${runId}`.execute(db)
  return rows[0]?.n ?? 0
}

interface Step {
  runId: string
  change: BulkChange
  context: ContactContext
}

async function changeNext(tx: Tx<ContactsDb>, by: By, { runId, change, context }: Step) {
  const { rows } = await sql<{ id: string; readers: string[] }>`
    with next as (
      delete from run_target where run_id = ${runId} and record_id in (
        select record_id from run_target where run_id = ${runId} order by record_id limit ${BATCH})
      returning record_id as id)
    select n.id, coalesce(c.reader_ids, '{}') as readers
    from next n left join contact c on c.id = n.id order by n.id`.execute(tx)
  const ids = rows.map((row) => row.id)
  const answers = change.delete
    ? await deleteContacts(tx, by, ids)
    : await changeContacts(tx, by, { ids, context, changeOf: (contact) => patchOf(change, contact) })
  const of = (what: 'changed' | 'unchanged' | 'deleted') => answers.filter((one) => one === what).length
  const problems = new Map(
    ids.flatMap((id, at) => (answers[at] instanceof Problem ? [[id, answers[at]]] : [])),
  )
  await announceContacts(
    tx,
    by,
    ids,
    rows.flatMap((row) => row.readers),
  )
  const counts: RunCounts = {
    ...(change.delete ? { deleted: of('deleted') } : { changed: of('changed'), unchanged: of('unchanged') }),
    left: problems.size,
  }
  return { ids, counts, left: await named(tx, by, problems) }
}

/** What was left, by name; of what is gone or hidden by now there is nothing to say. */
async function named(tx: Tx<ContactsDb>, by: By, problems: Map<string, Problem>): Promise<Left[]> {
  if (problems.size === 0) return []
  const { rows } = await sql<{ id: string; title: string }>`
    select r.id, r.display_name as title from contact r
    where r.id = any(${uuids([...problems.keys()])}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
    tx,
  )
  return rows.map(({ id, title }): Left => {
    const reason = problems.get(id)?.kind === 'forbidden' ? 'forbidden' : 'refused'
    return { kind: 'contact', id, title, reason }
  })
}

/** The starter hears it from Kontor itself; whoever was put on the contacts, from the starter and once for all. */
async function finish(
  db: Database<ContactsDb>,
  by: By,
  { id, input: { title, change }, progress }: { id: string; input: BulkInput; progress: Progress },
): Promise<void> {
  const { counts, total } = progress
  const record = { kind: 'run', id, title }
  const text = JSON.stringify(counts)
  await transaction(db, async (tx) => {
    await closeRun(tx, id, counts)
    await tellOfRun(tx, by, id)
    if (total >= TOLD_FROM)
      await notify(tx, { ...by, id: EVERYONE }, { users: [by.id], kind: 'run', record, text })
    const users = (counts.changed ?? 0) > 0 ? [...(change.managers ?? []), ...(change.addManagers ?? [])] : []
    await notify(tx, by, { users, kind: 'manager', record, text })
  })
}
