import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { TasksDb } from './tables.ts'

/**
 * True of the tasks (`r`) that `by` may see: whoever does it or made it, administrators, and else whoever sees the
 * contact it is about; what is about no contact is everybody's but guests', who see none.
 */
export function taskReadable(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(r.assignee_id = ${by.id} or r.created_by = ${by.id} or not r.linked or exists (
    select 1 from contact c where c.id = r.contact_id and ${readable(by, sql`c.reader_ids`)}))`
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
