import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { nextDue } from '../next-due.ts'
import { insertTask } from './create-task.ts'
import { todayIn } from './due-at.ts'
import type { TasksDb } from './tables.ts'
import { moveTask } from './move-task.ts'
import { holdTask, usualPosition } from './task-state.ts'
import type { HeldTask } from './task-state.ts'

/**
 * Makes the next of a task that comes again. One that has followed already is not made anew; out of the bin, where the
 * undoing of a run put it, it is brought back.
 */
export async function followUp(tx: Tx<TasksDb>, by: By, { id, state }: HeldTask): Promise<void> {
  const { recurrence, dueDate, timeZone, checklist } = state
  if (recurrence === null) return
  const { rows } = await sql<{ id: string }>`select id from task where previous_id = ${id}`.execute(tx)
  const followed = rows[0] && (await holdTask(tx, rows[0].id))
  if (followed?.isBinned) await moveTask(tx, by, followed, 'live')
  if (followed) return
  const next = nextDue(recurrence, dueDate, todayIn(timeZone))
  const due = { ...state, dueDate: next.dueDate }
  await insertTask(tx, by, {
    previousId: id,
    state: {
      ...due,
      recurrence: next.recurrence,
      status: 'open',
      checklist: checklist.map((item) => ({ ...item, done: false })),
      position: usualPosition(due),
    },
  })
}
