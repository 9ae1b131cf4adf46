import { changeOfOne } from '#features/runs/bulk.ts'
import { bulkOf } from '#features/runs/server/bulk-of.ts'
import { given } from '#kernel/given.ts'
import { opportunityBulkWords } from '../opportunity-bulk.ts'
import type { OpportunityBulkChange } from '../opportunity-bulk.ts'
import type { OpportunityQuestion } from '../opportunity-list.ts'
import type { Opportunity } from '../opportunity.ts'
import { changeOpportunity } from './change-opportunity.ts'
import { checkNames, stageFor } from './check-opportunity.ts'
import { deleteOpportunity } from './delete-opportunity.ts'
import { opportunityConditions } from './opportunity-source.ts'
import { readOpportunities } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'
import { announceOpportunities } from './tell.ts'

/** One change for many opportunities. */
export const opportunityBulkRun = bulkOf<
  OpportunitiesDb,
  OpportunityQuestion,
  OpportunityBulkChange,
  Opportunity
>({
  kind: 'opportunity',
  job: 'opportunities.bulk',
  words: opportunityBulkWords,
  nothing: 'There is no such opportunity, or you may not see it.',
  async check(tx, by, change) {
    await checkNames(tx, by, given(change))
    if (change.stageId !== undefined) await stageFor(tx, { stageId: change.stageId })
  },
  found: opportunityConditions,
  read: readOpportunities,
  change: (tx, by, before, change) =>
    changeOpportunity(tx, by, { id: before.id, change: changeOfOne(change, before) }),
  remove: deleteOpportunity,
  announce: announceOpportunities,
  told: ({ ownerId, access = [] }) => [...(ownerId ? [ownerId] : []), ...access],
})
