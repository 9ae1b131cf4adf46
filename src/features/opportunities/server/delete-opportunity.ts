import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
import type { Tx } from '#platform/database.ts'
import type { Opportunity } from '../opportunity.ts'
import { lockOpportunity } from './change-opportunity.ts'
import { holdOpportunity } from './opportunity-state.ts'
import type { HeldOpportunity } from './opportunity-state.ts'
import { readOpportunity } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'
import { tell } from './tell.ts'

/** Moves an opportunity to the bin. */
export async function deleteOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await putOpportunity(tx, by, await lockOpportunity(tx, by, id, 'live', ifMatch), 'bin')
}

/** Brings an opportunity back out of the bin. */
export async function restoreOpportunity(tx: Tx<OpportunitiesDb>, by: By, id: string): Promise<Opportunity> {
  await putOpportunity(tx, by, await lockOpportunity(tx, by, id, 'bin'), 'live')
  return readOpportunity(tx, by, id)
}

/** Moves a locked opportunity into the bin or out of it. */
export async function putOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  held: HeldOpportunity,
  to: 'live' | 'bin',
): Promise<HeldOpportunity> {
  const moved = await markBin(tx, by, { table: 'opportunity', held, to })
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { opportunity: moved })
  return moved
}

/** Erases an opportunity for good, in the bin or not; the audit trail forgets its words. Administrators only: ask before. */
export async function eraseOpportunity(tx: Tx<OpportunitiesDb>, by: By, id: string): Promise<void> {
  const { version } = await holdOpportunity(tx, id)
  await tx.deleteFrom('opportunity').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'opportunity', id, version })
}
