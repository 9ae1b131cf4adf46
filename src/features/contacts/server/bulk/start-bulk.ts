import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { bulkTitle, changeIn } from '../../bulk.ts'
import type { Bulk, BulkChange } from '../../bulk.ts'
import { readContext } from '../contact-state.ts'
import type { ContactsDb } from '../tables.ts'
import { checkBulk } from './check-bulk.ts'
import { targetsOf } from './targets.ts'

export const BULK_JOB = 'contacts.bulk'

export interface BulkInput {
  change: BulkChange
  title: string
}

/**
 * Starts to change everything that is meant, as a run of its own that can be taken back. Which contacts that are is
 * settled now: the change itself may let them drop out of the filter.
 */
export async function startBulk(
  tx: Tx<ContactsDb>,
  by: By,
  { house, body }: { house: House; body: Bulk },
): Promise<StartedJob> {
  const change = await checkBulk(tx, by, changeIn(body), await readContext(tx))
  const targets = await targetsOf(tx, by, body)
  const { rows } = await sql<{ n: number }>`select count(*) as n from contact r where ${targets}`.execute(tx)
  const total = rows[0]?.n ?? 0
  if (total === 0)
    throw new Problem('conflict', 'bulk.nothing', 'There is no such contact, or you may not see it.')
  const title = bulkTitle(change, total, by.language)
  const input: BulkInput = { change, title }
  const id = await house.jobs.start(tx as never, by, { kind: BULK_JOB, title, input })
  await openRun(tx, by, { id, kind: 'bulk', title, jobId: id })
  await sql`
    insert into run_target (run_id, record_id) select ${id}::uuid, r.id from contact r where ${targets}`.execute(
    tx,
  )
  return queued({ id, kind: BULK_JOB, title }, total)
}
