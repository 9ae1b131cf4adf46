import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { blame } from '../../blame.ts'
import type { ImportRow } from '../../import.ts'
import { readRow } from '../../read-row.ts'
import { findErrors } from './find-errors.ts'
import type { Run } from '../run/import-batch.ts'
import { prepareRun } from '../run/prepare-run.ts'
import { presentRows } from '../read-imports.ts'
import { lockIdle } from './rows-again.ts'
import type { ImportsDb } from '../tables.ts'

/** Changes the cells of a row that was left out and looks whether it could come in now; it does not yet. */
export async function changeRow(
  tx: Tx<ImportsDb>,
  by: By,
  { id, number, cells }: { id: string; number: number; cells: string[] },
): Promise<ImportRow> {
  const file = await lockIdle(tx, by, id)
  const row = await tx
    .selectFrom('importRow')
    .selectAll()
    .where('importId', '=', id)
    .where('number', '=', number)
    .where('state', '=', 'error')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  const plain = cells.map((cell) => cell.replaceAll('\0', ''))
  const errors = await errorsOf(tx, await prepareRun(tx, by, file), plain)
  const changed = { cells: plain, errors, corrected: errors.length === 0 }
  await tx
    .updateTable('importRow')
    .set({ ...changed, cells: json(plain), errors: json(errors) })
    .where('importId', '=', id)
    .where('number', '=', number)
    .execute()
  const [shown] = await presentRows(tx, by, [{ ...row, ...changed }])
  if (!shown) throw missing()
  return shown
}

async function errorsOf(tx: Tx<ImportsDb>, run: Run, cells: string[]): Promise<ImportRow['errors']> {
  const read = readRow(cells, run.reading)
  if (!read) return []
  const [errors = []] = await findErrors(tx, run, [read])
  return errors.map((e) => ({
    ...e,
    columns: blame(e.path, { draft: read.draft, cells }, run.reading.columns),
  }))
}
