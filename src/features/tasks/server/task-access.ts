import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { TasksDb } from './tables.ts'

/**
 * True of the tasks (`r`) that `by` may see: whoever does it or made it, administrators, and else whoever sees the
 * contact it is about; what is about no contact is everybody's but guests', who see none.
 */
export function taskReadable(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(${anyway(by)} or exists (
    select 1 from contact c where c.id = r.contact_id and ${readable(by, sql`c.reader_ids`)}))`
}

/** True of the tasks that `by` sees whatever they are about. */
const anyway = (by: By) => sql<SqlBool>`(r.assignee_id = ${by.id} or r.created_by = ${by.id} or not r.linked)`

/** How many tasks that meet the conditions a user sees: each contact is asked once for all that is about it. */
export async function countReadable(
  db: Database<TasksDb>,
  by: By,
  conditions: RawBuilder<SqlBool>[],
): Promise<number> {
  if (by.role === 'guest') return 0
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(case when c.id is null then t.own else t.n end), 0)::int as n from (
      select r.contact_id, count(*) as n, count(*) filter (where ${anyway(by)}) as own
      from task r where r.deleted_at is null and ${all([sql<SqlBool>`true`, ...conditions])} group by 1) t
    left join contact c on c.id = t.contact_id and ${readable(by, sql`c.reader_ids`)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Administrators, who does it and who made it change it. */
export function mayChangeTask(by: By, task: { assigneeId: string; createdBy: string | null }): boolean {
  if (by.role === 'guest') return false
  return by.role === 'admin' || task.assigneeId === by.id || task.createdBy === by.id
}

interface About {
  assigneeId: string
  createdBy: string | null
  contactId: string | null
  linked: boolean
}

/** Who hears of a change of such a task. */
export async function taskReaders(db: Database<TasksDb>, tasks: readonly About[]): Promise<string[]> {
  const readers = new Set(tasks.flatMap((task) => [task.assigneeId, task.createdBy ?? task.assigneeId]))
  const contacts = [...new Set(tasks.flatMap((task) => task.contactId ?? []))]
  if (tasks.some((task) => !task.linked)) readers.add(EVERYONE)
  if (contacts.length > 0) {
    const { rows } = await sql<{ reader: string }>`
      select distinct unnest(reader_ids) as reader from contact where id = any(${uuids(contacts)})`.execute(
      db,
    )
    for (const { reader } of rows) readers.add(reader)
  }
  return [...readers]
}
