import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { UsersDb } from './tables.ts'

/** So many tries within a quarter of an hour, then a pause; counted in the database for all processes. */
const LIMIT = 10
/** A whole office may stand behind one address. */
const LIMIT_OF_ADDRESS = 100

/**
 * Counts a try before it is made and refuses when there were too many for one of these subjects (an account, an
 * address): a hundred tries at once get no further than one after the other. A try that is refused does not count,
 * so the pause ends. In a transaction of its own, so that the count stays when the request is rolled back.
 */
export async function countAttempt(db: Database<UsersDb>, subjects: string[]): Promise<void> {
  await transaction(db, async (tx) => {
    for (const subject of subjects)
      await sql`select pg_advisory_xact_lock(hashtext(${`attempt ${subject}`}))`.execute(tx)
    const { rows } = await sql<{ subject: string; n: number }>`
      select subject, count(*) as n from attempt
      where subject = any(${subjects}) and at > now() - interval '15 minutes' group by subject`.execute(tx)
    if (rows.some(({ subject, n }) => n >= limitOf(subject))) {
      throw new Problem(
        'too-many',
        'too_many_attempts',
        'Too many attempts. Please wait a quarter of an hour.',
      )
    }
    await tx
      .insertInto('attempt')
      .values(subjects.map((subject) => ({ subject })))
      .execute()
  })
}

function limitOf(subject: string): number {
  return subject.startsWith('ip:') ? LIMIT_OF_ADDRESS : LIMIT
}

/** After a success the account's count begins anew; the address keeps its own, for others are behind it too. */
export async function forgetAttempts(db: Database<UsersDb>, subjects: string[]): Promise<void> {
  const own = subjects.filter((subject) => !subject.startsWith('ip:'))
  if (own.length > 0) await db.deleteFrom('attempt').where('subject', 'in', own).execute()
}
