import { sql } from 'kysely'
import type { Scale } from '#features/duplicates/score.ts'
import { examineContacts } from '#features/duplicates/server/examine-contacts.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { uuids } from '#platform/access.ts'
import { insertAll } from '#platform/insert-all.ts'
import { announce } from '#platform/journal.ts'
import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import { blame } from '../../blame.ts'
import type { Counts, RunOptions } from '../../import.ts'
import type { Reading } from '../../read-row.ts'
import { writePictures } from './keep-pictures.ts'
import { findErrors } from '../rows/find-errors.ts'
import { findTwins } from './find-twins.ts'
import { findNames } from './find-names.ts'
import { importRows } from './import-rows.ts'
import type { Outcome } from './outcome.ts'
import { readRecord } from './read-ahead.ts'
import type { Row } from './read-ahead.ts'
import type { FileRecord } from '../file/read-records.ts'
import { remarkStrangers } from '../remark-strangers.ts'
import { writeNotes } from './write-notes.ts'
import type { ImportsDb } from '../tables.ts'

/** What stays the same for all batches of a run. */
export interface Run {
  id: string
  by: By
  options: RunOptions
  reading: Reading
  context: ContactContext
  /** What evidence of sameness weighs. */
  scale: Scale
  /** What a dry run has met in the file: there is no contact yet that would show a row to be a double. */
  rehearsed: Set<number>
  /** The cells that rows of the file have now, where somebody corrected them before the run. */
  corrections: ReadonlyMap<number, string[]>
}

/** Somebody else went on with this import: another attempt took over while this one was thought dead. */
class Overtaken extends Error {}

/**
 * Brings a batch of rows in and writes down how far the import has come, in the caller's transaction: both are kept
 * or neither is. `from` is where the batch must begin, so that no row comes in twice; `to` is where it ends.
 */
export async function importBatch(
  tx: Tx<ImportsDb>,
  run: Run,
  { rows, from, to }: { rows: Row[]; from: number; to: number },
): Promise<Counts> {
  const { doneTo, ...before } = await lockCounts(tx, run.id)
  if (doneTo !== from) throw new Overtaken()
  const outcomes = await bringRowsIn(tx, run, rows)
  if (!run.options.dryRun) await forgetCorrections(tx, run, rows)
  await keepRows(tx, run, rows, { outcomes, before })
  const counts = addCounts(before, countOf(outcomes))
  await saveCounts(tx, run.id, { ...counts, doneTo: to })
  await tell(tx, run, outcomes)
  return counts
}

/**
 * Tries rows again that had been left out, with the cells they have now. What comes in is forgotten as a row, and
 * counted anew.
 */
export async function importAgain(
  tx: Tx<ImportsDb>,
  run: Run,
  left: readonly (FileRecord & { state: 'error' | 'held' })[],
): Promise<Counts> {
  const { doneTo, ...before } = await lockCounts(tx, run.id)
  await tx
    .deleteFrom('importRow')
    .where('importId', '=', run.id)
    .where(
      'number',
      'in',
      left.map(({ number }) => number),
    )
    .execute()
  const rows = left.flatMap((record) => readRecord(run, record) ?? [])
  const outcomes = await bringRowsIn(tx, run, rows)
  await keepRows(tx, run, rows, { outcomes, before })
  const failed = -left.filter(({ state }) => state === 'error').length
  const counts = addCounts(
    addCounts(before, { ...NOTHING, failed, held: -left.length - failed }),
    countOf(outcomes),
  )
  await saveCounts(tx, run.id, { ...counts, doneTo })
  await tell(tx, run, outcomes)
  return counts
}

async function bringRowsIn(tx: Tx<ImportsDb>, run: Run, rows: Row[]): Promise<Outcome[]> {
  const readable = rows.filter((row) => row.errors.length === 0)
  const drafts = readable.map((row) => row.draft)
  const named = await findNames(tx, run.by, { drafts, create: !run.options.dryRun })
  const fit = readable.map((row) => ({ ...row, draft: remarkStrangers(row.draft, named, run.reading) }))
  const good = fit.map((row) => row.draft)
  const twins = await findTwins(tx, run.by, {
    rows: fit,
    mode: run.options.duplicates,
    country: run.reading.homeCountry,
    scale: run.scale,
    rehearsed: run.rehearsed,
  })
  const made = await importRows(tx, { ...run, named, twins }, good)
  await listPossible(tx, made)
  if (!run.options.dryRun) {
    const records = fit.map(({ record }) => record)
    await writePictures(tx, run.by, records, made)
    await writeNotes(tx, run.by, good, made)
  }
  const outcomes = made.values()
  return sayAll(
    tx,
    run,
    rows,
    rows.map(({ errors }) =>
      errors.length > 0 ? { state: 'error', errors, contactId: null } : (outcomes.next().value as Outcome),
    ),
  )
}

