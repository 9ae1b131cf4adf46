import { sql } from 'kysely'
import type { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP } from '#platform/list.ts'
import type { contactFile } from '../file.ts'
import type { contactCounts, subjectCounts } from '../history.ts'
import { readCursor, writeCursor } from '../timeline.ts'
import { selectFiles } from './read-files.ts'
import type { HistoryDb } from './tables.ts'
import { entriesOf, readWhose, timelineRecords } from './timeline-records.ts'
import type { Whose } from './timeline-records.ts'

type ContactFile = z.infer<typeof contactFile>

/** The files of a timeline, the newest first. */
export async function listFiles(
  db: Database<HistoryDb>,
  by: By,
  whose: Whose,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ContactFile[]; nextCursor: string | null }> {
  await readWhose(db, by, whose)
  let query = selectFiles(db)
    .innerJoin('historyFile as h', 'h.fileId', 'f.id')
    .innerJoin('historyEntry as e', 'e.id', 'h.entryId')
    .leftJoin('contact as r', 'r.id', 'e.contactId')
    .select(['h.entryId', 'e.contactId', 'r.displayName as contactName'])
    .where('h.removedAt', 'is', null)
    .where(sql<boolean>`exists (select 1 from ${timelineRecords(by, whose)} c where ${entriesOf(by, whose)})`)
    .orderBy('f.id', 'desc')
    .limit(limit + 1)
  // A file's id is made when it comes (UUIDv7): their order is that of time.
  if (cursor !== undefined) query = query.where('f.id', '<', readCursor(cursor).id)
  const rows = await query.execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last
  return { items, nextCursor: more ? writeCursor({ ms: 0, stream: 'entry', id: last.id }) : null }
}

/** How many entries and files a timeline has; beyond the cap of lists it is "more than". */
export async function countTimeline(
  db: Database<HistoryDb>,
  by: By,
  whose: Whose,
): Promise<z.infer<typeof subjectCounts>> {
  await readWhose(db, by, whose)
  const entries = sql`${timelineRecords(by, whose)} c join history_entry e on ${entriesOf(by, whose)}`
  const { rows } = await sql<{ history: number; files: number }>`
    select
      (select count(*) from (select 1 from ${entries} ${cap}) h) as history,
      (select count(*) from (select 1 from ${entries}
        join history_file f on f.entry_id = e.id and f.removed_at is null ${cap}) f) as files`.execute(db)
  return rows[0] ?? { history: 0, files: 0 }
}

/** What stands on the tabs of a contact's page. */
export async function countContact(
  db: Database<HistoryDb>,
  by: By,
  id: string,
): Promise<z.infer<typeof contactCounts>> {
  const counts = await countTimeline(db, by, { kind: 'contact', id })
  const { rows } = await sql<{ persons: number }>`
    select count(*) as persons from (
      select 1 from contact r where r.company_id = ${id} and r.deleted_at is null
        and ${readable(by, sql`r.reader_ids`)} ${cap}) p`.execute(db)
  return { persons: rows[0]?.persons ?? 0, ...counts }
}

const cap = sql`limit ${COUNT_CAP + 1}`
