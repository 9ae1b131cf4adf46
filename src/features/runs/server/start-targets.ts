import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { queued } from '../run.ts'
import type { StartedJob } from '../run.ts'
import { openRun } from './open-run.ts'

interface Start {
  house: House
  /** The job that goes through them. */
  kind: string
  table: string
  /** Which rows of the table, as `r`, are meant. */
  targets: RawBuilder<SqlBool>
  /** How the run is called, of so many. */
  title: (total: number) => string
  input: (title: string) => object
  /** Said when there are none. */
  nothing: string
}

/**
 * Starts a job for all rows that are meant, as a run of its own that can be taken back. Which ones that are is settled
 * now: the change itself may let them drop out of the filter.
 */
export async function startTargets<T>(
  tx: Tx<T>,
  by: By,
  { house, kind, table, targets, title: titleOf, input, nothing }: Start,
): Promise<StartedJob> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(table)} r where ${targets}`.execute(tx)
  const total = rows[0]?.n ?? 0
  if (total === 0) throw new Problem('conflict', 'bulk.nothing', nothing)
  const title = titleOf(total)
  const id = await house.jobs.start(tx as never, by, { kind, title, input: input(title) })
  await openRun(tx as never, by, { id, kind: 'bulk', title, jobId: id })
  await sql`
    insert into run_target (run_id, record_id)
    select ${id}::uuid, r.id from ${sql.table(table)} r where ${targets}`.execute(tx)
  return queued({ id, kind, title }, total)
}
