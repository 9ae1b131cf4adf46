import type { Contact } from '#features/contacts/contact.ts'
import { csvLine } from '#kernel/csv.ts'
import { cellText } from '../export-columns.ts'
import type { ExportColumn } from '../export-columns.ts'

/**
 * A table as CSV, piece by piece. Starts with a byte order mark and, for Germans, parts with `;`, as their Excel
 * expects; no cell runs as a formula.
 */
export async function* writeCsv(
  pages: AsyncIterable<Contact[]>,
  columns: readonly ExportColumn[],
  language: 'de' | 'en',
): AsyncGenerator<string> {
  const style = { delimiter: language === 'de' ? ';' : ',' }
  const headings = columns.map(({ heading }) => heading)
  yield `\uFEFF${csvLine(headings, style)}`
  for await (const contacts of pages) {
    const lines = contacts.map((contact) =>
      csvLine(
        columns.map((column) => cellText(column.cell(contact), language)),
        style,
      ),
    )
    yield lines.join('')
  }
}
