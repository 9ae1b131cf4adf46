import { fold } from './fold.ts'
import { parseDay, parseDecimal, type DateOrder, type DecimalSign } from './written-value.ts'

export interface Dialect {
  delimiter: Delimiter
  quote: '"' | "'"
  hasHeader: boolean
  decimal: DecimalSign
  dateOrder: DateOrder
  /** Lines before the table: 1 with Excel's `sep=;` on top, else 0. */
  skipLines: number
}

export type Delimiter = ';' | '\t' | ',' | '|'

/**
 * How a CSV file is written, from its beginning as text (some 50 lines or more; it may end anywhere). Line
 * breaks inside quotes belong to their field.
 */
export function guessDialect(sample: string): Dialect {
  const declared = /^\uFEFF?sep=([;\t,|])\r?\n/i.exec(sample)
  const text = sample.slice(declared?.[0].length ?? 0).replace(/^\uFEFF/, '')
  const quote = guessQuote(text)
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? guessDelimiter(text, quote)
  const rows = records(text, delimiter, quote)
  const cells = rows.slice(1).flat()
  const decimal = guessDecimal(cells, delimiter)
  const dateOrder = guessDateOrder(cells, decimal)
  return { delimiter, quote, hasHeader: hasHeader(rows), decimal, dateOrder, skipLines: declared ? 1 : 0 }
}

const DELIMITERS: readonly Delimiter[] = [';', '\t', ',', '|']
const MAX_RECORDS = 200

/** Splits whole records of a sample; a last one that is cut off is left out. */
function records(text: string, delimiter: string, quote: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let [inside, at] = [false, 0]
  const endField = (): void => {
    row.push(field.trim())
    field = ''
  }
  const endRow = (): void => {
    endField()
    if (row.some(Boolean)) rows.push(row)
    row = []
  }
  for (; at < text.length && rows.length < MAX_RECORDS; at++) {
    const sign = text.charAt(at)
    if (sign === quote && inside && text.charAt(at + 1) === quote) field += text.charAt(at++)
    else if (sign === quote && (inside || field.trim() === '')) inside = !inside
    else if (inside) field += sign
    else if (sign === delimiter) endField()
    else if (sign === '\n' || (sign === '\r' && text.charAt(at + 1) !== '\n')) endRow()
    else field += sign
  }
  if (at === text.length && (rows.length === 0 || (!inside && row.length + 1 >= (rows[0]?.length ?? 0))))
    endRow()
  return rows
}

/** `'` only where fields are quoted with it on both sides and `"` does not occur. */
function guessQuote(text: string): '"' | "'" {
  return !text.includes('"') && /(^|[;\t,|\n])'[^'\n]*'([;\t,|\r\n]|$)/.test(text) ? "'" : '"'
}

/** The one that cuts most records into the same number of fields, and into many. */
function guessDelimiter(text: string, quote: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = records(text, delimiter, quote).map((row) => row.length)
    const times = new Map<number, number>()
    for (const width of widths) times.set(width, (times.get(width) ?? 0) + 1)
    const [width = 1, count = 0] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
    const share = widths.length === 0 ? 0 : count / widths.length
    const score = share * share * Math.log(width)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** The first row has names of columns: no data among them, none twice, and known words or data beneath. */
function hasHeader(rows: string[][]): boolean {
  const [first = [], ...rest] = rows
  const names = first.filter(Boolean)
  if (names.length === 0 || names.some(isData) || new Set(names).size < names.length) return false
  if (names.some((name) => HEADINGS.test(fold(name)))) return true
  return first.some((_, column) => rest.some((row) => isData(row[column] ?? '')))
}

const HEADINGS =
  /\b(vor|nach|first|last|given|family|company|sur)?-?name\b|\b(anrede|titel|firma|company|organi[sz]ation|strasse|street|adresse|address|plz|postleitzahl|ort|stadt|city|land|country|zip|telefon|phone|mobil|mobile|handy|fax|e-?mail|web|webseite|website|url|geburtstag|birthday|datum|date|notiz|notizen|notes?|id|nr|nummer|number|betrag|amount|kunde|kundennummer|customer|kategorien|categories|typ|type)\b/

function isData(cell: string): boolean {
  return /^\S+@\S+\.\S+$|^https?:\/\//.test(cell) || /^[\d\s+()/.,:'€%–-]*\d[\d\s+()/.,:'€%–-]*$/.test(cell)
}

/** By the cells that can be read in one way only; else what goes with the delimiter. */
function guessDecimal(cells: string[], delimiter: Delimiter): DecimalSign {
  const votes = { ',': 0, '.': 0 }
  for (const cell of cells) {
    if (/^0?\d{3,}\/|^\+|[.,]\d{3}$/.test(cell)) continue
    const [comma, point] = [
      cell.includes(',') && parseDecimal(cell, ','),
      cell.includes('.') && parseDecimal(cell, '.'),
    ]
    if (comma && !(point && point === comma)) votes[',']++
    if (point && !(comma && point === comma)) votes['.']++
  }
  if (votes[','] !== votes['.']) return votes[','] > votes['.'] ? ',' : '.'
  return delimiter === ',' ? '.' : ','
}

function guessDateOrder(cells: string[], decimal: DecimalSign): DateOrder {
  const votes: Record<DateOrder, number> = { dmy: 0, ymd: 0, mdy: 0 }
  for (const cell of cells) {
    const fitting = (['dmy', 'mdy', 'ymd'] as const).filter((order) => parseDay(cell, order))
    if (/^\d{4}\D/.test(cell) && fitting.length > 0) votes.ymd++
    else if (/^\d{1,2}\.\d{1,2}\./.test(cell) && fitting.length > 0) votes.dmy++
    else if (fitting[0] && fitting[0] !== 'ymd' && !(fitting.includes('dmy') && fitting.includes('mdy'))) {
      votes[fitting[0]]++
    }
  }
  const most = Math.max(votes.dmy, votes.ymd, votes.mdy)
  if (most === 0)
    return decimal === '.' && cells.some((cell) => /^\d\d?\/\d\d?\/\d/.test(cell)) ? 'mdy' : 'dmy'
  return votes.dmy === most ? 'dmy' : votes.mdy === most ? 'mdy' : 'ymd'
}
