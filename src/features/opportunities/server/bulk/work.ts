import { targetWork } from '#features/runs/server/target-work.ts'
import type { Done } from '#features/runs/server/target-work.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { patchOf } from '../../opportunity-bulk.ts'
import { changeOpportunity } from '../change-opportunity.ts'
import { deleteOpportunity } from '../delete-opportunity.ts'
import { readOpportunities } from '../read-opportunities.ts'
import type { OpportunitiesDb } from '../tables.ts'
import { announceOpportunities } from '../tell.ts'
import { BULK_JOB } from './start-bulk.ts'
import type { BulkInput } from './start-bulk.ts'

/** Changes many opportunities; who may change them is asked of each as it is now. */
export const opportunityBulkWork = targetWork<OpportunitiesDb, BulkInput>(BULK_JOB, {
  one: (tx, by, { change }, id) => changeOne(tx, by, change, id),
  announce: announceOpportunities,
  told: ({ change }) => ({
    users: [...(change.ownerId ? [change.ownerId] : []), ...(change.access ?? [])],
    kind: 'manager',
  }),
})

async function changeOne(
  tx: Tx<OpportunitiesDb>,
  by: By,
  change: BulkInput['change'],
  id: string,
): Promise<Done> {
  const [before] = await readOpportunities(tx, by, [id])
  if (!before) return { counts: { left: 1 } }
  const { title } = before
  const isAccess = change.visibility !== undefined || change.access !== undefined
  const isTheirs = before.can.includes(isAccess ? 'access' : 'change')
  if (!isTheirs) return { counts: { left: 1 }, left: { kind: 'opportunity', id, title, reason: 'forbidden' } }
  if (change.delete) {
    await deleteOpportunity(tx, by, { id })
    return { counts: { deleted: 1 } }
  }
  const { version } = await changeOpportunity(tx, by, { id, change: patchOf(change, before) })
  return { counts: version === before.version ? { unchanged: 1 } : { changed: 1 } }
}
