import { randomUUIDv7 } from 'node:crypto'
import { newSecret } from '#features/users/server/secrets.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { CalendarFeed, CalendarFeedNew, CalendarFeedShown } from '../../feed.ts'
import type { FeedsDb } from './tables.ts'

/** Own calendars to subscribe to, newest first; their secrets are not kept. */
export function listFeeds(db: Database<FeedsDb>, by: By): Promise<CalendarFeed[]> {
  return db
    .selectFrom('calendarFeed')
    .select(['id', 'name', 'include', 'createdAt', 'lastUsedAt'])
    .where('userId', '=', by.id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Makes a secret address under which a program reads `by`'s calendar; it is shown this once. */
export async function createFeed(
  tx: Tx<FeedsDb>,
  by: By,
  { input, publicUrl }: { input: CalendarFeedNew; publicUrl: string },
): Promise<CalendarFeedShown> {
  const id = randomUUIDv7()
  const { secret, hash } = newSecret()
  const name = input.name ?? (by.language === 'de' ? 'Kalender' : 'Calendar')
  const row = await tx
    .insertInto('calendarFeed')
    .values({ id, userId: by.id, name, include: input.include, secretHash: hash })
    .returning(['id', 'name', 'include', 'createdAt', 'lastUsedAt'])
    .executeTakeFirstOrThrow()
  await record(tx, by, { action: 'calendar.created', kind: 'calendar', id, title: name, readers: [by.id] })
  return { ...row, url: `${publicUrl}/calendars/${secret}.ics` }
}

/** Takes the address back: from now on nobody finds anything there. */
export async function deleteFeed(tx: Tx<FeedsDb>, by: By, id: string): Promise<void> {
  const row = await tx
    .deleteFrom('calendarFeed')
    .where('id', '=', id)
    .where('userId', '=', by.id)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw missing()
  await record(tx, by, {
    action: 'calendar.deleted',
    kind: 'calendar',
    id,
    title: row.name,
    readers: [by.id],
  })
}
