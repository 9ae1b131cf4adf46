import { searchLines } from '#kernel/fold.ts'
import type { Tx } from '#platform/database.ts'
import { spoken } from '../history.ts'
import type { HistoryDb } from './tables.ts'

/** Writes anew what an entry is found by: its text, the names of its files, and of a mail its subject and its people. */
export async function indexEntry(tx: Tx<HistoryDb>, entryId: string): Promise<void> {
  const { text, subject, sender, recipients } = await tx
    .selectFrom('historyEntry as e')
    .leftJoin('mailMessage as m', 'm.entryId', 'e.id')
    .select(['e.text', 'm.subject', 'm.sender', 'm.recipients'])
    .where('e.id', '=', entryId)
    .executeTakeFirstOrThrow()
  const files = await tx
    .selectFrom('historyFile as h')
    .innerJoin('file as f', 'f.id', 'h.fileId')
    .select('f.name')
    .where('h.entryId', '=', entryId)
    .where('h.removedAt', 'is', null)
    .orderBy('h.position')
    .execute()
  const people = [sender ?? [], recipients?.to ?? [], recipients?.cc ?? []].flat()
  const head = [subject ?? '', ...people.map(({ name, email }) => `${name} ${email}`)]
  const search = searchLines([spoken(text), ...head, ...files.map((file) => file.name)])
  await tx.updateTable('historyEntry').set({ search }).where('id', '=', entryId).execute()
}
