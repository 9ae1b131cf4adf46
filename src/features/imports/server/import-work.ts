import { readContext } from '#features/contacts/server/contact-state.ts'
import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import { notify } from '#features/notifications/server/notify.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import type { Counts } from '../import.ts'
import { readColumns } from '../read-row.ts'
import type { Run } from './import-batch.ts'
import { importBatch } from './import-batch.ts'
import { fileOf, findImport } from './read-imports.ts'
import type { ImportWithJob } from './read-imports.ts'
import { readRecords } from './read-records.ts'
import type { CsvRecord } from './read-records.ts'
import { IMPORT_JOB } from './start-import.ts'
import type { ImportsDb } from './tables.ts'

/** Rows a transaction; also what a cancelled or killed run loses and does again. */
const BATCH = 500

export interface ImportResult extends Counts {
  importId: string
  dryRun: boolean
}

/**
 * Brings the rows of a file in, batch by batch. How far it has come stands in the import itself and is written in the
 * transaction of the rows: after a crash, a cancel or a failure the next run goes on exactly there.
 */
export const contactImportWork: Work = {
  kind: IMPORT_JOB,
  async run(running: Running<{ importId: string }>): Promise<ImportResult> {
    const { house, input } = running
    const db = house.db as Database<ImportsDb>
    if (running.by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests import nothing.')
    const file = await findImport(db, running.by, input.importId)
    const run = await prepare(db, running.by, file)
    const counts = await work(running, house, file, run)
    const result = { importId: file.id, ...counts, dryRun: run.options.dryRun }
    await tellOfEnd(db, run, file, result)
    return result
  },
}

async function prepare(db: Database<ImportsDb>, by: By, file: ImportWithJob): Promise<Run> {
  if (!file.options) throw new Problem('conflict', 'import.not_started')
  const context = await knownOf(db)
  const headings = file.columns.map((column) => column.heading)
  return {
    id: file.id,
    by: { ...by, via: 'import', runId: file.id },
    options: file.options,
    context,
    reading: {
      columns: readColumns(file.mapping, headings),
      decimal: file.dialect.decimal,
      dateOrder: file.dialect.dateOrder,
      fields: context.fields,
      homeCountry: context.settings.country,
      thisYear: new Date().getFullYear(),
    },
    rehearsed: new Set(),
  }
}

function knownOf(db: Database<ImportsDb>): Promise<ContactContext> {
  return readContext(db)
}

async function work(
  running: Running<{ importId: string }>,
  house: House,
  file: ImportWithJob,
  run: Run,
): Promise<Counts> {
  const { encoding, dialect } = file
  const hash = fileOf(file)
  let { created, updated, skipped, failed, doneTo } = file
  let counts: Counts = { created, updated, skipped, failed }
  let batch: CsvRecord[] = []
  const finishBatch = async (last: boolean) => {
    const records = batch
    batch = []
    if (records.length === 0) return
    counts = await transaction(house.db as Database<ImportsDb>, async (tx) => {
      const totals = await importBatch(tx, run, { records, from: doneTo })
      const done = totals.created + totals.updated + totals.skipped + totals.failed
      const total = last ? done : Math.max(done, file.rowEstimate)
      await running.save(tx as never, { done, total, checkpoint: { row: records.at(-1)?.number } })
      return totals
    })
    doneTo = records.at(-1)?.number ?? doneTo
  }
  let first = true
  for await (const record of readRecords(house.files, { hash, encoding, dialect })) {
    const isHeading = first && dialect.hasHeader
    first = false
    if (isHeading || record.number <= doneTo) continue
    batch.push(record)
    if (batch.length === BATCH) await finishBatch(false)
  }
  await finishBatch(true)
  return counts
}

/** The starter hears it from Kontor itself; managers set for all rows, from the starter. */
async function tellOfEnd(
  db: Database<ImportsDb>,
  { by, options }: Run,
  file: ImportWithJob,
  { created, updated, skipped, failed }: ImportResult,
): Promise<void> {
  const record = { kind: 'import', id: file.id, title: file.fileName }
  const text = JSON.stringify({ created, updated, skipped, failed, dryRun: options.dryRun })
  await db.transaction().execute(async (tx) => {
    await notify(tx, { ...by, id: EVERYONE }, { users: [file.ownerId], kind: 'import', record, text })
    const users = options.dryRun || created === 0 ? [] : (options.defaults.managers ?? [])
    await notify(tx, by, { users, kind: 'manager', record, text })
  })
}
