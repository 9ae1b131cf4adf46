import { notify } from '#features/notifications/server/notify.ts'
import { closeRun } from '#features/runs/server/open-run.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import type { Counts, RowsRun } from '../../import.ts'
import type { Run } from './import-batch.ts'
import { importAgain, importBatch } from './import-batch.ts'
import { fileOf, findImport } from '../read-imports.ts'
import type { ImportWithJob } from '../read-imports.ts'
import { prepareRun } from './prepare-run.ts'
import { countRowsAgain, findRowsAgain } from '../rows/rows-again.ts'
import { keepPictures, withPictures } from './keep-pictures.ts'
import { readAhead } from './read-ahead.ts'
import { readRecords } from '../file/read-records.ts'
import type { FileRecord, SourceFile } from '../file/read-records.ts'
import { IMPORT_JOB } from './start-import.ts'
import type { ImportsDb } from '../tables.ts'

/** Rows a transaction; also what a cancelled or killed run loses and does again. */
const BATCH = 500

export interface ImportResult extends Counts {
  importId: string
  dryRun: boolean
}

interface Input {
  importId: string
  /** Rows that had been left out and are tried again; else the file itself is read. */
  again?: RowsRun
}

/**
 * Brings the rows of a file in, batch by batch. How far it has come stands in the import itself and is written in the
 * transaction of the rows: after a crash, a cancel or a failure the next run goes on exactly there.
 */
export const contactImportWork: Work = {
  kind: IMPORT_JOB,
  async run(running: Running<Input>): Promise<ImportResult> {
    const { house, input } = running
    const db = house.db as Database<ImportsDb>
    if (running.by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests import nothing.')
    const file = await findImport(db, running.by, input.importId)
    const run = await prepareRun(db, running.by, file)
    const counts = input.again
      ? await workAgain(running, file, run, input.again)
      : await work(running, house, file, run)
    const result = { importId: file.id, ...counts, dryRun: run.options.dryRun }
    await transaction(db, async (tx) => {
      if (!run.options.dryRun)
        await closeRun(tx, run.id, { created: counts.created, changed: counts.updated })
      await tellOfEnd(tx, run, file, result)
    })
    return result
  },
}

async function work(running: Running<Input>, house: House, file: ImportWithJob, run: Run): Promise<Counts> {
  const source = sourceOf(file)
  const { dialect } = source
  let { doneTo } = file
  let counts = countsIn(file)
  const inFile = recordsAfter(doneTo, readRecords(house.files, source), dialect.hasHeader)
  const records = keepPictures(inFile, { house, dryRun: run.options.dryRun })
  for await (const { rows, to, isLast } of readAhead(run, records, BATCH)) {
    counts = await transaction(house.db as Database<ImportsDb>, async (tx) => {
      const totals = await importBatch(tx, run, { rows, from: doneTo, to })
      const done = rowsOf(totals)
      const total = isLast ? done : Math.max(done, file.rowEstimate)
      await running.save(tx as never, { done, total, checkpoint: { row: to } })
      return totals
    })
    doneTo = to
  }
  await knowRows(house.db, file.id, rowsOf(counts))
  return counts
}

function sourceOf(file: ImportWithJob): SourceFile {
  const { fileSize: size, format, sheet, encoding, dialect } = file
  return { hash: fileOf(file), size, format, sheet, encoding, dialect }
}

/** What is not in yet; the heading, the first record, never is. */
async function* recordsAfter(
  doneTo: number,
  records: AsyncIterable<FileRecord>,
  hasHeader: boolean,
): AsyncGenerator<FileRecord> {
  let isHeading = hasHeader
  for await (const record of records) {
    if (!isHeading && record.number > doneTo) yield record
    isHeading = false
  }
}

/** The rows that were corrected, or held back and are wanted now, in the order of the file. */
async function workAgain(
  running: Running<Input>,
  file: ImportWithJob,
  run: Run,
  again: RowsRun,
): Promise<Counts> {
  const db = running.house.db as Database<ImportsDb>
  // Who lets rows in that were held back has looked at them.
  const free: Run = { ...run, options: { ...run.options, possible: 'create' } }
  let counts = countsIn(file)
  let { after, done } = (running.checkpoint ?? { after: 0, done: 0 }) as { after: number; done: number }
  const total = done + (await countRowsAgain(db, run.id, again, after))
  for (;;) {
    const found = await findRowsAgain(db, run.id, { again, after, limit: BATCH })
    const last = found.at(-1)?.number
    if (last === undefined) return counts
    const rows = await withPictures(found, sourceOf(file), running.house)
    counts = await transaction(db, async (tx) => {
      const totals = await importAgain(tx, free, rows)
      await running.save(tx as never, {
        done: done + rows.length,
        total,
        checkpoint: { after: last, done: done + rows.length },
      })
      return totals
    })
    after = last
    done += rows.length
  }
}

function countsIn({ created, updated, skipped, failed, held, possible }: ImportWithJob): Counts {
  return { created, updated, skipped, failed, held, possible }
}

function rowsOf({ created, updated, skipped, failed, held }: Counts): number {
  return created + updated + skipped + failed + held
}

/** Once the file has been read to its end, nobody need guess any more. */
async function knowRows(db: Database<ImportsDb>, id: string, rows: number): Promise<void> {
  await db
    .updateTable('import')
    .set({ rowEstimate: rows, rowsExact: true })
    .where('id', '=', id)
    .where('rowsExact', '=', false)
    .execute()
}

/** The starter hears it from Kontor itself; managers set for all rows, from the starter. */
async function tellOfEnd(
  tx: Tx<ImportsDb>,
  { by, options }: Run,
  file: ImportWithJob,
  { created, updated, skipped, failed, held }: ImportResult,
): Promise<void> {
  const record = { kind: 'import', id: file.id, title: file.fileName }
  const text = JSON.stringify({ created, updated, skipped, failed, held, dryRun: options.dryRun })
  await notify(tx, { ...by, id: EVERYONE }, { users: [file.ownerId], kind: 'import', record, text })
  const users = options.dryRun || created === 0 ? [] : (options.defaults.managers ?? [])
  await notify(tx, by, { users, kind: 'manager', record, text })
}
