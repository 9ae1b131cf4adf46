import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { OpportunityListQuery, OpportunityPage } from '../opportunity-list.ts'
import { opportunityConditions, opportunitySource } from './opportunity-source.ts'
import { readOpportunities } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'

/** One page of the opportunities `by` may see. */
export async function listOpportunities(
  db: Database<OpportunitiesDb>,
  by: By,
  query: OpportunityListQuery,
): Promise<OpportunityPage> {
  const source = opportunitySource(by)
  const conditions = await opportunityConditions(db, by, query)
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, source, conditions, query),
    query.count ? countRows(db, source, conditions, query.count) : undefined,
  ])
  const items = await readOpportunities(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}
