import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { aboutChangeable, aboutColumn, aboutReadable } from '#features/subjects/server/subject-access.ts'
import { idsIn } from '#features/subjects/subject.ts'
import type { About } from '#features/subjects/subject.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { EntryKind, HistoryItem } from '../history.ts'
import type { MailHead } from '../mail-head.ts'
import { filesOfEntries } from './read-files.ts'
import type { HistoryDb } from './tables.ts'

/** One entry, if `by` may see all it is about; in the bin only when asked for. */
export async function readEntry(
  db: Database<HistoryDb>,
  by: By,
  id: string,
  where: keyof typeof PLACES = 'live',
): Promise<HistoryItem> {
  const [entry] = await readEntries(db, by, [id], where)
  if (!entry) throw missing()
  return entry
}

/** These entries in this order; what `by` may not see is left out. */
export async function readEntries(
  db: Database<HistoryDb>,
  by: By,
  ids: string[],
  where: keyof typeof PLACES = 'live',
): Promise<HistoryItem[]> {
  if (ids.length === 0) return []
  const [rows, files] = [await readRows(db, by, ids, where), await filesOfEntries(db, ids)]
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { kind, categoryId, mayChangeAll, ...plain } = row
    const category = kind ?? categoryId ?? 'note'
    // Whoever wrote an entry may change it, and whoever may change all it is about.
    const may = by.role !== 'guest' && (row.authorId === by.id || mayChangeAll)
    const can: HistoryItem['can'] = may ? ['change', 'delete'] : []
    const rest = { category, files: files.get(id) ?? [], action: null, diff: [], runId: null, can }
    return [{ ...plain, ...idsIn(row.about), ...rest }]
  })
}

const PLACES = { live: sql`e.deleted_at is null`, bin: sql`e.deleted_at is not null`, any: sql`true` }

interface Row extends Pick<
  HistoryItem,
  'id' | 'contactId' | 'contactName' | 'at' | 'text' | 'authorId' | 'authorName' | 'createdAt' | 'updatedAt'
> {
  kind: EntryKind | null
  categoryId: string | null
  version: number
  about: About
  mayChangeAll: boolean
  mail: MailHead | null
}

async function readRows(
  db: Database<HistoryDb>,
  by: By,
  ids: string[],
  where: keyof typeof PLACES,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, e.contact_id, e.kind, e.category_id, e.at, e.text, e.author_id, e.created_at, e.updated_at, e.version,
      r.display_name as contact_name, u.name as author_name, ${aboutColumn(by, sql`e`)},
      ${aboutChangeable(by, sql`e`)} as may_change_all, ${mailColumn(by)}
    from history_entry e left join contact r on r.id = e.contact_id left join app_user u on u.id = e.author_id
      left join mail_message m on m.entry_id = e.id
    where e.id = any(${uuids(ids)}) and ${PLACES[where]} and ${aboutReadable(by, sql`e`, { live: true })}`.execute(
    db,
  )
  return rows
}

/** What the entry is as a mail, with how many of its conversation `by` sees that were before it. */
function mailColumn(by: By): RawBuilder<unknown> {
  const earlier = sql`(
    select count(*) from mail_message n join history_entry o on o.id = n.entry_id
    where n.thread = m.thread and n.sent_at < m.sent_at and o.deleted_at is null
      and ${aboutReadable(by, sql`o`, { live: true })})`
  return sql`case when m.entry_id is not null then jsonb_build_object(
    'subject', m.subject, 'from', m.sender, 'to', m.recipients -> 'to', 'cc', m.recipients -> 'cc',
    'bcc', m.recipients -> 'bcc', 'direction', m.direction, 'state', m.state, 'fault', m.fault,
    'hasHtml', m.html is not null, 'earlier', ${earlier}) end as mail`
}
