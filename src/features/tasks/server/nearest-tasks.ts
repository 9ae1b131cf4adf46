import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { NearestTask } from '../task.ts'
import type { TasksDb } from './tables.ts'
import { taskReadable } from './task-access.ts'

/** The next open task of each of these contacts, of those that have one `by` may see. */
export async function nearestTasks(
  db: Database<TasksDb>,
  by: By,
  contactIds: readonly string[],
): Promise<NearestTask[]> {
  const { rows } = await sql<NearestTask>`
    select k.id as contact_id, t.id, t.title, t.due_day::text as due_date, left(t.due_time::text, 5) as due_time,
      t.due_at <= now() as overdue
    from contact k cross join lateral (
      select r.* from task r
      where r.contact_id = k.id and r.deleted_at is null and r.status <> 'closed' and ${taskReadable(by)}
      order by r.due_at, r.id limit 1) t
    where k.id = any(${uuids(contactIds)}) and k.deleted_at is null and ${readable(by, sql`k.reader_ids`)}`.execute(
    db,
  )
  return rows
}
