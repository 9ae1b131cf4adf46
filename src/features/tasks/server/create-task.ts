import { randomUUIDv7 } from 'node:crypto'
import { diff } from '#kernel/diff.ts'
import { subjectsOf } from '#features/subjects/subject.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { usualReminder } from '../task.ts'
import type { Task, TaskNew } from '../task.ts'
import { armReminder } from './arm-reminder.ts'
import { checkTask, firstCategory } from './check-task.ts'
import { zoneOf } from './due-at.ts'
import { readTask } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'
import { columnsOf, usualPosition } from './task-state.ts'
import type { HeldTask, TaskState } from './task-state.ts'
import { tell, tellAssignee } from './tell.ts'

/** Makes a task for oneself or another; whom it is for is told unless `notify` is false. */
export async function createTask(tx: Tx<TasksDb>, by: By, input: TaskNew): Promise<Task> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no tasks.')
  await checkTask(tx, by, input)
  const made = await insertTask(tx, by, { state: await newState(tx, by, input) })
  if (input.notify !== false) await tellAssignee(tx, by, made)
  return readTask(tx, by, made.id)
}

/** What was said, and what Kontor supposes of the rest. */
export async function newState(db: Database<TasksDb>, by: By, input: TaskNew): Promise<TaskState> {
  const { title, dueDate, dueTime = null, assigneeId = by.id } = input
  const due = { dueDate, dueTime, timeZone: input.timeZone ?? (await zoneOf(db, assigneeId)) }
  return {
    title,
    description: input.description ?? '',
    categoryId: input.categoryId ?? (await firstCategory(db)),
    contactId: input.contactId ?? null,
    ...subjectsOf(input),
    assigneeId,
    ...due,
    reminderMinutes: input.reminderMinutes === undefined ? usualReminder(dueTime) : input.reminderMinutes,
    priority: input.priority ?? 'normal',
    status: input.status ?? 'open',
    checklist: input.checklist ?? [],
    recurrence: input.recurrence ?? null,
    position: usualPosition(due),
  }
}

/** Writes a new task down whose names were checked. One that follows another comes into being once. */
export async function insertTask(
  tx: Tx<TasksDb>,
  by: By,
  { state, previousId = null }: { state: TaskState; previousId?: string | null },
): Promise<HeldTask> {
  const id = randomUUIDv7()
  const isClosed = state.status === 'closed'
  const linked = state.contactId !== null
  await tx
    .insertInto('task')
    .values({
      id,
      ...columnsOf(state),
      linked,
      previousId,
      closedAt: isClosed ? new Date().toISOString() : null,
      closedBy: isClosed ? by.id : null,
      createdBy: by.id,
      updatedBy: by.id,
      runId: by.runId ?? null,
    })
    .execute()
  const task: HeldTask = { id, version: 1, createdBy: by.id, previousId, isBinned: false, linked, state }
  await armReminder(tx, task)
  await tell(tx, by, 'created', { task, diff: diff({}, state) })
  return task
}
