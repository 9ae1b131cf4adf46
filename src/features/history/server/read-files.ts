import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { aboutReadable } from '#features/subjects/server/subject-access.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { File } from '../file.ts'
import type { HistoryDb } from './tables.ts'

/** The file, if `by` may see it. */
export async function readFile(db: Database<HistoryDb>, by: By, id: string): Promise<File> {
  const row = await selectFiles(db).where('f.id', '=', id).where(visible(by)).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** The bytes of a file, of the newest content or of an older one. */
export async function readContent(
  db: Database<HistoryDb>,
  by: By,
  { id, number }: { id: string; number?: number | undefined },
): Promise<{ name: string; hash: string; size: number; type: string }> {
  const row = await db
    .selectFrom('file as f')
    .innerJoin('fileVersion as v', 'v.fileId', 'f.id')
    .select(['f.name', 'v.hash', 'v.size', 'v.type'])
    .where('f.id', '=', id)
    .where(visible(by))
    .where(number === undefined ? sql<SqlBool>`true` : sql<SqlBool>`v.number = ${number}`)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Every content a file had, the newest first. */
export async function listVersions(db: Database<HistoryDb>, by: By, id: string) {
  await readFile(db, by, id)
  const items = await db
    .selectFrom('fileVersion')
    .select(['number', 'type', 'size', 'createdAt', 'createdBy'])
    .where('fileId', '=', id)
    .orderBy('number', 'desc')
    .execute()
  return { items, nextCursor: null }
}

/** The files of these entries (which the caller has checked), in their order. */
export async function filesOfEntries(
  db: Database<HistoryDb>,
  entryIds: string[],
): Promise<Map<string, File[]>> {
  const files = new Map<string, File[]>()
  if (entryIds.length === 0) return files
  const rows = await selectFiles(db)
    .innerJoin('historyFile as h', 'h.fileId', 'f.id')
    .select('h.entryId')
    .where(sql<SqlBool>`h.entry_id = any(${uuids(entryIds)})`)
    .where('h.removedAt', 'is', null)
    .orderBy('h.position')
    .execute()
  for (const { entryId, ...file } of rows) files.set(entryId, [...(files.get(entryId) ?? []), file])
  return files
}

export function selectFiles(db: Database<HistoryDb>) {
  return db
    .selectFrom('file as f')
    .select(['f.id', 'f.name', 'f.type', 'f.size', 'f.createdAt', 'f.createdBy'])
    .select(sql<number>`(select max(v.number) from file_version v where v.file_id = f.id)`.as('version'))
}

/** On an entry that `by` may see, or not yet on anything and their own. */
function visible(by: By): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    exists (
      select 1 from history_file h
      join history_entry e on e.id = h.entry_id and e.deleted_at is null
      where h.file_id = f.id and h.removed_at is null and ${aboutReadable(by, sql`e`, { live: true })})
    or (f.created_by = ${by.id} and not exists (select 1 from history_file h where h.file_id = f.id)))`
}
