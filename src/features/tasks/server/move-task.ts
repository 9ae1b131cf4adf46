import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { armReminder } from './arm-reminder.ts'
import type { TasksDb } from './tables.ts'
import type { HeldTask } from './task-state.ts'
import { tell } from './tell.ts'

/** Moves a locked task into the bin or out of it; its reminder sleeps there. */
export async function moveTask(
  tx: Tx<TasksDb>,
  by: By,
  task: HeldTask,
  to: 'live' | 'bin',
): Promise<HeldTask> {
  const moved = { ...task, version: task.version + 1, isBinned: to === 'bin' }
  const gone = to === 'bin' ? { at: sql`now()`, by: sql`${by.id}::uuid` } : { at: sql`null`, by: sql`null` }
  await sql`
    update task set deleted_at = ${gone.at}, deleted_by = ${gone.by}, version = ${moved.version}
    where id = ${task.id}`.execute(tx)
  await armReminder(tx, moved)
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { task: moved })
  return moved
}
