import { sql } from 'kysely'
import { searchLines, sortKey } from '#kernel/fold.ts'
import { missing } from '#kernel/problem.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { ChecklistItem, Task, TaskRecurrence } from '../task.ts'
import { dueAt } from './due-at.ts'
import type { TasksDb } from './tables.ts'

/** What of a task people decide; it stands in the journal and can be given back. */
export interface TaskState extends Pick<
  Task,
  | 'title'
  | 'description'
  | 'categoryId'
  | 'contactId'
  | 'opportunityId'
  | 'eventId'
  | 'projectId'
  | 'assigneeId'
  | 'dueDate'
  | 'dueTime'
  | 'timeZone'
  | 'reminderMinutes'
  | 'priority'
  | 'status'
> {
  checklist: ChecklistItem[]
  recurrence: TaskRecurrence | null
  position: number
}

/** A task as it is, whoever may see its contact. */
export interface HeldTask {
  id: string
  version: number
  createdBy: string | null
  previousId: string | null
  isBinned: boolean
  /** It is or was about a contact; one that was erased leaves it so. */
  linked: boolean
  state: TaskState
}

/** Locks a task, as system: the caller asks for rights. */
export async function holdTask(tx: Tx<TasksDb>, id: string): Promise<HeldTask> {
  await sql`select 1 from task where id = ${id} for update`.execute(tx)
  const held = await readHeld(tx, id)
  if (!held) throw missing()
  return held
}

async function readHeld(db: Database<TasksDb>, id: string): Promise<HeldTask | undefined> {
  const { rows } = await sql<TaskState & Omit<HeldTask, 'state'>>`
    select r.id, r.version, r.created_by, r.previous_id, r.deleted_at is not null as is_binned, r.linked, r.title,
      r.description, r.category_id, r.contact_id, r.opportunity_id, r.event_id, r.project_id, r.assignee_id, r.due_day::text as due_date,
      left(r.due_time::text, 5) as due_time, r.time_zone, r.reminder_minutes, r.priority, r.status, r.checklist,
      r.recurrence, r.position
    from task r where r.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { version, createdBy, previousId, isBinned, linked, id: _, ...state } = row
  return { id, version, createdBy, previousId, isBinned, linked, state }
}

/** The columns in which a state is kept, and what follows from it. */
export function columnsOf(state: TaskState) {
  const { dueDate: dueDay, checklist, recurrence, ...plain } = state
  return {
    ...plain,
    dueDay,
    dueAt: dueAt(state),
    checklist: json(checklist),
    recurrence: recurrence === null ? null : json(recurrence),
    search: searchLines([state.title, state.description, ...checklist.map((item) => item.text)]),
    sortKey: sortKey(state.title),
  }
}

/** Where on the board a task stands of which nobody said: among the others by when it is due. */
export function usualPosition(due: Pick<TaskState, 'dueDate' | 'dueTime' | 'timeZone'>): number {
  return Date.parse(dueAt(due)) / 1000
}
