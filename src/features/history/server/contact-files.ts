import { sql } from 'kysely'
import type { z } from 'zod'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP } from '#platform/list.ts'
import type { contactFile } from '../file.ts'
import type { contactCounts } from '../history.ts'
import { readCursor, writeCursor } from '../timeline.ts'
import { selectFiles } from './read-files.ts'
import type { HistoryDb } from './tables.ts'
import { timelineContacts } from './timeline-contacts.ts'

type ContactFile = z.infer<typeof contactFile>

/** The files of a contact's timeline, the newest first. */
export async function listContactFiles(
  db: Database<HistoryDb>,
  by: By,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
): Promise<{ items: ContactFile[]; nextCursor: string | null }> {
  await readContact(db, by, id)
  let query = selectFiles(db)
    .innerJoin('historyFile as h', 'h.fileId', 'f.id')
    .innerJoin('historyEntry as e', 'e.id', 'h.entryId')
    .innerJoin('contact as r', 'r.id', 'e.contactId')
    .select(['h.entryId', 'e.contactId', 'r.displayName as contactName'])
    .where('h.removedAt', 'is', null)
    .where('e.deletedAt', 'is', null)
    .where(sql<boolean>`e.contact_id in (select c.id from ${timelineContacts(by, id)} c)`)
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

/** What stands on the tabs of a contact's page; beyond the cap of lists it is "more than". */
export async function countContact(
  db: Database<HistoryDb>,
  by: By,
  id: string,
): Promise<z.infer<typeof contactCounts>> {
  await readContact(db, by, id)
  const entries = sql`${timelineContacts(by, id)} c
    join history_entry e on e.contact_id = c.id and e.deleted_at is null`
  const cap = sql`limit ${COUNT_CAP + 1}`
  const { rows } = await sql<{ persons: number; history: number; files: number }>`
    select
      (select count(*) from (select 1 from contact r where r.company_id = ${id} and r.deleted_at is null
        and ${readable(by, sql`r.reader_ids`)} ${cap}) p) as persons,
      (select count(*) from (select 1 from ${entries} ${cap}) h) as history,
      (select count(*) from (select 1 from ${entries}
        join history_file f on f.entry_id = e.id and f.removed_at is null ${cap}) f) as files`.execute(db)
  return rows[0] ?? { persons: 0, history: 0, files: 0 }
}
