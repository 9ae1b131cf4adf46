import { sql } from 'kysely'
import { readEntries } from '#features/history/server/read-entries.ts'
import { changeEntry, writeEntry } from '#features/history/server/write-entry.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { VisitDone } from '../visit.ts'
import type { VisitRow } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'

/**
 * Keeps the files of a "done" that came second, such as photos from the road: the entry of the visit takes them, or one
 * beside it where that is not the caller's to change. With other words it is a clash, which a person settles; sent again
 * it changes nothing.
 */
export async function keepLateFiles(
  tx: Tx<VisitsDb>,
  by: By,
  row: VisitRow,
  { report = '', files = [] }: VisitDone,
): Promise<void> {
  if (files.length === 0 || (report !== '' && report !== row.report)) return
  const { rows } = await sql<{ id: string }>`
    select f.id from file f where f.id = any(${uuids(files)}) and f.created_by = ${by.id}
      and not exists (select 1 from history_file h where h.file_id = f.id)`.execute(tx)
  const free = new Set(rows.map(({ id }) => id))
  const late = files.filter((id) => free.has(id))
  if (late.length === 0) return
  const [entry] = row.historyEntryId === null ? [] : await readEntries(tx as never, by, [row.historyEntryId])
  if (entry?.can.includes('change'))
    await changeEntry(tx, by, {
      id: entry.id,
      change: { files: [...entry.files.map(({ id }) => id), ...late] },
    })
  else await writeEntry(tx, by, { contactId: row.contactId, category: 'file', text: row.title, files: late })
}
