import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Area } from '#kernel/groupware/area.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import type { logPage } from '../collection.ts'
import type { GroupwareDb } from './tables.ts'

interface LogLine {
  action: string
  area?: Area
  fault?: string
  counts?: Record<string, number>
}

/** Writes down what an account did, for its health page. */
export async function writeLog(
  tx: Tx<GroupwareDb>,
  accountId: string,
  { action, area, fault, counts = {} }: LogLine,
): Promise<void> {
  await tx
    .insertInto('groupwareLog')
    .values({ id: randomUUIDv7(), accountId, action, area: area ?? null, fault: fault ?? null, counts })
    .execute()
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
