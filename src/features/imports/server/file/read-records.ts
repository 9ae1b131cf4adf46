import type { Picture } from '#features/contacts/server/make-picture.ts'
import type { Dialect } from '#kernel/csv-dialect.ts'
import type { Encoding } from '#kernel/csv-encoding.ts'
import type { Files } from '#platform/files.ts'
import type { Format } from '../../import.ts'
import { openZip } from './open-zip.ts'
import { readCsv } from './read-csv.ts'
import { readVcards } from './read-vcards.ts'
import { openWorkbook } from './read-xlsx.ts'

/** One record of a file as it stands there: a row of a table, or a vCard in a single cell. */
export interface FileRecord {
  /** From 1, as a spreadsheet counts: the heading and empty rows included. */
  number: number
  cells: string[]
  /** The picture in a vCard, as it stands in the file. */
  photo?: Buffer
  /** The same, kept in our own sizes. */
  picture?: Picture | undefined
}

/** A kept file and how it is read. */
export interface SourceFile {
  hash: string
  size: number
  format: Format
  sheet: string | null
  encoding: Encoding
  dialect: Dialect
}

/** The records of a file of any kind, one after the other, however large it is; empty ones are left out. */
export async function* readRecords(files: Files, file: SourceFile): AsyncGenerator<FileRecord> {
  if (file.format === 'csv') yield* readCsv(files, file)
  else if (file.format === 'vcard') yield* readVcards(files, file)
  else {
    const { rows } = await openWorkbook(await openZip(files, file))
    for await (const record of rows(file.sheet ?? '', file.dialect.decimal)) {
      if (record.number > file.dialect.skipLines) yield record
    }
  }
}
