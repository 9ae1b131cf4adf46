import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { HistoryDb } from './tables.ts'

/** The entries of a contact's timeline, with their files. */
export const historyAttachment = attachedBy<HistoryDb>('history_entry', 'contact_id', {
  async counts(db, _by, ids) {
    const { rows } = await sql<{ history: number; files: number }>`
      select count(distinct e.id) as history, count(f.file_id) as files from history_entry e
      left join history_file f on f.entry_id = e.id and f.removed_at is null
      where e.contact_id = any(${uuids(ids)}) and e.deleted_at is null`.execute(db)
    return { ...rows[0] }
  },
})
