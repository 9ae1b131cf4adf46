import { sql } from 'kysely'
import { principalsOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Live } from '#platform/live.ts'
import { hashSecret } from './secrets.ts'
import type { UsersDb } from './tables.ts'

/** Sessions end after this long without use. */
export const SESSION_DAYS = 30
/** How long an answer is believed. Changes to users, groups and sessions empty the cache on all processes at once. */
const BELIEVE = 10_000
/** A session's last use is written down at most this often. */
const TOUCH = 300_000

interface Credentials {
  cookie?: string | undefined
  bearer?: string | undefined
}

interface Known {
  by: By | undefined
  until: number
}

/** Finds out who sends a cookie or a token, with a cache that live changes keep true. */
export function authenticator(db: Database<UsersDb>, live: Live) {
  const known = new Map<string, Known>()
  const touched = new Map<string, number>()
  live.onEvery(({ kind }) => {
    if (kind === 'user' || kind === 'group' || kind === 'session' || kind === '*') known.clear()
  })

  async function authenticate({ cookie, bearer }: Credentials): Promise<By | undefined> {
    const secret = bearer ?? cookie
    if (!secret || secret.length > 200) return undefined
    const hash = hashSecret(secret)
    const now = performance.now()
    const seen = known.get(hash)
    if (seen && seen.until > now) return seen.by
    const by = bearer ? await byToken(db, hash) : await bySession(db, hash)
    if (known.size > 5000) known.clear()
    known.set(hash, { by, until: now + BELIEVE })
    if (by && (touched.get(hash) ?? -TOUCH) < now - TOUCH) {
      touched.set(hash, now)
      await touch(db, hash, by.id)
    }
    return by
  }

  return { authenticate, forget: () => known.clear() }
}

async function bySession(db: Database<UsersDb>, hash: string): Promise<By | undefined> {
  const row = await db
    .selectFrom('session')
    .select('userId')
    .where('tokenHash', '=', hash)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst()
  return row && loadBy(db, row.userId, 'web')
}

async function byToken(db: Database<UsersDb>, hash: string): Promise<By | undefined> {
  const row = await db
    .selectFrom('token')
    .select('userId')
    .where('tokenHash', '=', hash)
    .where(sql<boolean>`(expires_at is null or expires_at > now())`)
    .executeTakeFirst()
  return row && loadBy(db, row.userId, 'api')
}

/** An active user as one who acts; undefined when there is none. */
export async function loadBy(db: Database<UsersDb>, userId: string, via: By['via']): Promise<By | undefined> {
  const user = await db
    .selectFrom('appUser')
    .select(['id', 'name', 'role', 'language'])
    .select((e) =>
      e
        .selectFrom('groupMember')
        .whereRef('groupMember.userId', '=', 'appUser.id')
        .select(sql<string[]>`coalesce(array_agg(group_id::text), '{}')`.as('ids'))
        .as('groupIds'),
    )
    .where('id', '=', userId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst()
  if (!user) return undefined
  const { groupIds, ...rest } = user
  return { ...rest, via, principals: principalsOf(user, groupIds ?? []) }
}

async function touch(db: Database<UsersDb>, hash: string, userId: string): Promise<void> {
  const until = sql<string>`now() + ${SESSION_DAYS} * interval '1 day'`
  const now = sql<string>`now()`
  await db
    .updateTable('session')
    .set({ lastUsedAt: now, expiresAt: until })
    .where('tokenHash', '=', hash)
    .execute()
  await db.updateTable('token').set({ lastUsedAt: now }).where('tokenHash', '=', hash).execute()
  await db.updateTable('appUser').set({ lastSeenAt: now }).where('id', '=', userId).execute()
}
