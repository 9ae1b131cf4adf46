import { sql } from 'kysely'
import type { z } from 'zod'
import { openRun } from '#features/runs/server/open-run.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { RowsRun, importJob } from '../../import.ts'
import { countRowsAgain, lockIdle } from './rows-again.ts'
import { IMPORT_JOB } from '../run/start-import.ts'
import type { ImportsDb } from '../tables.ts'

/** Starts to bring rows in that were left out. */
export async function runRows(
  tx: Tx<ImportsDb>,
  by: By,
  { house, id, again }: { house: Pick<House, 'jobs'>; id: string; again: RowsRun },
): Promise<z.infer<typeof importJob>> {
  const file = await lockIdle(tx, by, id)
  if (!file.options || file.options.dryRun) {
    throw new Problem('conflict', 'import.not_run', 'Only rows that a run left out can be tried again.')
  }
  const total = await countRowsAgain(tx, id, again, 0)
  if (total === 0) throw new Problem('conflict', 'import.no_rows', 'There is no such row to be tried again.')
  const title = file.fileName
  const jobId = await house.jobs.start(tx as never, by, {
    kind: IMPORT_JOB,
    title,
    input: { importId: id, again },
  })
  await openRun(tx, by, { id, kind: 'import', title, jobId })
  await tx
    .updateTable('import')
    .set({ jobId, updatedAt: sql<string>`now()`, version: file.version + 1 })
    .where('id', '=', id)
    .execute()
  return { id: jobId, kind: IMPORT_JOB, title, state: 'queued', done: 0, total, result: null, error: null }
}
