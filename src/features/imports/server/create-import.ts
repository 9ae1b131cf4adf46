import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { Files, StoredFile } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import type { ImportChange, ImportPreview } from '../import.ts'
import { suggestMapping } from '../suggest-mapping.ts'
import type { Column } from '../suggest-mapping.ts'
import type { Mapping } from '../target.ts'
import { inspectFile } from './inspect-file.ts'
import { fileOf, findImport, readFields, readImport } from './read-imports.ts'
import { refuseOtherKinds } from './refuse-other-kinds.ts'
import type { ImportsDb } from './tables.ts'

export const LARGEST = 100 * 1024 * 1024

/** Takes a file in and looks into it; nothing of it becomes a contact before it is run. */
export async function createImport(
  tx: Tx<ImportsDb>,
  by: By,
  { files, file }: { files: Files; file: StoredFile | undefined },
): Promise<ImportPreview> {
  if (!file) throw invalid('file', 'required', 'Send the file as a form, in the field "file".')
  if (file.size > LARGEST) throw new Problem('too-large', 'file.too_large', 'At most 100 MB.')
  await refuseOtherKinds(files, file.hash)
  const { encoding, dialect, columns, preview, rows } = await inspectFile(files, file)
  const mapping = suggestMapping(columns, await readFields(tx))
  const id = randomUUIDv7()
  await tx
    .insertInto('import')
    .values({
      id,
      entity: 'contacts',
      ownerId: by.id,
      fileHash: file.hash,
      fileName: file.name,
      fileSize: file.size,
      encoding,
      dialect: json(dialect),
      columns: json(columns),
      mapping: json(mapping),
      options: null,
      rowEstimate: rows,
      jobId: null,
    })
    .execute()
  await record(tx, by, { action: 'import.created', kind: 'import', id, title: file.name, readers: [by.id] })
  return { ...(await readImport(tx, by, id)), preview, suggestedMapping: mapping }
}

/** Looks again, with the encoding and dialect the user says; columns and mapping are made anew when these change. */
export async function changeImport(
  tx: Tx<ImportsDb>,
  by: By,
  { files, id, change }: { files: Files; id: string; change: ImportChange },
): Promise<ImportPreview> {
  await sql`select 1 from import where id = ${id} for update`.execute(tx)
  const before = await findImport(tx, by, id)
  if (before.jobState !== null && !before.options?.dryRun) {
    throw new Problem('conflict', 'import.has_run', 'Rows of this file are in already.')
  }
  const known = {
    encoding: change.encoding ?? before.encoding,
    dialect: { ...before.dialect, ...given(change.dialect ?? {}) },
  }
  const file = { hash: fileOf(before), size: before.fileSize }
  const { encoding, dialect, columns, preview, rows } = await inspectFile(files, file, known)
  const suggested = suggestMapping(columns, await readFields(tx))
  const anew = change.encoding !== undefined || change.dialect !== undefined
  const base = anew ? suggested : before.mapping
  const mapping = change.mapping ? completeMapping(change.mapping, columns) : base
  await tx
    .updateTable('import')
    .set({
      encoding,
      dialect: json(dialect),
      columns: json(columns),
      mapping: json(mapping),
      rowEstimate: rows,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  return { ...(await readImport(tx, by, id)), preview, suggestedMapping: suggested }
}

/** A mapping as sent, keyed by index for every column; headings are taken as keys too. */
export function completeMapping(sent: Mapping, columns: readonly Column[]): Mapping {
  const byHeading = new Map(columns.map((column) => [column.heading, column.index]))
  const complete: Mapping = Object.fromEntries(columns.map((column) => [column.index, null]))
  for (const [key, target] of Object.entries(sent)) {
    const index = /^\d+$/.test(key) && Number(key) < columns.length ? Number(key) : byHeading.get(key)
    if (index === undefined) throw invalid(`mapping.${key}`, 'unknown_column', 'There is no such column.')
    complete[index] = target
  }
  return complete
}
