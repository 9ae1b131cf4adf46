import { csvLine } from '#kernel/csv.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { findImport, listImportRows } from '../read-imports.ts'
import type { ImportsDb } from '../tables.ts'

/** The rows with errors as CSV, each with its number and the reasons, to be corrected elsewhere and brought in again. */
export async function writeRows(
  db: Database<ImportsDb>,
  by: By,
  id: string,
): Promise<AsyncGenerator<string>> {
  const { columns } = await findImport(db, by, id)
  const [number, reason] = by.language === 'de' ? ['Zeile', 'Grund'] : ['Row', 'Reason']
  const headings = [number, reason, ...columns.map(({ heading }) => heading)]
  return lines(db, by, id, headings)
}

async function* lines(
  db: Database<ImportsDb>,
  by: By,
  id: string,
  headings: string[],
): AsyncGenerator<string> {
  const style = { delimiter: by.language === 'de' ? ';' : ',' }
  yield `\uFEFF${csvLine(headings, style)}`
  let cursor: number | undefined
  for (;;) {
    const { items, nextCursor } = await listImportRows(db, by, { id, state: 'error', limit: 200, cursor })
    for (const { number, errors, cells } of items) {
      const reasons = errors.map(({ message }) => message).join(' ')
      yield csvLine([String(number), reasons, ...cells], style)
    }
    if (nextCursor === null) return
    cursor = Number(nextCursor)
  }
}
