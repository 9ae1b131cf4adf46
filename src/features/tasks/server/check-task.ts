import { sql } from 'kysely'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import { checkSubjects } from '#features/subjects/server/subjects.ts'
import type { SubjectIds } from '#features/subjects/subject.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { TasksDb } from './tables.ts'

/** What a task names has to be there: an entry of the list, an active user who is no guest, records one sees. */
export async function checkTask(
  db: Tx<TasksDb>,
  by: By,
  named: { [Field in keyof SubjectIds]?: string | null | undefined } & {
    categoryId?: string | undefined
    assigneeId?: string | undefined
    contactId?: string | null | undefined
  },
): Promise<void> {
  if (named.categoryId !== undefined) await checkCategory(db, named.categoryId)
  if (named.assigneeId !== undefined) await checkAssignee(db, named.assigneeId)
  if (named.contactId) await checkContact(db, by, named.contactId)
  await checkSubjects(db, by, named)
}

/** The category a task gets that names none: the first of the list. */
export async function firstCategory(db: Database<TasksDb>): Promise<string> {
  const row = await db
    .selectFrom('label')
    .select('id')
    .where('list', '=', 'task-categories')
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw invalid('categoryId', 'required', 'There is no category of tasks: add one in the settings.')
  return row.id
}

async function checkCategory(db: Database<TasksDb>, id: string): Promise<void> {
  const row = await db
    .selectFrom('label')
    .select('id')
    .where('id', '=', id)
    .where('list', '=', 'task-categories')
    .executeTakeFirst()
  if (!row) throw invalid('categoryId', 'unknown', 'There is no such category.')
}

async function checkAssignee(db: Database<TasksDb>, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from app_user where id = ${id} and deactivated_at is null and role <> 'guest'`.execute(db)
  if (rows.length === 0) {
    throw invalid('assigneeId', 'unsuitable_user', 'Choose an active user who is not a guest.')
  }
}

async function checkContact(db: Database<TasksDb>, by: By, id: string): Promise<void> {
  try {
    await readContact(db, by, id)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw invalid('contactId', 'unknown', 'There is no such contact, or you may not see it.')
  }
}
