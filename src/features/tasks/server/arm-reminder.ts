import { dropReminders, setReminder } from '#features/notifications/server/reminders.ts'
import type { Tx } from '#platform/database.ts'
import { dueAt, remindAt } from './due-at.ts'
import type { TasksDb } from './tables.ts'
import type { HeldTask } from './task-state.ts'

/** Sets the alarm of a task anew: none when it is done or gone, or when its moment had passed already. */
export async function armReminder(tx: Tx<TasksDb>, { id, isBinned, state }: HeldTask): Promise<void> {
  const at = remindAt(state)
  if (isBinned || state.status === 'closed' || at === null || Date.parse(at) <= Date.now()) {
    return dropReminders(tx, 'task', id)
  }
  const { title, description, assigneeId, dueDate, dueTime } = state
  const due = dueTime === null ? dueDate : dueAt(state)
  await setReminder(tx, {
    kind: 'task',
    id,
    title,
    text: description.slice(0, 300),
    users: [assigneeId],
    at,
    due,
  })
}
