import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { forgetWords, record } from '#platform/journal.ts'
import type { HistoryItem } from '../history.ts'
import { entryReaders, recordOf } from './about-entry.ts'
import { readEntry } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'
import { lockEntry } from './write-entry.ts'

/** Moves an entry with its files to the bin. */
export async function deleteEntry(
  tx: Tx<HistoryDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  const entry = await lockEntry(tx, by, id, 'live', ifMatch)
  await tx
    .updateTable('historyEntry')
    .set({ deletedAt: sql<string>`now()`, deletedBy: by.id, version: entry.version + 1 })
    .where('id', '=', id)
    .execute()
  await tell(tx, by, 'deleted', entry)
}

/** Brings an entry with its files back out of the bin. */
export async function restoreEntry(tx: Tx<HistoryDb>, by: By, id: string): Promise<HistoryItem> {
  const entry = await lockEntry(tx, by, id, 'bin')
  await tx
    .updateTable('historyEntry')
    .set({ deletedAt: null, deletedBy: null, version: entry.version + 1 })
    .where('id', '=', id)
    .execute()
  await tell(tx, by, 'restored', entry)
  return readEntry(tx, by, id)
}

/** Erases an entry for good, in the bin or not; the audit trail forgets its words. */
export async function eraseEntry(tx: Tx<HistoryDb>, by: By, id: string): Promise<void> {
  const entry = await readEntry(tx, by, id, 'any')
  await tx.deleteFrom('historyEntry').where('id', '=', id).execute()
  await forgetWords(tx, id)
  await tell(tx, by, 'erased', entry)
}

async function tell(tx: Tx<HistoryDb>, by: By, verb: string, entry: HistoryItem): Promise<void> {
  await record(tx, by, {
    action: `history.${verb}`,
    kind: 'history',
    id: entry.id,
    title: verb === 'erased' ? '–' : recordOf(entry).title,
    readers: await entryReaders(tx, [entry]),
  })
}
