import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Area } from '#kernel/groupware/area.ts'
import { json } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import type { logPage } from '../collection.ts'
import type { GroupwareDb } from './tables.ts'

interface LogLine {
  action: string
  area?: Area
  fault?: string
  counts?: Record<string, number>
  /** When it happened, if not now. */
  at?: string
}

/** Writes down what an account did, for its health page, if it is still there; counts of nothing are left out. */
export async function writeLog(
  db: Database<GroupwareDb>,
  accountId: string,
  { action, area, fault, counts = {}, at }: LogLine,
): Promise<void> {
  const said = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
  await sql`
    insert into groupware_log (id, account_id, action, area, fault, counts, at)
    select ${randomUUIDv7()}::uuid, id, ${action}, ${area ?? null}, ${fault ?? null}, ${json(said)},
      coalesce(${at ?? null}::timestamptz, now())
    from groupware_account where id = ${accountId} for key share`.execute(db)
}

/** What an account did, newest first; the id of the last line of a page is its cursor. */
export async function readLog(
  db: Database<GroupwareDb>,
  accountId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof logPage>> {
  const rows = await db
    .selectFrom('groupwareLog')
    .select(['id', 'at', 'area', 'action', 'fault', 'counts'])
    .where('accountId', '=', accountId)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) < (select at, id from groupware_log where id = ${cursor}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** What accounts did more than 90 days ago is forgotten. */
export const forgetLog: Chore = {
  name: 'forget-groupware-log',
  run: async ({ db }) => {
    await sql`delete from groupware_log where at < now() - interval '90 days'`.execute(db)
  },
}
