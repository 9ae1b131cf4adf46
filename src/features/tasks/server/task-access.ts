import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { aboutReadable } from '#features/subjects/server/subject-access.ts'
import { subjectReaders } from '#features/subjects/server/subjects.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { TasksDb } from './tables.ts'

/**
 * True of the tasks (`r`) that `by` may see: whoever does it or made it, administrators, and else whoever sees all it
 * is about; what is about nothing is everybody's but guests', who see none. What was about a contact that was erased
 * for good stays with its own people.
 */
export function taskReadable(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(r.assignee_id = ${by.id} or r.created_by = ${by.id}
    or (r.contact_id is not null or not r.linked) and ${aboutReadable(by, sql`r`)})`
}

/** Administrators, who does it and who made it change it. */
export function mayChangeTask(by: By, task: { assigneeId: string; createdBy: string | null }): boolean {
  if (by.role === 'guest') return false
  return by.role === 'admin' || task.assigneeId === by.id || task.createdBy === by.id
}

interface About extends AboutIds {
  assigneeId: string
  createdBy: string | null
  linked: boolean
}

/** Who hears of a change of such a task. */
export async function taskReaders(db: Database<TasksDb>, tasks: readonly About[]): Promise<string[]> {
  const readers = new Set(tasks.flatMap((task) => [task.assigneeId, task.createdBy ?? task.assigneeId]))
  for (const task of tasks) {
    const isFree = !task.linked && !task.opportunityId && !task.eventId && !task.projectId
    if (isFree) readers.add(EVERYONE)
    else if (task.contactId || !task.linked) for (const id of await subjectReaders(db, task)) readers.add(id)
  }
  return [...readers]
}
