import { setImmediate } from 'node:timers/promises'
import { prepareDraft } from '../../alike.ts'
import type { Prepared } from '../../alike.ts'
import { readRow } from '../../read-row.ts'
import type { Draft } from '../../read-row.ts'
import type { Run } from './import-batch.ts'
import type { FileRecord } from '../file/read-records.ts'

/** A record of the file read as what it becomes, or what is wrong with it. */
export interface Row {
  record: FileRecord
  draft: Draft
  errors: NonNullable<ReturnType<typeof readRow>>['errors']
  /** Made ready to be compared with others, where it will be. */
  prepared?: Prepared | undefined
}

export interface Batch {
  rows: Row[]
  records: number
  /** Where the batch ends in the file. */
  to: number
  isLast: boolean
}

/** Reads a record; undefined when nothing that is imported stands in it. */
export function readRecord({ reading, options, corrections }: Run, inFile: FileRecord): Row | undefined {
  const record = { ...inFile, cells: corrections.get(inFile.number) ?? inFile.cells }
  const read = readRow(record.cells, reading)
  if (!read) return undefined
  const compared = options.duplicates !== 'create' && read.errors.length === 0
  return { record, ...read, prepared: compared ? prepareDraft(read.draft, reading.homeCountry) : undefined }
}

/** The records as batches of rows; the next one is read while its predecessor is written. */
export async function* readAhead(
  run: Run,
  records: AsyncIterable<FileRecord>,
  size: number,
): AsyncGenerator<Batch> {
  const batches = readBatches(run, records, size)
  let next = batches.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done === true) return
      next = batches.next()
      // It may fail while its predecessor is written: then that is said where it is waited for.
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await batches.return(undefined)
  }
}

async function* readBatches(
  run: Run,
  records: AsyncIterable<FileRecord>,
  size: number,
): AsyncGenerator<Batch> {
  let batch: Batch = { rows: [], records: 0, to: 0, isLast: false }
  for await (const record of records) {
    const row = readRecord(run, record)
    if (row) batch.rows.push(row)
    batch.to = record.number
    if (++batch.records === size) {
      yield batch
      batch = { rows: [], records: 0, to: 0, isLast: false }
    } else if (batch.records % BREATH === 0) await setImmediate()
  }
  if (batch.records > 0) yield { ...batch, isLast: true }
}

/** After so many rows the answers of PostgreSQL have their turn. */
const BREATH = 20
