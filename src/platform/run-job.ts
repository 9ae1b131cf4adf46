import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from './database.ts'
import { json } from './database.ts'
import type { House } from './house.ts'
import type { JobDb, Running, Work } from './jobs.ts'
import { announce } from './journal.ts'

/** So many starts without progress, then work counts as failed. */
const ATTEMPTS = 4

class Cancelled extends Error {}
class Interrupted extends Error {}

/**
 * Runs one attempt of a job. A refusal (Problem) ends it as failed; a crash or the end of the process leaves it to
 * the next attempt, which finds the last checkpoint; after some attempts without any progress it is failed.
 */
export async function runJob(house: House, works: Work[], id: string, ending: AbortSignal): Promise<void> {
  const db = house.db as unknown as Database<JobDb>
  const job = await db
    .updateTable('job')
    .set({
      state: 'running',
      startedAt: sql<string>`coalesce(started_at, now())`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst()
  if (!job?.ownerId) return
  const by = await house.actor(job.ownerId, 'job')
  const work = works.find((w) => w.kind === job.kind)
  try {
    if (job.attempts > ATTEMPTS)
      throw new Problem('conflict', 'job.stuck', 'It was begun several times and got nowhere.')
    if (!work || !by) throw new Problem('conflict', 'job.impossible', 'Nobody can do this job any more.')
    const running: Running<unknown> = {
      id,
      input: job.input,
      by: { ...by, runId: id },
      house,
      checkpoint: job.checkpoint,
      save: (tx, progress) => save(tx, by, id, progress, ending),
    }
    await tellOwner(db, by, id, 'job.started')
    const result = await work.run(running as Running<never>)
    await finish(db, by, id, { state: 'done', result: json(result ?? {}) })
  } catch (error) {
    if (error instanceof Interrupted) return giveBack(db, id, error)
    if (error instanceof Cancelled) return finish(db, by, id, { state: 'cancelled' })
    if (error instanceof Problem) return finish(db, by, id, { state: 'failed', error: error.message })
    house.log.error({ err: error, job: id, kind: job.kind }, 'job failed')
    if (job.attempts >= ATTEMPTS) return finish(db, by, id, { state: 'failed', error: 'internal' })
    throw error
  }
}

/** The process ends, not the work: the next one goes on, and this start does not count. */
async function giveBack(db: Database<JobDb>, id: string, interrupted: Interrupted): Promise<never> {
  await db.updateTable('job').set({ state: 'queued', attempts: 0 }).where('id', '=', id).execute()
  throw interrupted
}

async function save(
  tx: Tx<JobDb>,
  by: By,
  id: string,
  { done, total, checkpoint }: { done: number; total?: number; checkpoint: unknown },
  ending: AbortSignal,
): Promise<void> {
  const { cancelRequested } = await tx
    .updateTable('job')
    .set({ done, attempts: 0, checkpoint: json(checkpoint), ...(total === undefined ? {} : { total }) })
    .where('id', '=', id)
    .returning('cancelRequested')
    .executeTakeFirstOrThrow()
  if (cancelRequested) throw new Cancelled()
  if (ending.aborted) throw new Interrupted()
  await announce(tx, by, { kind: 'job', id, action: 'job.progressed', readers: [by.id] })
}

async function finish(
  db: Database<JobDb>,
  by: By | undefined,
  id: string,
  end:
    | { state: 'done'; result: ReturnType<typeof json> }
    | { state: 'cancelled' }
    | { state: 'failed'; error: string },
): Promise<void> {
  await db
    .updateTable('job')
    .set({ ...end, finishedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  if (by) await tellOwner(db, by, id, `job.${end.state}`)
}

function tellOwner(db: Database<JobDb>, by: By, id: string, action: string): Promise<void> {
  return db.transaction().execute((tx) => announce(tx, by, { kind: 'job', id, action, readers: [by.id] }))
}
