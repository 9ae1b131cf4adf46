import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { PgBoss, fromKysely } from 'pg-boss'
import type pg from 'pg'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { TableOf, Tx } from './database.ts'
import { json } from './database.ts'
import type { House } from './house.ts'
import { announce } from './journal.ts'
import { runChore, runQuickly } from './run-chore.ts'
import type { Quick } from './run-chore.ts'
import { runJob } from './run-job.ts'

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const jobTable = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(JOB_STATES),
  input: z.custom<unknown>((value) => value !== null),
  done: z.number(),
  total: z.number().nullable(),
  result: z.unknown(),
  error: z.string().nullable(),
  checkpoint: z.unknown(),
  cancelRequested: z.boolean(),
  attempts: z.number(),
  ownerId: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})

export interface JobDb {
  job: TableOf<typeof jobTable, 'state' | 'done' | 'cancelRequested' | 'attempts' | 'createdAt'>
}

/** What a job's work gets to do its work with. */
export interface Running<I> {
  id: string
  input: I
  /** The user who started the job, with the rights of now. */
  by: By
  house: House
  /** What the last attempt saved, when this is a repetition after a crash. */
  checkpoint: unknown
  /**
   * Saves how far the work is, in the transaction of that work, so that a repetition goes on from there. Throws
   * when the job was cancelled or the process is about to end: let it through.
   */
  save(tx: Tx<unknown>, progress: { done: number; total?: number; checkpoint: unknown }): Promise<void>
}

/** A kind of long work. It may be started again after a crash, and must act once all the same. */
export interface Work {
  kind: string
  run(running: Running<never>): Promise<unknown>
}

/** Something that happens every night, or every minute, on one of the processes. */
export interface Chore {
  name: string
  run(house: House): Promise<void>
}

/** What happens every minute happens at once, too, when one of these is announced: on every process. */
export interface MinuteChore extends Chore {
  after?: string | readonly string[]
  /** In so many milliseconds it is to happen once more, where the next minute is too late for something; asked after it ran at once. */
  nextIn?(house: House): Promise<number | undefined>
}

export interface Jobs {
  /** Enqueues work in the caller's transaction: when that is rolled back there is no job. */
  start(tx: Tx<never>, by: By, job: { kind: string; title: string; input: unknown }): Promise<string>
  /** Queues all unfinished work anew, after a restore: the queue itself is in no backup. */
  resume(): Promise<number>
  /** Begins to work off the queue. */
  work(house: House, works: Work[], chores: Chore[], minutely?: MinuteChore[]): Promise<void>
  /** Lets running work save itself and ends. */
  close(): Promise<void>
}

const QUEUE = 'work'
const NIGHTLY = 'nightly'
const MINUTELY = 'minutely'

export async function openJobs(pool: pg.Pool): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: 'pgboss',
    supervise: true,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(QUEUE, {
    // Our own row counts attempts without progress; the queue must not give up before it.
    retryLimit: 1000,
    retryDelay: 1,
    heartbeatSeconds: 15,
    expireInSeconds: 12 * 3600,
  })
  await boss.createQueue(NIGHTLY, { retryLimit: 1, policy: 'singleton' })
  // One waits at most; a process that dies over it keeps nobody else from the next.
  await boss.createQueue(MINUTELY, { retryLimit: 0, policy: 'short', deleteAfterSeconds: 3600 })
  const ending = new AbortController()
  let quick: Quick | undefined

  return {
    async start(tx, by, { kind, title, input }) {
      const id = randomUUIDv7()
      const handle = tx as unknown as Tx<JobDb>
      await handle
        .insertInto('job')
        .values({
          id,
          kind,
          title,
          input: json(input),
          result: null,
          error: null,
          checkpoint: null,
          total: null,
          ownerId: by.id,
          startedAt: null,
          finishedAt: null,
        })
        .execute()
      await boss.send(QUEUE, { jobId: id }, { db: fromKysely(handle.withoutPlugins()) })
      return id
    },
    async resume() {
      const { rows } = await pool.query<{ id: string }>(
        `select id from job where state in ('queued', 'running') order by id`,
      )
      for (const { id } of rows) await boss.send(QUEUE, { jobId: id })
      return rows.length
    },
    async work(house, works, chores, minutely = []) {
      await boss.work<{ jobId: string }>(
        QUEUE,
        { localConcurrency: 2, pollingIntervalSeconds: 0.5 },
        async ([job]) => {
          if (job) await runJob(house, works, job.data.jobId, ending.signal)
        },
      )
      await boss.work(NIGHTLY, { pollingIntervalSeconds: 60 }, async () => {
        for (const chore of chores) await runChore(house, chore)
      })
      await boss.schedule(NIGHTLY, '30 2 * * *', null, { tz: 'Europe/Berlin' })
      quick = runQuickly(house, minutely)
      await boss.work(MINUTELY, { pollingIntervalSeconds: 5 }, async () => {
        for (const chore of minutely) await runChore(house, chore)
      })
      await boss.schedule(MINUTELY, '* * * * *')
    },
    async close() {
      ending.abort()
      await quick?.end()
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/** Asks a job to stop; work that has not begun stops at once. */
export async function cancelJob(tx: Tx<JobDb>, by: By, id: string): Promise<void> {
  const job = await tx
    .selectFrom('job')
    .select(['ownerId', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!job || (job.ownerId !== by.id && by.role !== 'admin')) throw new Problem('missing', 'missing')
  if (job.state === 'queued') {
    await tx
      .updateTable('job')
      .set({ state: 'cancelled', finishedAt: sql<string>`now()` })
      .where('id', '=', id)
      .execute()
    await announce(tx, by, { kind: 'job', id, action: 'job.cancelled', readers: [job.ownerId ?? by.id] })
  } else if (job.state === 'running') {
    await tx.updateTable('job').set({ cancelRequested: true }).where('id', '=', id).execute()
  } else {
    throw new Problem('conflict', 'job.over', 'This job is over already.')
  }
}
