import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { all } from '#platform/list.ts'
import { bulkTitle, changeIn } from '../../task-bulk.ts'
import type { TaskBulk, TaskBulkChange } from '../../task-bulk.ts'
import { checkTask } from '../check-task.ts'
import { taskReadable } from '../task-access.ts'
import { taskConditions } from '../task-source.ts'
import type { TasksDb } from '../tables.ts'

export const TASK_BULK_JOB = 'tasks.bulk'

export interface TaskBulkInput {
  change: TaskBulkChange
  title: string
}

/**
 * Starts to change every task that is meant, as a run of its own that can be taken back. Which tasks that are is
 * settled now: the change itself may let them drop out of the filter.
 */
export async function startTaskBulk(
  tx: Tx<TasksDb>,
  by: By,
  { house, body }: { house: House; body: TaskBulk },
): Promise<StartedJob> {
  const change = changeIn(body)
  await checkTask(tx, by, change)
  const targets = await targetsOf(tx, by, body)
  const { rows } = await sql<{ n: number }>`select count(*) as n from task r where ${targets}`.execute(tx)
  const total = rows[0]?.n ?? 0
  if (total === 0)
    throw new Problem('conflict', 'bulk.nothing', 'There is no such task, or you may not see it.')
  const title = bulkTitle(change, total, by.language)
  const input: TaskBulkInput = { change, title }
  const id = await house.jobs.start(tx as never, by, { kind: TASK_BULK_JOB, title, input })
  await openRun(tx, by, { id, kind: 'bulk', title, jobId: id })
  await sql`
    insert into run_target (run_id, record_id) select ${id}::uuid, r.id from task r where ${targets}`.execute(
    tx,
  )
  return queued({ id, kind: TASK_BULK_JOB, title }, total)
}

async function targetsOf(
  db: Database<TasksDb>,
  by: By,
  { ids, filter = {} }: Pick<TaskBulk, 'ids' | 'filter'>,
): Promise<RawBuilder<SqlBool>> {
  const live = sql<SqlBool>`r.deleted_at is null`
  if (ids) return all([live, sql<SqlBool>`r.id = any(${uuids(ids)})`, taskReadable(by)])
  const { except = [], ...query } = filter
  return all([live, sql<SqlBool>`r.id != all(${uuids(except)})`, ...(await taskConditions(db, by, query))])
}
