import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { NearestTask } from '../task.ts'
import type { TasksDb } from './tables.ts'
import { taskReadable } from './task-access.ts'

interface Asked {
  contactIds: readonly string[]
  opportunityIds: readonly string[]
}

/** The next open task of each of these records, of those that have one `by` may see. */
export async function nearestTasks(
  db: Database<TasksDb>,
  by: By,
  { contactIds, opportunityIds }: Asked,
): Promise<NearestTask[]> {
  return [
    ...(await nearestOf(db, by, { kind: 'contact', ids: contactIds })),
    ...(await nearestOf(db, by, { kind: 'opportunity', ids: opportunityIds })),
  ]
}

async function nearestOf(
  db: Database<TasksDb>,
  by: By,
  { kind, ids }: { kind: 'contact' | 'opportunity'; ids: readonly string[] },
): Promise<NearestTask[]> {
  if (ids.length === 0) return []
  const none = sql`null::uuid`
  const { rows } = await sql<NearestTask>`
    select ${kind === 'contact' ? sql`k.id` : none} as contact_id,
      ${kind === 'opportunity' ? sql`k.id` : none} as opportunity_id, t.id, t.title, t.due_day::text as due_date,
      left(t.due_time::text, 5) as due_time, t.due_at <= now() as overdue
    from ${sql.table(kind)} k cross join lateral (
      select r.* from task r
      where r.${sql.ref(`${kind}_id`)} = k.id and r.deleted_at is null and r.status <> 'closed' and ${taskReadable(by)}
      order by r.due_at, r.id limit 1) t
    where k.id = any(${uuids(ids)}) and k.deleted_at is null and ${readable(by, sql`k.reader_ids`)}`.execute(
    db,
  )
  return rows
}
