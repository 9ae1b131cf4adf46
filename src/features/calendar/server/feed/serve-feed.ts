import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { countAttempt } from '#features/users/server/attempts.ts'
import { hashSecret } from '#features/users/server/secrets.ts'
import { missing } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { feedText } from './calendar-text.ts'
import type { FeedsDb } from './tables.ts'

/** `GET /calendars/{secret}.ics`: the address people paste into their calendar program. */
export function serveFeeds(server: FastifyInstance, house: House): void {
  server.get<{ Params: { secret: string } }>('/calendars/:secret.ics', async (request, response) => {
    const text = await readFeed(house, request.params.secret, { request, response })
    return response.send(text ?? '')
  })
}

/**
 * The calendar behind a secret, with the rights its owner has now; nothing (304) for whom has it already. A secret that
 * nobody knows (any more), or of somebody deactivated, finds nothing, and guessing is slowed down like signing in.
 */
export async function readFeed(
  house: House,
  secret: string,
  { request, response }: { request: FastifyRequest; response: FastifyReply },
): Promise<string | undefined> {
  const db = house.db as Database<FeedsDb>
  const feed = await db
    .selectFrom('calendarFeed')
    .selectAll()
    .where('secretHash', '=', hashSecret(secret))
    .executeTakeFirst()
  const by = feed && (await house.actor(feed.userId, 'api'))
  if (!feed || !by) {
    await countAttempt(db, [`calendar:${request.ip}`])
    throw missing()
  }
  const { name, include } = feed
  const reading = { by, publicUrl: house.config.publicUrl }
  const text = await feedText(db, reading, { name, include, now: Date.now() })
  const hash = createHash('sha256').update(text).digest('base64url')
  const changedAt = await remember(db, feed, hash)
  response.headers({
    etag: `"${hash}"`,
    'last-modified': new Date(changedAt).toUTCString(),
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
    'x-content-type-options': 'nosniff',
  })
  if (isKnown(request, hash, changedAt)) {
    response.code(304)
    return undefined
  }
  response.type('text/calendar; charset=utf-8')
  return text
}

/** Writes down that it was read, and since when it is as it is. */
async function remember(
  db: Database<FeedsDb>,
  feed: { id: string; contentHash: string | null; changedAt: string | null; lastUsedAt: string | null },
  hash: string,
): Promise<string> {
  const used = feed.lastUsedAt !== null && Date.now() - Date.parse(feed.lastUsedAt) < MINUTE
  if (used && feed.contentHash === hash && feed.changedAt !== null) return feed.changedAt
  const { changedAt } = await db
    .updateTable('calendarFeed')
    .set({
      lastUsedAt: sql<string>`now()`,
      contentHash: hash,
      changedAt: sql<string>`case when content_hash = ${hash} then changed_at else date_trunc('second', now()) end`,
    })
    .where('id', '=', feed.id)
    .returning('changedAt')
    .executeTakeFirstOrThrow()
  return changedAt ?? new Date().toISOString()
}

const MINUTE = 60_000

/** RFC 9110, 13.2.2: the day only counts when no tag was sent. */
function isKnown({ headers }: FastifyRequest, hash: string, changedAt: string): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${hash}"`)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return since >= Date.parse(changedAt)
}
