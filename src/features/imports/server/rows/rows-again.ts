import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { RowsRun } from '../../import.ts'
import { findImport } from '../read-imports.ts'
import type { ImportWithJob } from '../read-imports.ts'
import type { FileRecord } from '../file/read-records.ts'
import type { ImportsDb } from '../tables.ts'

/** The next rows to be tried again. */
export async function findRowsAgain(
  db: Database<ImportsDb>,
  id: string,
  { again, after, limit }: { again: RowsRun; after: number; limit: number },
): Promise<(FileRecord & { state: 'error' | 'held' })[]> {
  const rows = await wanted(db, id, again, after)
    .select(['number', 'cells'])
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, state: again.state }))
}

export async function countRowsAgain(
  db: Database<ImportsDb>,
  id: string,
  again: RowsRun,
  after: number,
): Promise<number> {
  const { n } = await wanted(db, id, again, after)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

function wanted(db: Database<ImportsDb>, id: string, { state, numbers }: RowsRun, after: number) {
  let select = db
    .selectFrom('importRow')
    .where('importId', '=', id)
    .where('state', '=', state)
    .where('number', '>', after)
  if (numbers) select = select.where('number', 'in', numbers.length > 0 ? numbers : [-1])
  else if (state === 'error') select = select.where('corrected', '=', true)
  return select
}

/** Locks an import that nothing is at work on. */
export async function lockIdle(tx: Tx<ImportsDb>, by: By, id: string): Promise<ImportWithJob> {
  await sql`select 1 from import where id = ${id} for update`.execute(tx)
  const file = await findImport(tx, by, id)
  if (file.jobState === 'queued' || file.jobState === 'running') {
    throw new Problem('conflict', 'import.running', 'This import is running already.')
  }
  return file
}
