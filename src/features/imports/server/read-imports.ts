import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import type { Imported, ImportRow } from '../import.ts'
import type { ImportsDb } from './tables.ts'

/** An import of `by`; administrators see those of others too. */
export async function readImport(db: Database<ImportsDb>, by: By, id: string): Promise<Imported> {
  return present(await findImport(db, by, id))
}

/** The row of an import, for going on with it. */
export async function findImport(db: Database<ImportsDb>, by: By, id: string): Promise<ImportWithJob> {
  const row = await selectImports(db).where('i.id', '=', id).executeTakeFirst()
  if (!row || (row.ownerId !== by.id && by.role !== 'admin')) throw missing()
  return row
}

/** The bytes of an import that is to be read again; old ones are thrown away. */
export function fileOf({ fileHash }: ImportWithJob): string {
  if (fileHash === null) {
    throw new Problem('conflict', 'import.file_gone', 'The file was thrown away. Bring it in again.')
  }
  return fileHash
}

/** Own imports, newest first. */
export async function listImports(
  db: Database<ImportsDb>,
  by: By,
  query: NewestQuery,
): Promise<{ items: Imported[]; nextCursor: string | null }> {
  let select = selectImports(db)
    .where('i.ownerId', '=', by.id)
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) select = select.where('i.id', '<', query.cursor)
  const { items, nextCursor } = newestPage(await select.execute(), query)
  return { items: items.map(present), nextCursor }
}

/** The rows that were left out, in the order of the file; the cursor is the number of the last one. */
export async function listImportRows(
  db: Database<ImportsDb>,
  by: By,
  query: { id: string; state?: ImportRow['state'] | undefined; limit: number; cursor?: number | undefined },
): Promise<{ items: ImportRow[]; nextCursor: string | null }> {
  await findImport(db, by, query.id)
  const visible = sql<string | null>`(
    select r.id from contact r
    where r.id = import_row.contact_id and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)})`
  let select = db
    .selectFrom('importRow')
    .select(['number', 'state', 'cells', 'errors', visible.as('contactId')])
    .where('importId', '=', query.id)
    .orderBy('number')
    .limit(query.limit + 1)
  if (query.state) select = select.where('state', '=', query.state)
  if (query.cursor !== undefined) select = select.where('number', '>', query.cursor)
  const rows = await select.execute()
  const items = rows.slice(0, query.limit)
  return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.number) : null }
}

/** The firm's own fields, which columns may fill. */
export function readFields(db: Database<ImportsDb>): Promise<FieldRule[]> {
  return readFieldRules(db)
}

function present(row: ImportWithJob): Imported {
  const { id, entity, encoding, dialect, columns, mapping, options, jobId, createdAt, updatedAt, version } =
    row
  const { created, updated, skipped, failed } = row
  return {
    id,
    entity,
    name: row.fileName,
    size: row.fileSize,
    state: row.jobState ?? 'ready',
    encoding,
    dialect,
    columns,
    mapping,
    rows: row.rowEstimate,
    options,
    counts: { created, updated, skipped, failed },
    jobId,
    error: row.jobError,
    createdAt,
    updatedAt,
    version,
  }
}

export type ImportWithJob = Selectable<ImportsDb['import']> & {
  jobState: Selectable<ImportsDb['job']>['state'] | null
  jobError: string | null
}

function selectImports(db: Database<ImportsDb>) {
  return db
    .selectFrom('import as i')
    .leftJoin('job as j', 'j.id', 'i.jobId')
    .selectAll('i')
    .select(['j.state as jobState', 'j.error as jobError'])
}
