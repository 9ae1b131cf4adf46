import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
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

/** The rows that need a look, in the order of the file; the cursor is the number of the last one. */
export async function listImportRows(
  db: Database<ImportsDb>,
  by: By,
  query: { id: string; state?: ImportRow['state'] | undefined; limit: number; cursor?: number | undefined },
): Promise<{ items: ImportRow[]; nextCursor: string | null }> {
  await findImport(db, by, query.id)
  let select = db
    .selectFrom('importRow')
    .selectAll()
    .where('importId', '=', query.id)
    .orderBy('number')
    .limit(query.limit + 1)
  if (query.state) select = select.where('state', '=', query.state)
  if (query.cursor !== undefined) select = select.where('number', '>', query.cursor)
  const rows = await select.execute()
  const items = await presentRows(db, by, rows.slice(0, query.limit))
  return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.number) : null }
}

/** Rows as `by` may see them: of contacts hidden from them only that there is one. */
export async function presentRows(
  db: Database<ImportsDb>,
  by: By,
  rows: readonly Selectable<ImportsDb['importRow']>[],
): Promise<ImportRow[]> {
  const ids = rows.flatMap(({ contactId, hits }) => [contactId, ...hits.map((hit) => hit.contactId)])
  const names = await visibleNames(db, by, [...new Set(ids.filter((id) => typeof id === 'string'))])
  return rows.map(({ number, state, cells, errors, changes, corrected, contactId, hits }) => ({
    number,
    state,
    cells,
    errors,
    changes,
    corrected,
    contactId: contactId !== null && names.has(contactId) ? contactId : null,
    hits: hits.map(({ contactId: id, displayName: _name, ...hit }) => {
      const displayName = id === undefined ? undefined : names.get(id)
      return displayName === undefined || id === undefined ? hit : { ...hit, contactId: id, displayName }
    }),
  }))
}

async function visibleNames(db: Database<ImportsDb>, by: By, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; displayName: string }>`
    select r.id, r.display_name from contact r
    where r.id = any(${uuids(ids)}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.displayName]))
}

/** The firm's own fields, which columns may fill. */
export function readFields(db: Database<ImportsDb>): Promise<FieldRule[]> {
  return readFieldRules(db)
}

function present(row: ImportWithJob): Imported {
  const { id, entity, encoding, dialect, columns, mapping, options, jobId, createdAt, updatedAt, version } =
    row
  const { created, updated, skipped, failed, held, possible, format, sheets, sheet, origin, rowsExact } = row
  return {
    id,
    entity,
    name: row.fileName,
    size: row.fileSize,
    state: row.jobState ?? 'ready',
    format,
    sheets,
    sheet,
    encoding,
    dialect,
    columns,
    mapping,
    rows: row.rowEstimate,
    rowsExact,
    origin,
    options,
    counts: { created, updated, skipped, failed, held, possible },
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
