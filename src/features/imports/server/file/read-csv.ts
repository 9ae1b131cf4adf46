import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Dialect } from '#kernel/csv-dialect.ts'
import type { Encoding } from '#kernel/csv-encoding.ts'
import { Problem } from '#kernel/problem.ts'
import type { Files } from '#platform/files.ts'
import type { FileRecord } from './read-records.ts'
import { readText } from './read-text.ts'

/** No row is longer than this; a quote that is never closed would else swallow the file. */
const LONGEST = 1_000_000

/** The rows of a CSV file, one after the other, however large it is; empty ones are counted and left out. */
export async function* readCsv(
  files: Files,
  file: { hash: string; encoding: Encoding; dialect: Dialect },
): AsyncGenerator<FileRecord> {
  const { delimiter, quote, skipLines } = file.dialect
  const text = Readable.from(readText(await files.open(file.hash), file.encoding))
  const parser = parse({
    delimiter,
    quote,
    escape: quote,
    bom: true,
    from_line: skipLines + 1,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST,
  })
  text.on('error', (error) => parser.destroy(error))
  let number = 0
  try {
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      number++
      if (cells.some((cell) => cell.trim() !== '')) yield { number, cells: cells.map(withoutNull) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const told = `After row ${number} the file cannot be read: is a quotation mark missing?`
    throw new Problem('invalid', 'import.unreadable', told)
  } finally {
    text.destroy()
    parser.destroy()
  }
}

/** PostgreSQL keeps every character but this one. */
function withoutNull(cell: string): string {
  return cell.includes('\0') ? cell.replaceAll('\0', '') : cell
}
