import { checkCustom } from '#features/customfields/server/check-custom.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { cents } from '#kernel/decimal.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { inStage } from '../move-stage.ts'
import type { Opportunity, OpportunityNew } from '../opportunity.ts'
import { checkNames, stageFor } from './check-opportunity.ts'
import { topPosition } from './opportunity-state.ts'
import type { OpportunityState } from './opportunity-state.ts'
import { readOpportunity } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { todayOf } from './today.ts'
import { insertOpportunity } from './write-opportunity.ts'

/** Makes an opportunity of one's own or another's; whose it is and who is on its list are told. */
export async function createOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  input: OpportunityNew,
): Promise<Opportunity> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests have no opportunities.')
  const state = await newState(tx, by, input)
  await checkNames(tx, by, state)
  const made = await insertOpportunity(tx, by, state)
  await tellPeople(tx, by, made)
  // Whoever makes one for others alone sees it: its creator is on its list.
  return readOpportunity(tx, by, made.id)
}

/** What was said, and what Kontor supposes of the rest. */
async function newState(
  db: Database<OpportunitiesDb>,
  by: By,
  input: OpportunityNew,
): Promise<OpportunityState> {
  const { stageId, pipelineId, custom = {}, currency } = input
  const stage = await stageFor(db, { stageId, pipelineId })
  if (stageId !== undefined && pipelineId !== undefined && stage.pipelineId !== pipelineId)
    throw invalid('stageId', 'unknown', 'The stage belongs to another pipeline.')
  return {
    title: input.title,
    contactId: input.contactId ?? null,
    participants: input.participants ?? [],
    description: input.description ?? '',
    amount: cents(input.amount ?? '0'),
    currency: currency ?? (await readSettings(db)).currency,
    billing: input.billing ?? 'fixed',
    periods: input.periods ?? 0,
    expectedClose: input.expectedClose ?? null,
    ...inStage(undefined, stage, input, await todayOf(db)),
    position: topPosition(),
    ownerId: input.ownerId ?? by.id,
    tags: input.tags ?? [],
    custom: checkCustom(custom, await readFieldRules(db, 'opportunity'), true),
    visibility: input.visibility ?? 'write',
    access: [...new Set(input.access)],
    items: input.items ?? [],
  }
}