/** A row that is left out is so with everything that is wrong with it, not with the first thing that was noticed. */
async function sayAll(
  tx: Tx<ImportsDb>,
  run: Run,
  rows: readonly Row[],
  outcomes: readonly Outcome[],
): Promise<Outcome[]> {
  const wrong = rows.flatMap(({ draft }, at) => {
    const { state, errors = [] } = outcomes[at] ?? {}
    return state === 'error' ? [{ draft, errors }] : []
  })
  const all = (await findErrors(tx, run, wrong)).values()
  return outcomes.map((outcome) =>
    outcome.state === 'error' ? { ...outcome, errors: all.next().value ?? outcome.errors ?? [] } : outcome,
  )
}

/**
 * New contacts that may be duplicates go onto the work list. One that is like many others is left to the nightly look:
 * a file of a hundred namesakes would else be compared pair by pair while it comes in.
 */
async function listPossible(tx: Tx<ImportsDb>, outcomes: readonly Outcome[]): Promise<void> {
  const ids = outcomes.flatMap(({ state, hits = [], contactId }) =>
    state === 'created' && hits.length > 0 && hits.length <= NAMESAKES && contactId !== null
      ? [contactId]
      : [],
  )
  if (ids.length > 0) await examineContacts(tx, ids)
}

const NAMESAKES = 5

const NOTHING: Counts = { created: 0, updated: 0, skipped: 0, failed: 0, held: 0, possible: 0 }

function countOf(outcomes: readonly Outcome[]): Counts {
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state)
  return {
    created: of('created').length,
    updated: of('updated').length,
    skipped: of('skipped').length,
    failed: of('error').length,
    held: of('held').length,
    possible: of('created').filter(({ hits = [] }) => hits.length > 0).length,
  }
}

function addCounts(a: Counts, b: Counts): Counts {
  const { created, updated, skipped, failed, held, possible } = a
  return {
    created: created + b.created,
    updated: updated + b.updated,
    skipped: skipped + b.skipped,
    failed: failed + b.failed,
    held: held + b.held,
    possible: possible + b.possible,
  }
}

/** What was corrected is in now, or stands among the rows that are left out. */
async function forgetCorrections(
  tx: Tx<ImportsDb>,
  { id, corrections }: Run,
  rows: readonly Row[],
): Promise<void> {
  const numbers = rows.flatMap(({ record }) => (corrections.has(record.number) ? record.number : []))
  if (numbers.length === 0) return
  await tx
    .deleteFrom('importRow')
    .where('importId', '=', id)
    .where('corrected', '=', true)
    .where('number', 'in', numbers)
    .execute()
}

/** So many examples are kept of what a dry run would create and update. */
const EXAMPLES = { created: 20, updated: 50 }

/** Keeps the rows that need a look, as they stand in the file and with the reasons. */
async function keepRows(
  tx: Tx<ImportsDb>,
  { id: importId, options, reading, corrections }: Run,
  rows: Row[],
  { outcomes, before }: { outcomes: Outcome[]; before: Counts },
): Promise<void> {
  const room = {
    created: options.dryRun ? EXAMPLES.created - before.created : 0,
    updated: options.dryRun ? EXAMPLES.updated - before.updated : 0,
  }
  const kept = rows.flatMap(({ record, draft }, at) => {
    const outcome = outcomes[at]
    // A dry run leaves what was corrected for the run.
    if (!outcome || (options.dryRun && corrections.has(record.number))) return []
    const { state, contactId, errors = [], hits = [], changes = [] } = outcome
    if ((state === 'created' || state === 'updated') && room[state]-- <= 0 && hits.length === 0) return []
    if (state === 'updated' && !options.dryRun) return []
    const about = { draft, cells: record.cells }
    const blamed = errors.map((e) => ({ ...e, columns: blame(e.path, about, reading.columns) }))
    return [
      {
        importId,
        number: record.number,
        state,
        cells: record.cells,
        errors: blamed,
        hits,
        changes,
        contactId,
      },
    ]
  })
  await insertAll(
    tx,
    'importRow',
    kept.map((row) => ({ ...row, corrected: false })),
  )
}

async function lockCounts(tx: Tx<ImportsDb>, id: string): Promise<Counts & { doneTo: number }> {
  return tx
    .selectFrom('import')
    .select(['doneTo', 'created', 'updated', 'skipped', 'failed', 'held', 'possible'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function saveCounts(tx: Tx<ImportsDb>, id: string, counts: Counts & { doneTo: number }): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...counts, updatedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
}

/** One word for the whole batch to everybody who can see one of its contacts. */
async function tell(tx: Tx<ImportsDb>, run: Run, outcomes: readonly Outcome[]): Promise<void> {
  if (run.options.dryRun) return
  const ids = outcomes.flatMap((o) =>
    o.state === 'created' || o.state === 'updated' ? (o.contactId ?? []) : [],
  )
  if (ids.length === 0) return
  const { rows } = await sql<{ reader: string }>`
    select distinct unnest(reader_ids) as reader from contact where id = any(${uuids(ids)})`.execute(tx)
  const readers = rows.map((row) => row.reader)
  await announce(tx, run.by, { kind: 'contact', id: '*', action: 'contact.imported', readers })
}
