import { seenContacts } from '#features/contacts/server/check-contacts.ts'
import { checkCustom } from '#features/customfields/server/check-custom.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { cents } from '#kernel/decimal.ts'
import { given } from '#kernel/given.ts'
import { demandAccess, demandChange } from '#kernel/owned.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { inStage } from '../move-stage.ts'
import type { Opportunity, OpportunityChange } from '../opportunity.ts'
import { checkNames, stageFor } from './check-opportunity.ts'
import { guardOf, holdOpportunity, topPosition } from './opportunity-state.ts'
import type { HeldOpportunity, OpportunityState } from './opportunity-state.ts'
import { readOpportunity } from './read-opportunities.ts'
import type { OpportunitiesDb } from './tables.ts'
import { tellPeople } from './tell.ts'
import { todayOf } from './today.ts'
import { writeState } from './write-opportunity.ts'

interface Changing {
  id: string
  change: OpportunityChange
  ifMatch?: number | undefined
}

/**
 * Changes an opportunity by a merge patch: null empties a field, `custom` is merged key by key, lists are replaced,
 * though participants whom one may not see stay. Nothing is written when nothing differs.
 */
export async function changeOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, change, ifMatch }: Changing,
): Promise<Opportunity> {
  const before = await lockOpportunity(tx, by, id, 'live', ifMatch)
  const after = await writeState(tx, by, before, await stateAfter(tx, by, before, change))
  await tellPeople(tx, by, after, before)
  // Whoever took themselves off the list sees what they did.
  return readOpportunity(tx, { ...by, role: 'admin' }, id, by)
}

/** Locks an opportunity that `by` may change. */
export async function lockOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HeldOpportunity> {
  const held = await holdOpportunity(tx, id)
  demandChange(by, held, guardOf(held), { what: 'opportunity', where, ifMatch })
  return held
}

async function stateAfter(
  db: Database<OpportunitiesDb>,
  by: By,
  before: HeldOpportunity,
  change: OpportunityChange,
): Promise<OpportunityState> {
  const { state } = before
  demandAccess(by, { ...before.state, createdBy: before.createdBy }, change)
  const { stageId, custom, participants: _, amount, ...plain } = change
  const stage = await stageFor(db, { stageId: stageId ?? state.stageId })
  const next: OpportunityState = {
    ...state,
    ...given(plain),
    ...(amount === undefined ? {} : { amount: cents(amount) }),
    ...inStage(state, stage, change, await todayOf(db)),
  }
  if (custom) {
    const fields = await readFieldRules(db, 'opportunity')
    next.custom = checkCustom({ ...state.custom, ...custom }, fields, false)
  }
  next.participants = await participantsAfter(db, by, state, change)
  if (next.stageId !== state.stageId && change.position === undefined) next.position = topPosition()
  await checkNames(db, by, next, state)
  return next
}

/** Another contact takes the part of the former one; whom `by` may not see stays. */
async function participantsAfter(
  db: Database<OpportunitiesDb>,
  by: By,
  state: OpportunityState,
  { participants, contactId }: OpportunityChange,
): Promise<OpportunityState['participants']> {
  const isOther = contactId !== undefined && contactId !== state.contactId
  const former = isOther ? state.contactId : null
  if (participants === undefined)
    return state.participants.filter((one) => one.contactId !== former || one.role !== '')
  const ids = state.participants.map((one) => one.contactId)
  const seen = await seenContacts(db, by, ids)
  const hidden = state.participants.filter((one) => !seen.has(one.contactId))
  return [...hidden, ...participants]
}
