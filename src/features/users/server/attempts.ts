import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { UsersDb } from './tables.ts'

/** So many failures within a quarter of an hour, then a pause; counted in the database for all processes. */
const LIMIT = 10

/** Refuses when there were too many failures for one of these subjects (an address, a mail account). */
export async function refuseGuessing(db: Database<UsersDb>, subjects: string[]): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(n), 0) as n from (
      select count(*) as n from attempt
      where subject = any(${subjects}) and at > now() - interval '15 minutes' group by subject
    ) a`.execute(db)
  if ((rows[0]?.n ?? 0) >= LIMIT) {
    throw new Problem('too-many', 'too_many_attempts', 'Too many attempts. Please wait a quarter of an hour.')
  }
}

/** Notes a failure; on a connection of its own, so that it stays when the request is rolled back. */
export async function noteFailure(db: Database<UsersDb>, subjects: string[]): Promise<void> {
  await db
    .insertInto('attempt')
    .values(subjects.map((subject) => ({ subject })))
    .execute()
}

/** After a success the count begins anew. */
export async function forgetFailures(db: Database<UsersDb>, subjects: string[]): Promise<void> {
  await db.deleteFrom('attempt').where('subject', 'in', subjects).execute()
}
