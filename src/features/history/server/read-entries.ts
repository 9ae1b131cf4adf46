import { sql } from 'kysely'
import { missing } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { HistoryItem } from '../history.ts'
import { filesOfEntries } from './read-files.ts'
import type { HistoryDb } from './tables.ts'

/** One entry, if `by` may see its contact; in the bin only when asked for. */
export async function readEntry(
  db: Database<HistoryDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' | 'any' = 'live',
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
  where: 'live' | 'bin' | 'any' = 'live',
): Promise<HistoryItem[]> {
  if (ids.length === 0) return []
  let query = selectEntries(db)
    .where(sql<boolean>`e.id = any(${uuids(ids)})`)
    .where('r.deletedAt', 'is', null)
    .where(readable(by, sql`r.reader_ids`))
  if (where !== 'any') query = query.where('e.deletedAt', where === 'live' ? 'is' : 'is not', null)
  const [rows, files] = [await query.execute(), await filesOfEntries(db, ids)]
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { kind, categoryId, visibility, managerIds, ...plain } = row
    const category = kind ?? categoryId ?? 'note'
    const may = mayChangeEntry(by, { authorId: row.authorId, visibility, managers: managerIds })
    const can: HistoryItem['can'] = may ? ['change', 'delete'] : []
    return [{ ...plain, category, files: files.get(id) ?? [], action: null, diff: [], runId: null, can }]
  })
}

/** Whoever wrote an entry may change it, and whoever may change its contact. */
function mayChangeEntry(
  by: By,
  entry: { authorId: string | null } & Parameters<typeof mayChange>[1],
): boolean {
  return by.role !== 'guest' && (entry.authorId === by.id || mayChange(by, entry))
}

function selectEntries(db: Database<HistoryDb>) {
  return db
    .selectFrom('historyEntry as e')
    .innerJoin('contact as r', 'r.id', 'e.contactId')
    .leftJoin('appUser as u', 'u.id', 'e.authorId')
    .select([
      'e.id',
      'e.contactId',
      'e.kind',
      'e.categoryId',
      'e.at',
      'e.text',
      'e.authorId',
      'e.createdAt',
      'e.updatedAt',
      'e.version',
      'r.displayName as contactName',
      'r.visibility',
      'r.managerIds',
      'u.name as authorName',
    ])
}
