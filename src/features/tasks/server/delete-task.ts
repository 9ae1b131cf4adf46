import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Task } from '../task.ts'
import { armReminder } from './arm-reminder.ts'
import { lockTask } from './change-task.ts'
import { moveTask } from './move-task.ts'
import { readTask } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'
import { holdTask } from './task-state.ts'

/** Moves a task to the bin. */
export async function deleteTask(
  tx: Tx<TasksDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await moveTask(tx, by, await lockTask(tx, by, id, 'live', ifMatch), 'bin')
}

/** Brings a task back out of the bin. */
export async function restoreTask(tx: Tx<TasksDb>, by: By, id: string): Promise<Task> {
  await moveTask(tx, by, await lockTask(tx, by, id, 'bin'), 'live')
  return readTask(tx, by, id)
}

/** Erases a task for good, in the bin or not; the audit trail forgets its words. Administrators only: ask before. */
export async function eraseTask(tx: Tx<TasksDb>, by: By, id: string): Promise<void> {
  const task = await holdTask(tx, id)
  await armReminder(tx, { ...task, isBinned: true })
  await tx.deleteFrom('task').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'task', id, version: task.version })
}
