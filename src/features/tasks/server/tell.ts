import { notify } from '#features/notifications/server/notify.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { TasksDb } from './tables.ts'
import { taskReaders } from './task-access.ts'
import type { HeldTask } from './task-state.ts'

/** Writes down what happened to a task; whoever could see it before or can now hears of it. */
export async function tell(
  tx: Tx<TasksDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted' | 'restored',
  { task, before = task, diff = [] }: { task: HeldTask; before?: HeldTask; diff?: FieldChange[] },
): Promise<void> {
  const about = [before, task].map(({ createdBy, linked, state }) => ({ ...state, createdBy, linked }))
  await record(tx, by, {
    action: `task.${verb}`,
    kind: 'task',
    id: task.id,
    title: task.state.title,
    diff,
    version: task.version,
    readers: by.runId === undefined ? await taskReaders(tx, about) : [],
  })
}

/** Tells somebody that a task is theirs now. */
export function tellAssignee(tx: Tx<TasksDb>, by: By, { id, state }: HeldTask): Promise<void> {
  const record = { kind: 'task', id, title: state.title }
  return notify(tx, by, { users: [state.assigneeId], kind: 'task', record, text: state.description })
}
