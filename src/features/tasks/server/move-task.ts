import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
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
  const moved = await markBin(tx, by, { table: 'task', held: task, to })
  await armReminder(tx, moved)
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { task: moved })
  return moved
}
