import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { countAttempt } from '#features/users/server/attempts.ts'
import { hashSecret } from '#features/users/server/secrets.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { plainPassword } from './passwords.ts'
import type { DavDb } from './tables.ts'

/** A password's last use is written down at most this often. */
const TOUCH = '5 minutes'

/**
 * Who a program acts for: the mail address and one of that user's passwords for programs (RFC 7617), never the one they
 * sign in with, and no cookie. Nobody without a header. Wrong ones are counted by address like signing in, but apart from
 * it: a forgotten phone must not lock its owner, or their office, out of Kontor.
 */
export async function davUser(house: House, request: FastifyRequest): Promise<By | undefined> {
  const given = readBasic(request.headers.authorization)
  if (!given) return undefined
  const db = house.db as Database<DavDb>
  const row = await db
    .selectFrom('davPassword as p')
    .innerJoin('appUser as u', 'u.id', 'p.userId')
    .select(['p.id', 'p.userId', sql<boolean>`lower(u.email) = ${given.user}`.as('fits')])
    .select(sql<boolean>`coalesce(p.last_used_at < now() - ${TOUCH}::interval, true)`.as('isOld'))
    .where('secretHash', '=', hashSecret(plainPassword(given.password)))
    .executeTakeFirst()
  const by = row?.fits ? await house.actor(row.userId, 'api') : undefined
  if (!row || !by) {
    await countAttempt(db, [`dav:${given.user.slice(0, 254)}`, `ip:dav:${request.ip}`])
    return undefined
  }
  if (row.isOld) await touch(db, row, request.headers['user-agent'] ?? '')
  return by
}

async function touch(db: Database<DavDb>, row: { id: string; userId: string }, agent: string): Promise<void> {
  const lastUsedAt = sql<string>`now()`
  const lastAgent = agent.toWellFormed().slice(0, 300)
  await db.updateTable('davPassword').set({ lastUsedAt, lastAgent }).where('id', '=', row.id).execute()
  await db.updateTable('appUser').set({ lastSeenAt: lastUsedAt }).where('id', '=', row.userId).execute()
}

/** RFC 7617; a NUL, which no database takes, is in no address. */
function readBasic(header: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^Basic\s+([\w+/=-]+)\s*$/i.exec(header ?? '')?.[1]
  if (encoded === undefined || encoded.length > 2000) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8').replaceAll('\0', '')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { user: text.slice(0, colon).trim().toLowerCase(), password: text.slice(colon + 1) }
}
