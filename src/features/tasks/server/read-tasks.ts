import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { aboutColumn } from '#features/subjects/server/subject-access.ts'
import { idsIn } from '#features/subjects/subject.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Task } from '../task.ts'
import type { TasksDb } from './tables.ts'
import { mayChangeTask, taskReadable } from './task-access.ts'

const PLACES = {
  live: sql`r.deleted_at is null`,
  bin: sql`r.deleted_at is not null`,
  any: sql`true`,
}

/** The task, if `by` may see it; in the bin only when asked for. */
export async function readTask(
  db: Database<TasksDb>,
  by: By,
  id: string,
  where: keyof typeof PLACES = 'live',
): Promise<Task> {
  const [task] = await readShown(db, by, sql`r.id = ${id} and ${PLACES[where]}`)
  if (!task) throw missing()
  return task
}

/** These tasks in this order; what `by` may not see is left out. */
export async function readTasks(db: Database<TasksDb>, by: By, ids: readonly string[]): Promise<Task[]> {
  if (ids.length === 0) return []
  const tasks = await readShown(db, by, sql`r.id = any(${uuids(ids)})`)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

interface Row extends Omit<
  Task,
  'can' | 'contact' | 'assignee' | 'overdue' | 'opportunityId' | 'eventId' | 'projectId'
> {
  dueAt: string
  assigneeName: string
  contactName: string | null
}

async function readShown(db: Database<TasksDb>, by: By, found: RawBuilder<unknown>): Promise<Task[]> {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.description, r.category_id, c.id as contact_id, c.display_name as contact_name,
      r.assignee_id, u.name as assignee_name, r.due_day::text as due_date, left(r.due_time::text, 5) as due_time,
      r.time_zone, r.due_at, r.reminder_minutes, r.priority, r.status, r.checklist, r.recurrence, r.position,
      r.created_by, r.closed_at, r.created_at, r.updated_at, r.version, ${aboutColumn(by, sql`r`)},
      (select n.id from task n where n.previous_id = r.id and n.deleted_at is null) as next_id
    from task r join app_user u on u.id = r.assignee_id
    left join contact c on c.id = r.contact_id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
    where ${found} and ${taskReadable(by)}`.execute(db)
  return rows.map((row) => present(row, by))
}

function present({ dueAt, assigneeName, contactName, ...plain }: Row, by: By): Task {
  const { contactId, assigneeId, status } = plain
  return {
    ...plain,
    ...idsIn(plain.about),
    overdue: status !== 'closed' && Date.parse(dueAt) <= Date.now(),
    contact: contactId === null ? null : { id: contactId, displayName: contactName ?? '' },
    assignee: { id: assigneeId, name: assigneeName },
    can: mayChangeTask(by, plain) ? ['change', 'delete'] : [],
  }
}
