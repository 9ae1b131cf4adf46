import { randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { SetupDb } from './tables.ts'

const KEY = 'setup-token'

/** The token that guards the first visit; the same for all processes, until there is a user. */
export async function setupToken(db: Database<SetupDb>): Promise<string> {
  const token = randomBytes(9).toString('base64url')
  await db
    .insertInto('setting')
    .values({ key: KEY, value: json({ token }) })
    .onConflict((c) => c.doNothing())
    .execute()
  const { rows } = await sql<{
    token: string
  }>`select value ->> 'token' as token from setting where key = ${KEY}`.execute(db)
  return rows[0]?.token ?? token
}

export async function isSetupToken(db: Database<SetupDb>, given: string): Promise<boolean> {
  const [a, b] = [Buffer.from(await setupToken(db)), Buffer.from(given.trim())]
  return a.length === b.length && timingSafeEqual(a, b)
}
