import { sql } from 'kysely'
import { readable } from '#platform/access.ts'
import { all } from '#platform/list.ts'
import type { BinKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseEntry } from './delete-entry.ts'
import type { HistoryDb } from './tables.ts'

/** How entries lie in the bin; those of a contact in the bin go with it. An author may bring back their own. */
export const historyBin: BinKind<HistoryDb> = {
  kind: 'history',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, { text: sql`e.search`, fields: {} })
    return sql`
      select 'history' as kind, e.id, c.display_name || ': ' || left(e.text, 100) as title, e.deleted_at, e.deleted_by,
        c.visibility, c.manager_ids || e.author_id as manager_ids, null::jsonb as merged_into
      from history_entry e join contact c on c.id = e.contact_id and c.deleted_at is null
      where e.deleted_at is not null and ${all([readable(by, sql`c.reader_ids`), ...search])}`
  },
  erase: eraseEntry,
}
