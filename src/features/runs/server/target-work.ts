import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import type { NotificationKind } from '#features/notifications/notification.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { addCounts } from '../run.ts'
import type { RunCounts } from '../run.ts'
import { keepTurn } from './keep-turn.ts'
import { closeRun, countRun, tellOfRun } from './open-run.ts'
import type { Left } from './run-undo.ts'
import type { RunsDb } from './tables.ts'
import { keepLeft } from './undo-batch.ts'

/** Records a transaction; also what a killed run loses and does again. */
const BATCH = 200
/** A run of fewer records is over before anybody has turned away. */
const TOLD_FROM = 200

interface Progress {
  done: number
  total: number
  counts: RunCounts
}

/** What became of one record. */
export interface Done {
  counts: RunCounts
  left?: Left
}

/** What is done with each target of a run. */
export interface TargetWork<T, Input> {
  /** Who may change the record is asked here, of each as it is now. */
  one(tx: Tx<T>, by: By & { runId: string }, input: Input, id: string): Promise<Done>
  /** One word after each batch, for whoever has such records on the screen. */
  announce(tx: Tx<T>, by: By): Promise<void>
  /** Who hears, once for all, that there is something for them. */
  told?(input: Input): { users: readonly string[]; kind: NotificationKind }
}

/** A job that goes through the records chosen when it was started, each batch in one transaction with its checkpoint. */
export function targetWork<T extends RunsDb, Input extends { title: string }>(
  kind: string,
  work: TargetWork<T, Input>,
): Work {
  return {
    kind,
    async run(running: Running<Input>) {
      const { house, by, id, input } = running
      const db = house.db as unknown as Database<T>
      if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests change nothing.')
      let stands = running.checkpoint as Progress | null
      let progress = stands ?? { done: 0, total: await countTargets(db, id), counts: {} }
      while (progress.done < progress.total)
        stands = progress = await transaction(db, async (tx) => {
          await keepTurn(tx as never, id, stands)
          const step = await nextStep(tx, { ...by, runId: id }, { work, input, progress })
          await running.save(tx as never, { ...step, checkpoint: step })
          return step
        })
      await finish(db, by, { id, title: input.title, progress, told: work.told?.(input) })
      return { runId: id, ...progress.counts }
    },
  }
}

interface Step<T, Input> {
  work: TargetWork<T, Input>
  input: Input
  progress: Progress
}

async function nextStep<T extends RunsDb, Input>(
  tx: Tx<T>,
  by: By & { runId: string },
  { work, input, progress }: Step<T, Input>,
): Promise<Progress> {
  const ids = await nextTargets(tx, by.runId)
  const results: Done[] = []
  for (const id of ids) results.push(await work.one(tx, by, input, id))
  const counts = results.reduce((sum, result) => addCounts(sum, result.counts), progress.counts)
  const left = results.flatMap((result) => result.left ?? [])
  await keepLeft(tx as never, by.runId, left)
  await countRun(tx as never, by.runId, counts)
  await work.announce(tx, by)
  return {
    done: ids.length < BATCH ? progress.total : progress.done + ids.length,
    total: progress.total,
    counts,
  }
}

async function countTargets<T>(db: Database<T>, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from run_target where run_id = ${runId}`.execute(db)
  return rows[0]?.n ?? 0
}

async function nextTargets<T>(tx: Tx<T>, runId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from run_target where run_id = ${runId} and record_id in (
      select record_id from run_target where run_id = ${runId} order by record_id limit ${BATCH})
    returning record_id as id`.execute(tx)
  return rows.map((row) => row.id).sort()
}

interface Over {
  id: string
  title: string
  progress: Progress
  told: { users: readonly string[]; kind: NotificationKind } | undefined
}

/** The starter hears from Kontor that it is over; whose they are now, from the starter and once for all. */
async function finish<T extends RunsDb>(
  db: Database<T>,
  by: By,
  { id, title, progress: { counts, total }, told }: Over,
): Promise<void> {
  const record = { kind: 'run', id, title }
  const text = JSON.stringify(counts)
  await transaction(db, async (given) => {
    const tx = given as unknown as Tx<RunsDb>
    await closeRun(tx, id, counts)
    await tellOfRun(tx, by, id)
    if (total >= TOLD_FROM)
      await notify(tx, { ...by, id: EVERYONE }, { users: [by.id], kind: 'run', record, text })
    const isTheirs = told && (counts.changed ?? 0) + (counts.created ?? 0) > 0
    if (isTheirs) await notify(tx, by, { ...told, record, text })
  })
}
