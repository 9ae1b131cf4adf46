import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import type { SubjectIds } from '#features/subjects/subject.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { usualReminder } from '../task.ts'
import type { Task, TaskChange } from '../task.ts'
import { armReminder } from './arm-reminder.ts'
import { checkTask } from './check-task.ts'
import { followUp } from './follow-up.ts'
import { readTask } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'
import { mayChangeTask } from './task-access.ts'
import { columnsOf, holdTask, usualPosition } from './task-state.ts'
import type { HeldTask, TaskState } from './task-state.ts'
import { tell, tellAssignee } from './tell.ts'
import { tellTimeline } from './tell-timeline.ts'

interface Changing {
  id: string
  change: TaskChange
  ifMatch?: number | undefined
}

/**
 * Changes a task by a merge patch; nothing is written when nothing differs, so "done" said twice is done once. Whoever
 * closes a task that comes again finds the next one made.
 */
export async function changeTask(tx: Tx<TasksDb>, by: By, { id, change, ifMatch }: Changing): Promise<Task> {
  const before = await lockTask(tx, by, id, 'live', ifMatch)
  await checkChange(tx, by, before.state, change)
  const after = await writeState(tx, by, before, patched(before.state, change))
  if (after.state.assigneeId !== before.state.assigneeId && change.notify !== false) {
    await tellAssignee(tx, by, after)
  }
  return readTask(tx, by, id)
}

/** Locks a task that `by` may change. */
export async function lockTask(
  tx: Tx<TasksDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HeldTask> {
  await readTask(tx, by, id, where)
  const task = await holdTask(tx, id)
  if (task.isBinned !== (where === 'bin')) throw missing()
  if (!mayChangeTask(by, { ...task.state, createdBy: task.createdBy })) {
    throw new Problem('forbidden', 'forbidden', 'You may not change this task.')
  }
  if (ifMatch !== undefined && ifMatch !== task.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this task in the meantime.')
  }
  return task
}

/** Writes a state that was checked, with all that follows from it: the closing, the next one, the reminder. */
export async function writeState(
  tx: Tx<TasksDb>,
  by: By,
  before: HeldTask,
  state: TaskState,
): Promise<HeldTask> {
  const changes = diff(before.state, state)
  if (changes.length === 0) return before
  const after: HeldTask = {
    ...before,
    version: before.version + 1,
    linked: state.contactId === before.state.contactId ? before.linked : state.contactId !== null,
    state,
  }
  const [was, is] = [before.state.status === 'closed', state.status === 'closed']
  await tx
    .updateTable('task')
    .set({
      ...columnsOf(state),
      linked: after.linked,
      ...(was === is ? {} : { closedAt: is ? sql<string>`now()` : null, closedBy: is ? by.id : null }),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: after.version,
    })
    .where('id', '=', before.id)
    .execute()
  await tell(tx, by, 'changed', { task: after, before, diff: changes })
  await armReminder(tx, after)
  if (is && !was) {
    await tellTimeline(tx, by, after)
    await followUp(tx, by, after)
  }
  return after
}

/** Only what is named anew is asked for: a category retired since, an assignee gone since may stay. */
function checkChange(tx: Tx<TasksDb>, by: By, state: TaskState, change: TaskChange): Promise<void> {
  const isNew = (field: 'categoryId' | 'assigneeId' | 'contactId' | keyof SubjectIds) =>
    change[field] === state[field] ? undefined : change[field]
  return checkTask(tx, by, {
    categoryId: isNew('categoryId') ?? undefined,
    assigneeId: isNew('assigneeId') ?? undefined,
    contactId: isNew('contactId'),
    opportunityId: isNew('opportunityId'),
    eventId: isNew('eventId'),
    projectId: isNew('projectId'),
  })
}

function patched(state: TaskState, input: TaskChange): TaskState {
  const { notify: _, ...change } = input
  const next = { ...state, ...given(change) }
  const isMoved = next.dueDate !== state.dueDate || next.dueTime !== state.dueTime
  if (isMoved && change.position === undefined) next.position = usualPosition(next)
  const isUsual = state.reminderMinutes === usualReminder(state.dueTime)
  if (change.reminderMinutes === undefined && isUsual) next.reminderMinutes = usualReminder(next.dueTime)
  return next
}
