import { sql } from 'kysely'
import { aboutChangeable, aboutReadable } from '#features/subjects/server/subject-access.ts'
import { all } from '#platform/list.ts'
import type { BinKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { eraseEntry } from './delete-entry.ts'
import type { HistoryDb } from './tables.ts'

/** How entries lie in the bin; those of a record in the bin go with it. An author may bring back their own. */
export const historyBin: BinKind<HistoryDb> = {
  kind: 'history',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, { text: sql`e.search`, fields: {} })
    const e = sql`e`
    return sql`
      select 'history' as kind, e.id,
        coalesce(c.display_name, o.title, v.title, p.title) || ': ' || left(e.text, 100) as title,
        e.deleted_at, e.deleted_by, case when ${aboutChangeable(by, e)} then 'write' else 'managers' end as visibility,
        array[e.author_id] as manager_ids, null::jsonb as merged_into
      from history_entry e left join contact c on c.id = e.contact_id left join opportunity o on o.id = e.opportunity_id
      left join event v on v.id = e.event_id left join project p on p.id = e.project_id
      where e.deleted_at is not null and ${all([aboutReadable(by, e, { live: true }), ...search])}`
  },
  erase: eraseEntry,
}
