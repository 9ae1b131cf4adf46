import type { Readable } from 'node:stream'
import { toCsv } from '#kernel/csv.ts'
import { guessDialect } from '#kernel/csv-dialect.ts'
import type { Dialect } from '#kernel/csv-dialect.ts'
import type { Encoding } from '#kernel/csv-encoding.ts'
import { Problem } from '#kernel/problem.ts'
import type { Files } from '#platform/files.ts'
import type { Column } from '../../suggest-mapping.ts'
import { openZip } from './open-zip.ts'
import { readRecords } from './read-records.ts'
import type { FileRecord, SourceFile } from './read-records.ts'
import { readText } from './read-text.ts'
import { openWorkbook } from './read-xlsx.ts'

export interface Inspected {
  dialect: Dialect
  sheets: string[]
  sheet: string | null
  columns: Column[]
  /** The first rows below the heading. */
  preview: string[][]
  /** How many rows there are below the heading: counted in a small file, else by their size. */
  rows: number
  rowsExact: boolean
}

/** What is known of a file before it is looked into; what the user says of it is not guessed. */
export interface Known {
  hash: string
  size: number
  format: SourceFile['format']
  encoding: Encoding
  sheet?: string | null | undefined
  dialect?: Partial<Dialect> | undefined
}

const SAMPLE_CHARACTERS = 200_000
const LOOKED_AT = 500
/** Up to this size the rows are counted, which takes a blink; beyond it they are estimated. */
const COUNTED_BYTES = 2_000_000
const PREVIEWED = 20
const SAMPLES = 5
const CARD: Dialect = {
  delimiter: ';',
  quote: '"',
  decimal: ',',
  dateOrder: 'ymd',
  hasHeader: false,
  skipLines: 0,
}

/** A first look into a file: how it is written, its columns, its first rows. */
export async function inspectFile(files: Files, known: Known): Promise<Inspected> {
  if (known.format === 'xlsx') return inspectWorkbook(files, known)
  const dialect = known.format === 'vcard' ? CARD : await dialectOf(files, known)
  const file: SourceFile = { ...known, sheet: null, dialect: { ...dialect, ...known.dialect } }
  const { rows, whole } = await firstRows(files, file)
  if (rows.length === 0) throw empty()
  const found = tableOf(
    rows.map(({ cells }) => cells),
    file.dialect.hasHeader,
  )
  if (known.format === 'vcard') for (const column of found.columns) column.heading = 'vCard'
  const all = whole ? found.rows : estimate(rows, known.size)
  return { ...found, rows: all, rowsExact: whole, dialect: file.dialect, sheets: [], sheet: null }
}

async function dialectOf(files: Files, { hash, encoding }: Known): Promise<Dialect> {
  const sample = await beginning(await files.open(hash), encoding)
  if (sample.trim() === '') throw empty()
  return guessDialect(sample)
}

/** Of a workbook the first sheet that is shown and has rows, unless the user says which. */
async function inspectWorkbook(files: Files, known: Known): Promise<Inspected> {
  const book = await openWorkbook(await openZip(files, known))
  const shown = book.sheets.filter(({ hidden }) => !hidden)
  const sheets = (shown.length > 0 ? shown : book.sheets).map(({ name }) => name)
  for (const sheet of known.sheet && sheets.includes(known.sheet) ? [known.sheet] : sheets) {
    const bare: SourceFile = { ...known, sheet, dialect: { ...CARD, dateOrder: 'dmy' } }
    const { rows, whole } = await firstRows(files, bare)
    if (rows.length === 0) continue
    const guessed = guessDialect(toCsv(rows.slice(0, 200).map(({ cells }) => cells)))
    const skipLines = known.dialect?.skipLines ?? titleLines(rows)
    const below = rows.filter(({ number }) => number > skipLines)
    const hasHeader = guessDialect(toCsv(below.slice(0, 200).map(({ cells }) => cells))).hasHeader
    const dialect = { ...guessed, delimiter: ';' as const, hasHeader, ...known.dialect, skipLines }
    const found = tableOf(
      below.map(({ cells }) => cells),
      dialect.hasHeader,
    )
    const last = whole ? undefined : await book.lastRow(sheet)
    const all = last === undefined ? found.rows : Math.max(found.rows, last - skipLines - 1)
    return { ...found, rows: all, rowsExact: whole, dialect, sheets, sheet }
  }
  throw empty()
}

/** A title over the table stands alone in its row: everything before the first row that is as wide as the table. */
function titleLines(rows: readonly FileRecord[]): number {
  const filled = rows.slice(0, 50).map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  const widest = Math.max(...filled)
  const first = filled.findIndex((count) => count > 1 || widest < 3)
  return first > 0 ? (rows[first]?.number ?? 1) - 1 : 0
}

async function firstRows(files: Files, file: SourceFile): Promise<{ rows: FileRecord[]; whole: boolean }> {
  const rows: FileRecord[] = []
  for await (const record of readRecords(files, file)) {
    if (rows.length > LOOKED_AT && file.size > (file.format === 'xlsx' ? COUNTED_BYTES / 4 : COUNTED_BYTES)) {
      return { rows, whole: false }
    }
    rows.push(record)
  }
  return { rows, whole: true }
}

function tableOf(rows: string[][], hasHeader: boolean): Pick<Inspected, 'columns' | 'preview' | 'rows'> {
  const [first = []] = rows
  const headings = hasHeader ? first : []
  const body = hasHeader ? rows.slice(1) : rows
  const width = body.reduce((most, row) => Math.max(most, row.length), headings.length)
  const columns = Array.from({ length: width }, (_, index): Column => ({
    index,
    heading: (headings[index] ?? '').trim(),
    samples: samplesOf(body, index),
  }))
  return { columns, preview: body.slice(0, PREVIEWED), rows: body.length }
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

function estimate(rows: readonly FileRecord[], size: number): number {
  const characters = rows.reduce((sum, { cells }) => sum + cells.join(';').length + 2, 0)
  return Math.round((size / characters) * rows.length)
}

function empty(): Problem {
  return new Problem('invalid', 'import.empty', 'There is nothing in this file.')
}
