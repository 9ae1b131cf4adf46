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
import { patchOf } from '../../task-bulk.ts'
import { changeTask } from '../change-task.ts'
import { insertTask } from '../create-task.ts'
import { deleteTask } from '../delete-task.ts'
import { readTask } from '../read-tasks.ts'
import type { TasksDb } from '../tables.ts'
import { announceTasks } from '../undo-tasks.ts'
import { TASK_BULK_JOB } from './start-bulk.ts'
import type { TaskBulkInput } from './start-bulk.ts'
import { FOR_CONTACTS_JOB } from './start-for-contacts.ts'
import type { ForContactsInput } from './start-for-contacts.ts'

/** Records a transaction; also what a killed run loses and does again. */
const BATCH = 200
/** A run of fewer records is over before anybody has turned away. */
const TOLD_FROM = 200

interface Progress {
  done: number
  total: number
  counts: RunCounts
}

interface Done {
  counts: RunCounts
  left?: Left
}

/** Changes many tasks; who may change them is asked of each as it is now. */
export const taskBulkWork: Work = workOf<TaskBulkInput>(TASK_BULK_JOB, {
  one: (tx, by, { change }, id) => changeOne(tx, by, change, id),
  assignee: ({ change }) => change.assigneeId,
})

/** Makes the same task for many contacts. */
export const tasksForContactsWork: Work = workOf<ForContactsInput>(FOR_CONTACTS_JOB, {
  one: async (tx, by, { state }, contactId) => {
    const contact = await tx
      .selectFrom('contact')
      .select('id')
      .where('id', '=', contactId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
    if (!contact) return { counts: { left: 1 } }
    await insertTask(tx, by, { state: { ...state, contactId } })
    return { counts: { created: 1 } }
  },
  assignee: ({ state, notify }) => (notify ? state.assigneeId : undefined),
})

interface Kind<Input> {
  one(tx: Tx<TasksDb>, by: By, input: Input, id: string): Promise<Done>
  /** Who is told, once for all. */
  assignee(input: Input): string | undefined
}

/** A job that goes through the records chosen when it was started, each batch in one transaction with its checkpoint. */
function workOf<Input extends { title: string }>(kind: string, { one, assignee }: Kind<Input>): Work {
  return {
    kind,
    async run(running: Running<Input>) {
      const { house, by, id, input } = running
      const db = house.db as Database<TasksDb>
      if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no tasks.')
      let stands = running.checkpoint as Progress | null
      let progress = stands ?? { done: 0, total: await countTargets(db, id), counts: {} }
      while (progress.done < progress.total) {
        stands = progress = await transaction(db, async (tx) => {
          await keepTurn(tx, id, stands)
          const ids = await nextTargets(tx, id)
          const results: Done[] = []
          for (const target of ids) results.push(await one(tx, { ...by, runId: id }, input, target))
          const counts = results.reduce((sum, result) => addCounts(sum, result.counts), progress.counts)
          const done = ids.length < BATCH ? progress.total : progress.done + ids.length
          const step = { done, total: progress.total, counts }
          await keepLeft(
            tx,
            id,
            results.flatMap(({ left }) => left ?? []),
          )
          await countRun(tx, id, counts)
          await announceTasks(tx, by)
          await running.save(tx as never, { ...step, checkpoint: step })
          return step
        })
      }
      await finish(db, by, { id, title: input.title, progress, assignee: assignee(input) })
      return { runId: id, ...progress.counts }
    },
  }
}

async function changeOne(
  tx: Tx<TasksDb>,
  by: By,
  change: TaskBulkInput['change'],
  id: string,
): Promise<Done> {
  const task = await readTask(tx, by, id).catch(() => undefined)
  if (!task) return { counts: { left: 1 } }
  const { title } = task
  if (!task.can.includes('change')) {
    return { counts: { left: 1 }, left: { kind: 'task', id, title, reason: 'forbidden' } }
  }
  if (change.delete) {
    await deleteTask(tx, by, { id })
    return { counts: { deleted: 1 } }
  }
  const { version } = await changeTask(tx, by, { id, change: patchOf(change, task) })
  return { counts: version === task.version ? { unchanged: 1 } : { changed: 1 } }
}

async function countTargets(db: Database<TasksDb>, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from run_target where run_id = ${runId}`.execute(db)
  return rows[0]?.n ?? 0
}

async function nextTargets(tx: Tx<TasksDb>, runId: string): Promise<string[]> {
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
  assignee: string | undefined
}

/** The starter hears from Kontor that it is over; whose tasks they are now, from the starter and once for all. */
async function finish(db: Database<TasksDb>, by: By, { id, title, progress, assignee }: Over): Promise<void> {
  const { counts, total } = progress
  const record = { kind: 'run', id, title }
  const text = JSON.stringify(counts)
  await transaction(db, async (tx) => {
    await closeRun(tx, id, counts)
    await tellOfRun(tx, by, id)
    if (total >= TOLD_FROM)
      await notify(tx, { ...by, id: EVERYONE }, { users: [by.id], kind: 'run', record, text })
    const isTheirs = assignee !== undefined && (counts.changed ?? 0) + (counts.created ?? 0) > 0
    if (isTheirs) await notify(tx, by, { users: [assignee], kind: 'task', record, text })
  })
}
