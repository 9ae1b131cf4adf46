import type { Readable } from 'node:stream'
import type { Contact } from '#features/contacts/contact.ts'
import { SHEET_ROWS, sheetEnd, sheetHead, sheetPath, sheetRow, workbookParts } from '#kernel/workbook.ts'
import { zipStream } from '#platform/zip.ts'
import type { ZipEntry } from '#platform/zip.ts'
import { cellText } from '../export-columns.ts'
import type { ExportCell, ExportColumn } from '../export-columns.ts'

/** A table as a workbook (.xlsx), piece by piece; what one sheet cannot hold stands on the next. */
export function writeWorkbook(
  pages: AsyncIterable<Contact[]>,
  columns: readonly ExportColumn[],
  { title, sheetRows = SHEET_ROWS }: { title: string; sheetRows?: number },
): Readable {
  return zipStream(entries(cellPages(pages, columns), columns, { title, sheetRows }))
}

async function* entries(
  pages: AsyncIterator<ExportCell[][]>,
  columns: readonly ExportColumn[],
  { title, sheetRows }: { title: string; sheetRows: number },
): AsyncGenerator<ZipEntry> {
  const names: string[] = []
  const rest: Rest = { pages, rows: (await pages.next()).value ?? [] }
  const widths = widthsOf(columns, rest.rows)
  try {
    do {
      const name = names.length === 0 ? title : `${title} ${names.length + 1}`
      yield { name: sheetPath(names.length), content: sheet(rest, columns, { widths, sheetRows }) }
      names.push(name)
    } while (rest.rows.length > 0)
  } finally {
    await pages.return?.()
  }
  for (const [name, text] of Object.entries(workbookParts(names))) yield { name, content: [text] }
}

async function* cellPages(
  pages: AsyncIterable<Contact[]>,
  columns: readonly ExportColumn[],
): AsyncGenerator<ExportCell[][]> {
  for await (const contacts of pages) {
    yield contacts.map((contact) => columns.map((column) => guarded(column.cell(contact))))
  }
}

interface Rest {
  pages: AsyncIterator<ExportCell[][]>
  rows: ExportCell[][]
}

/** As many rows as fit; what is over stays in `rest`. */
async function* sheet(
  rest: Rest,
  columns: readonly ExportColumn[],
  { widths, sheetRows }: { widths: number[]; sheetRows: number },
): AsyncGenerator<string> {
  yield sheetHead(
    columns.map(({ heading }) => heading),
    widths,
  )
  let last = 1
  while (rest.rows.length > 0 && last < sheetRows) {
    const rows = rest.rows.slice(0, sheetRows - last)
    const from = last
    yield rows.map((cells, at) => sheetRow(from + at + 1, cells)).join('')
    last += rows.length
    rest.rows = rest.rows.slice(rows.length)
    while (rest.rows.length === 0) {
      const { value, done } = await rest.pages.next()
      if (done) break
      rest.rows = value
    }
  }
  yield sheetEnd(last, columns.length)
}

/** An import takes one `'` off what would be a formula in a CSV. Here nothing is; what has one gets a second. */
function guarded(cell: ExportCell): ExportCell {
  return typeof cell === 'string' && /^'+[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

/** Columns as wide as what the first contacts have to say, within reason. */
function widthsOf(columns: readonly ExportColumn[], rows: readonly ExportCell[][]): number[] {
  return columns.map(({ heading }, at) => {
    const lengths = rows.map((cells) => cellText(cells[at] ?? null, 'de').length)
    return Math.min(48, Math.max(10, heading.length + 4, ...lengths) + 2)
  })
}
