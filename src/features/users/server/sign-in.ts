import { sql } from 'kysely'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { SESSION_COOKIE } from '#platform/credentials.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { By } from '#kernel/rights.ts'
import type { Session } from '../user.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { SESSION_DAYS } from './authenticate.ts'
import { verifyPassword } from './password.ts'
import { newSecret } from './secrets.ts'
import type { UsersDb } from './tables.ts'

/** Checks e-mail and password; the answer is the same, and takes as long, whichever of the two is wrong. */
export async function checkPassword(
  db: Database<UsersDb>,
  request: FastifyRequest,
  given: { email: string; password: string },
): Promise<string> {
  const email = given.email.trim().toLowerCase()
  const subjects = [`mail:${email}`, `ip:${request.ip}`]
  await countAttempt(db, subjects)
  const user = await db
    .selectFrom('appUser')
    .select(['id', 'passwordHash'])
    .where(sql<boolean>`lower(email) = ${email}`)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst()
  const fits = await verifyPassword(given.password, user?.passwordHash)
  if (!user || !fits) throw new Problem('unauthenticated', 'wrong_password', 'E-mail or password is wrong.')
  await forgetAttempts(db, subjects)
  return user.id
}

/** Opens a session and sets its cookie. */
export async function openSession(
  tx: Tx<UsersDb>,
  house: House,
  userId: string,
  { request, response }: { request: FastifyRequest; response: FastifyReply },
): Promise<Session> {
  const { secret, hash } = newSecret()
  await tx
    .insertInto('session')
    .values({
      tokenHash: hash,
      userId,
      agent: (request.headers['user-agent'] ?? '').slice(0, 300),
      expiresAt: sql<string>`now() + ${SESSION_DAYS} * interval '1 day'`,
    })
    .execute()
  response.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: house.config.publicUrl.startsWith('https:'),
    maxAge: SESSION_DAYS * 24 * 3600,
  })
  return readSession(tx, userId)
}

export async function readSession(db: Database<UsersDb>, userId: string): Promise<Session> {
  const user = await db
    .selectFrom('appUser')
    .select(['id', 'email', 'name', 'role', 'language', 'preferences'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const groups = await db.selectFrom('groupMember').select('groupId').where('userId', '=', userId).execute()
  return { user: { ...user, groups: groups.map((g) => g.groupId) } }
}

/** Ends one session (by the hash of its cookie) or all of a user. */
export async function endSessions(tx: Tx<UsersDb>, by: By, userId: string, onlyHash?: string): Promise<void> {
  let ending = tx.deleteFrom('session').where('userId', '=', userId)
  if (onlyHash) ending = ending.where('tokenHash', '=', onlyHash)
  await ending.execute()
  await announce(tx, by, { kind: 'session', id: userId, action: 'session.ended', readers: [userId] })
}
