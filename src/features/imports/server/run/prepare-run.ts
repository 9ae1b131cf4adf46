import { readContext } from '#features/contacts/server/contact-state.ts'
import { readScale } from '#features/duplicates/server/learned-weights.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { readColumns } from '../../read-row.ts'
import type { Run } from './import-batch.ts'
import type { ImportWithJob } from '../read-imports.ts'
import type { ImportsDb } from '../tables.ts'

/** What has to be known to bring rows of this import in. */
export async function prepareRun(db: Database<ImportsDb>, by: By, file: ImportWithJob): Promise<Run> {
  if (!file.options) throw new Problem('conflict', 'import.not_started')
  const context = await readContext(db)
  const headings = file.columns.map((column) => column.heading)
  return {
    id: file.id,
    by: { ...by, via: 'import', runId: file.id },
    options: file.options,
    context,
    scale: await readScale(db),
    reading: {
      columns: readColumns(file.mapping, headings),
      decimal: file.dialect.decimal,
      dateOrder: file.dialect.dateOrder,
      fields: context.fields,
      homeCountry: context.settings.country,
      thisYear: new Date().getFullYear(),
    },
    rehearsed: new Set(),
    corrections: await readCorrections(db, file.id),
  }
}

/** The cells of rows that were corrected after a dry run, by the number of the row. */
async function readCorrections(db: Database<ImportsDb>, importId: string): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('importRow')
    .select(['number', 'cells'])
    .where('importId', '=', importId)
    .where('state', '=', 'error')
    .where('corrected', '=', true)
    .execute()
  return new Map(rows.map(({ number, cells }) => [number, cells]))
}
