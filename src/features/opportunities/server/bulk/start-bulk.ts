import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { StartedJob } from '#features/runs/run.ts'
import { startTargets } from '#features/runs/server/start-targets.ts'
import { given } from '#kernel/given.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { all } from '#platform/list.ts'
import { bulkTitle, changeIn } from '../../opportunity-bulk.ts'
import type { OpportunityBulk, OpportunityBulkChange } from '../../opportunity-bulk.ts'
import { checkNames, stageFor } from '../check-opportunity.ts'
import { opportunityConditions } from '../opportunity-source.ts'
import type { OpportunitiesDb } from '../tables.ts'

export const BULK_JOB = 'opportunities.bulk'

export interface BulkInput {
  change: OpportunityBulkChange
  title: string
}

/**
 * Starts to change every opportunity that is meant, as a run of its own that can be taken back. Which ones that are is
 * settled now: the change itself may let them drop out of the filter.
 */
export async function startOpportunityBulk(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { house, body }: { house: House; body: OpportunityBulk },
): Promise<StartedJob> {
  const change = changeIn(body)
  await checkNames(tx, by, given(change))
  if (change.stageId !== undefined) await stageFor(tx, { stageId: change.stageId })
  return startTargets(tx, by, {
    house,
    kind: BULK_JOB,
    table: 'opportunity',
    targets: await targetsOf(tx, by, body),
    title: (total) => bulkTitle(change, total, by.language),
    input: (title): BulkInput => ({ change, title }),
    nothing: 'There is no such opportunity, or you may not see it.',
  })
}

async function targetsOf(
  db: Database<OpportunitiesDb>,
  by: By,
  { ids, filter = {} }: Pick<OpportunityBulk, 'ids' | 'filter'>,
): Promise<RawBuilder<SqlBool>> {
  const live = sql<SqlBool>`r.deleted_at is null`
  if (ids) return all([live, sql<SqlBool>`r.id = any(${uuids(ids)})`, readable(by, sql`r.reader_ids`)])
  const { except = [], ...query } = filter
  const found = await opportunityConditions(db, by, query)
  return all([live, sql<SqlBool>`r.id != all(${uuids(except)})`, ...found])
}
