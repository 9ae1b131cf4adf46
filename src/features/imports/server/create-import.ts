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
import { inspectFile } from './file/inspect-file.ts'
import type { Inspected } from './file/inspect-file.ts'
import { fileOf, findImport, readFields, readImport } from './read-imports.ts'
import { encodingOf, recogniseKind } from './file/recognise-kind.ts'
import { recallMapping } from './remember-mapping.ts'
import type { ImportsDb } from './tables.ts'

export const LARGEST = 100 * 1024 * 1024

/** Takes a file in and looks into it; nothing of it becomes a contact before it is run. */
export async function createImport(
  tx: Tx<ImportsDb>,
  by: By,
  { files, file: sent }: { files: Files; file: StoredFile | undefined },
): Promise<ImportPreview> {
  if (!sent) throw invalid('file', 'required', 'Send the file as a form, in the field "file".')
  if (sent.size > LARGEST) throw new Problem('too-large', 'file.too_large', 'At most 100 MB.')
  const { file, format } = await recogniseKind(files, sent)
  const known = { hash: file.hash, size: file.size, format }
  const encoding = await encodingOf(files, known)
  const found = await inspectFile(files, { ...known, encoding })
  const advice = await advise(tx, by, found)
  const mapping = advice.rememberedMapping ?? advice.suggestedMapping
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
      format,
      encoding,
      ...foundColumns(found),
      mapping: json(mapping),
      origin: null,
      options: null,
      jobId: null,
    })
    .execute()
  await record(tx, by, { action: 'import.created', kind: 'import', id, title: file.name, readers: [by.id] })
  return { ...(await readImport(tx, by, id)), preview: found.preview, ...advice }
}

/** Looks again, with what the user says of the file; columns and mapping are made anew when that changes. */
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
  if (change.sheet !== undefined && !before.sheets.includes(change.sheet)) {
    throw invalid('sheet', 'unknown_sheet', 'There is no such sheet.')
  }
  const otherSheet = change.sheet !== undefined && change.sheet !== before.sheet
  const encoding = change.encoding ?? before.encoding
  const found = await inspectFile(files, {
    hash: fileOf(before),
    size: before.fileSize,
    format: before.format,
    encoding,
    sheet: change.sheet ?? before.sheet,
    dialect: { ...(otherSheet ? {} : before.dialect), ...given(change.dialect ?? {}) },
  })
  const advice = await advise(tx, by, found)
  const anew = change.encoding !== undefined || change.dialect !== undefined || otherSheet
  const base = anew ? (advice.rememberedMapping ?? advice.suggestedMapping) : before.mapping
  const mapping = change.mapping ? completeMapping(change.mapping, found.columns) : base
  await tx
    .updateTable('import')
    .set({
      encoding,
      ...foundColumns(found),
      mapping: json(mapping),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  // Read otherwise, the rows of a dry run are others.
  if (anew) await tx.deleteFrom('importRow').where('importId', '=', id).execute()
  return { ...(await readImport(tx, by, id)), preview: found.preview, ...advice }
}

function foundColumns({ dialect, columns, sheets, sheet, rows, rowsExact }: Inspected) {
  return {
    dialect: json(dialect),
    columns: json(columns),
    sheets: json(sheets),
    sheet,
    rowEstimate: rows,
    rowsExact,
  }
}

type Advice = Pick<ImportPreview, 'suggestedMapping' | 'rememberedMapping' | 'rememberedFrom'>

async function advise(tx: Tx<ImportsDb>, by: By, { columns }: Inspected): Promise<Advice> {
  const fields = await readFields(tx)
  const remembered = await recallMapping(tx, by, { columns, fields })
  return {
    suggestedMapping: suggestMapping(columns, fields),
    rememberedMapping: remembered?.mapping ?? null,
    rememberedFrom: remembered?.from ?? null,
  }
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
