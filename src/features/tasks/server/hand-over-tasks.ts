import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { writeState } from './change-task.ts'
import type { TasksDb } from './tables.ts'
import { holdTask } from './task-state.ts'

/** Gives the next open tasks of one user to another, as system; says how many it were and which was the last. */
export async function handOverTasks(
  tx: Tx<TasksDb>,
  by: By,
  { from, to, after, limit }: { from: string; to: string; after: string; limit: number },
): Promise<{ count: number; last: string }> {
  const { rows } = await sql<{ id: string }>`
    select id from task
    where assignee_id = ${from} and status <> 'closed' and deleted_at is null and id > ${after}
    order by id limit ${limit}`.execute(tx)
  for (const { id } of rows) {
    const task = await holdTask(tx, id)
    await writeState(tx, by, task, { ...task.state, assigneeId: to })
  }
  return { count: rows.length, last: rows.at(-1)?.id ?? after }
}
