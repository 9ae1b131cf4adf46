import { randomUUIDv7 } from 'node:crypto'
import { readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { tidyName, tidyType } from '../file.ts'
import type { File } from '../file.ts'
import { readFile } from './read-files.ts'
import type { HistoryDb } from './tables.ts'

/** The most bytes the firm allows a file to have. */
export async function fileLimit(db: Database<HistoryDb>): Promise<number> {
  const { files } = await readSettings(db)
  return (files.maxMegabytes ?? 25) * 1024 * 1024
}

/** Makes files of what was sent; until they are put on a record only `by` sees them, and only for a day. */
export async function uploadFiles(tx: Tx<HistoryDb>, by: By, stored: StoredFile[]): Promise<File[]> {
  const ids: string[] = []
  for (const { hash, size, name, type } of stored) {
    const id = randomUUIDv7()
    const content = { hash, size, type: tidyType(type) }
    // Browsers write a quotation mark like this in a form (WHATWG HTML, multipart/form-data encoding).
    const tidy = tidyName(name.replaceAll('%22', '"')).slice(0, 255) || 'file'
    await tx
      .insertInto('file')
      .values({ id, ...content, name: tidy, createdBy: by.id })
      .execute()
    await tx
      .insertInto('fileVersion')
      .values({ fileId: id, number: 1, ...content, createdBy: by.id })
      .execute()
    await record(tx, by, { action: 'file.created', kind: 'file', id, title: tidy, readers: [by.id] })
    ids.push(id)
  }
  return Promise.all(ids.map((id) => readFile(tx, by, id)))
}
