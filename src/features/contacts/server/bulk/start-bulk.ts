import { bulkTitle, changeIn } from '#features/runs/bulk.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { startTargets } from '#features/runs/server/start-targets.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { bulkWords } from '../../bulk.ts'
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
  return startTargets(tx, by, {
    house,
    kind: BULK_JOB,
    table: 'contact',
    targets: await targetsOf(tx, by, body),
    title: (total) => bulkTitle(bulkWords, change, total, by.language),
    input: (title): BulkInput => ({ change, title }),
    nothing: 'There is no such contact, or you may not see it.',
  })
}
