import { searchLines } from '#kernel/fold.ts'
import type { Tx } from '#platform/database.ts'
import { spoken } from '../history.ts'
import type { HistoryDb } from './tables.ts'

/** Writes anew what an entry is found by: its text and the names of its files. */
export async function indexEntry(tx: Tx<HistoryDb>, entryId: string): Promise<void> {
  const { text } = await tx
    .selectFrom('historyEntry')
    .select('text')
    .where('id', '=', entryId)
    .executeTakeFirstOrThrow()
  const files = await tx
    .selectFrom('historyFile as h')
    .innerJoin('file as f', 'f.id', 'h.fileId')
    .select('f.name')
    .where('h.entryId', '=', entryId)
    .where('h.removedAt', 'is', null)
    .orderBy('h.position')
    .execute()
  const search = searchLines([spoken(text), ...files.map((file) => file.name)])
  await tx.updateTable('historyEntry').set({ search }).where('id', '=', entryId).execute()
}
