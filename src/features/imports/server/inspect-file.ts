import type { Readable } from 'node:stream'
import { guessDialect } from '#kernel/csv-dialect.ts'
import type { Dialect } from '#kernel/csv-dialect.ts'
import type { Encoding } from '#kernel/csv-encoding.ts'
import { Problem } from '#kernel/problem.ts'
import type { Files } from '#platform/files.ts'
import type { Column } from '../suggest-mapping.ts'
import { readRecords } from './read-records.ts'
import { findEncoding, readText } from './read-text.ts'

export interface Inspected {
  encoding: Encoding
  dialect: Dialect
  columns: Column[]
  /** The first rows below the heading. */
  preview: string[][]
  /** How many rows there are below the heading: counted in a small file, else by their size. */
  rows: number
}

const SAMPLE_CHARACTERS = 200_000
const LOOKED_AT = 500
/** Up to this size the rows are counted, which takes a blink; beyond it they are estimated. */
const COUNTED_BYTES = 2_000_000
const PREVIEWED = 20
const SAMPLES = 5

/** A first look into a file; what the caller knows better about encoding and dialect is not guessed. */
export async function inspectFile(
  files: Files,
  file: { hash: string; size: number },
  known: { encoding?: Encoding | undefined; dialect?: Partial<Dialect> } = {},
): Promise<Inspected> {
  const encoding = known.encoding ?? (await findEncoding(await files.open(file.hash)))
  const sample = await beginning(await files.open(file.hash), encoding)
  if (sample.trim() === '') throw new Problem('invalid', 'import.empty', 'There is nothing in this file.')
  const dialect = { ...guessDialect(sample), ...known.dialect }
  const rows: string[][] = []
  for await (const { cells } of readRecords(files, { hash: file.hash, encoding, dialect })) {
    rows.push(cells)
    if (rows.length > LOOKED_AT && file.size > COUNTED_BYTES) break
  }
  const headings = dialect.hasHeader ? (rows.shift() ?? []) : []
  const width = Math.max(headings.length, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index): Column => ({
    index,
    heading: (headings[index] ?? '').trim(),
    samples: samplesOf(rows, index),
  }))
  return {
    encoding,
    dialect,
    columns,
    preview: rows.slice(0, PREVIEWED),
    rows: file.size > COUNTED_BYTES && rows.length >= LOOKED_AT ? estimate(rows, file.size) : rows.length,
  }
}

async function beginning(bytes: Readable, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const piece of readText(bytes, encoding)) {
    text += piece
    if (text.length >= SAMPLE_CHARACTERS) break
  }
  bytes.destroy()
  return text.slice(0, SAMPLE_CHARACTERS)
}

function samplesOf(rows: readonly string[][], index: number): string[] {
  return rows
    .map((row) => (row[index] ?? '').trim().slice(0, 200))
    .filter(Boolean)
    .slice(0, SAMPLES)
}

function estimate(rows: readonly string[][], size: number): number {
  const characters = rows.reduce((sum, row) => sum + row.join(';').length + 2, 0)
  return Math.round((size / characters) * rows.length)
}
