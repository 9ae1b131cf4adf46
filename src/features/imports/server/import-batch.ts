import { sql } from 'kysely'
import type { FieldError } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import { json } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import type { Counts, RunOptions } from '../import.ts'
import { readRow } from '../read-row.ts'
import type { Draft, Reading } from '../read-row.ts'
import { findTwins } from './find-twins.ts'
import { findNames } from './find-names.ts'
import { importRows } from './import-rows.ts'
import type { Outcome } from './import-rows.ts'
import type { CsvRecord } from './read-records.ts'
import type { ImportsDb } from './tables.ts'

/** What stays the same for all batches of a run. */
export interface Run {
  id: string
  by: By
  options: RunOptions
  reading: Reading
  context: ContactContext
  /** Addresses a dry run has met in the file: there is no contact yet that would show them to be doubles. */
  rehearsed: Set<string>
}

/** Somebody else went on with this import: another attempt took over while this one was thought dead. */
class Overtaken extends Error {}

/**
 * Brings a batch of rows in and writes down how far the import has come, in the caller's transaction: both are kept
 * or neither is. `from` is where the batch must begin, so that no row comes in twice.
 */
export async function importBatch(
  tx: Tx<ImportsDb>,
  run: Run,
  { records, from }: { records: readonly CsvRecord[]; from: number },
): Promise<Counts> {
  const { doneTo } = await tx
    .selectFrom('import')
    .select('doneTo')
    .where('id', '=', run.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (doneTo !== from) throw new Overtaken()
  const rows = records.flatMap((record) => {
    const read = readRow(record.cells, run.reading)
    return read ? [{ record, ...read }] : []
  })
  const outcomes = await bringRowsIn(tx, run, rows)
  await keepRows(tx, run.id, rows, outcomes)
  const counts = count(outcomes)
  const to = records.at(-1)?.number ?? from
  const totals = await advance(tx, run.id, to, counts)
  if (counts.created + counts.updated > 0 && !run.options.dryRun) await tell(tx, run, outcomes)
  return totals
}

interface Row {
  record: CsvRecord
  draft: Draft
  errors: FieldError[]
}

async function bringRowsIn(tx: Tx<ImportsDb>, run: Run, rows: Row[]): Promise<Outcome[]> {
  const good = rows.filter((row) => row.errors.length === 0).map((row) => row.draft)
  const named = await findNames(tx, run.by, { drafts: good, create: !run.options.dryRun })
  const { rehearsed, options } = run
  const twins = await findTwins(tx, run.by, { drafts: good, mode: options.duplicates, rehearsed })
  const outcomes = (await importRows(tx, { ...run, named, twins }, good)).values()
  return rows.map(({ errors }) =>
    errors.length > 0 ? { state: 'error', errors, contactId: null } : (outcomes.next().value as Outcome),
  )
}

function count(outcomes: readonly Outcome[]): Counts {
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length
  return { created: of('created'), updated: of('updated'), skipped: of('skipped'), failed: of('error') }
}

/** Keeps the rows that did not come in, as they stand in the file and with the reasons. */
async function keepRows(
  tx: Tx<ImportsDb>,
  importId: string,
  rows: Row[],
  outcomes: Outcome[],
): Promise<void> {
  const left = rows.flatMap(({ record }, at) => {
    const outcome = outcomes[at]
    return outcome && (outcome.state === 'error' || outcome.state === 'skipped') ? [{ record, outcome }] : []
  })
  if (left.length === 0) return
  await tx
    .insertInto('importRow')
    .values(
      left.map(({ record, outcome }) => ({
        importId,
        number: record.number,
        state: outcome.state,
        cells: json(record.cells),
        errors: json(outcome.errors),
        contactId: outcome.contactId,
      })),
    )
    .execute()
}

async function advance(tx: Tx<ImportsDb>, id: string, doneTo: number, more: Counts): Promise<Counts> {
  return tx
    .updateTable('import')
    .set({
      doneTo,
      created: sql<number>`created + ${more.created}`,
      updated: sql<number>`updated + ${more.updated}`,
      skipped: sql<number>`skipped + ${more.skipped}`,
      failed: sql<number>`failed + ${more.failed}`,
      updatedAt: sql<string>`now()`,
    })
    .where('id', '=', id)
    .returning(['created', 'updated', 'skipped', 'failed'])
    .executeTakeFirstOrThrow()
}

/** One word for the whole batch to everybody who can see one of its contacts. */
async function tell(tx: Tx<ImportsDb>, run: Run, outcomes: readonly Outcome[]): Promise<void> {
  const ids = outcomes.flatMap((o) =>
    o.state === 'created' || o.state === 'updated' ? (o.contactId ?? []) : [],
  )
  const { rows } = await sql<{ reader: string }>`
    select distinct unnest(reader_ids) as reader from contact where id = any(${uuids(ids)})`.execute(tx)
  const readers = rows.map((row) => row.reader)
  await announce(tx, run.by, { kind: 'contact', id: '*', action: 'contact.imported', readers })
}
