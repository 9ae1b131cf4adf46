import { targetWork } from '#features/runs/server/target-work.ts'
import type { Done } from '#features/runs/server/target-work.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
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

/** Changes many tasks; who may change them is asked of each as it is now. */
export const taskBulkWork = targetWork<TasksDb, TaskBulkInput>(TASK_BULK_JOB, {
  one: (tx, by, { change }, id) => changeOne(tx, by, change, id),
  announce: announceTasks,
  told: ({ change }) => toldTo(change.assigneeId),
})

/** Makes the same task for many contacts. */
export const tasksForContactsWork = targetWork<TasksDb, ForContactsInput>(FOR_CONTACTS_JOB, {
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
  announce: announceTasks,
  told: ({ state, notify }) => toldTo(notify ? state.assigneeId : undefined),
})

function toldTo(userId: string | undefined) {
  return { users: userId === undefined ? [] : [userId], kind: 'task' as const }
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
