import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { tidyType } from '../file.ts'
import type { File } from '../file.ts'
import { entryReaders } from './about-entry.ts'
import { indexEntry } from './index-entry.ts'
import { readEntry } from './read-entries.ts'
import { readFile } from './read-files.ts'
import type { HistoryDb } from './tables.ts'

/** Gives a file new bytes under its name; the ones it had are kept. The same bytes again change nothing. */
export async function replaceFile(
  tx: Tx<HistoryDb>,
  by: By,
  { id, stored, ifMatch }: { id: string; stored: StoredFile; ifMatch?: number | undefined },
): Promise<File> {
  const { file, readers, hash } = await lockFile(tx, by, id)
  if (ifMatch !== undefined && ifMatch !== file.version) throw new Problem('stale', 'stale')
  if (hash === stored.hash) return file
  const number = file.version + 1
  const content = { hash: stored.hash, size: stored.size, type: tidyType(stored.type) }
  await tx
    .insertInto('fileVersion')
    .values({ fileId: id, number, ...content, createdBy: by.id })
    .execute()
  await tx.updateTable('file').set(content).where('id', '=', id).execute()
  const diff = [{ field: 'version', from: file.version, to: number }]
  await record(tx, by, {
    action: 'file.replaced',
    kind: 'file',
    id,
    title: file.name,
    diff,
    version: number,
    readers,
  })
  return readFile(tx, by, id)
}

/** Gives a file another name. */
export async function renameFile(
  tx: Tx<HistoryDb>,
  by: By,
  { id, name }: { id: string; name: string },
): Promise<File> {
  const { file, readers, entryId } = await lockFile(tx, by, id)
  if (name === file.name) return file
  await tx.updateTable('file').set({ name }).where('id', '=', id).execute()
  if (entryId) await indexEntry(tx, entryId)
  const diff = [{ field: 'name', from: file.name, to: name }]
  await record(tx, by, { action: 'file.renamed', kind: 'file', id, title: name, diff, readers })
  return readFile(tx, by, id)
}

/** Whoever brought a file or may change its entry may change it. */
async function lockFile(tx: Tx<HistoryDb>, by: By, id: string) {
  await sql`select 1 from file where id = ${id} for update`.execute(tx)
  const file = await readFile(tx, by, id)
  const place = await tx
    .selectFrom('file as f')
    .leftJoin('historyFile as h', 'h.fileId', 'f.id')
    .select(['f.hash', 'h.entryId'])
    .where('f.id', '=', id)
    .executeTakeFirstOrThrow()
  const { hash, entryId } = place
  if (entryId === null) return { file, hash, entryId, readers: [by.id] }
  const entry = await readEntry(tx, by, entryId)
  if (by.role === 'guest' || !(file.createdBy === by.id || entry.can.includes('change'))) {
    throw new Problem('forbidden', 'forbidden', 'You may not change this file.')
  }
  return { file, hash, entryId, readers: await entryReaders(tx, [entry]) }
}
