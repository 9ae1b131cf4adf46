import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { tagIds, tagsInOrder } from '#features/labels/server/scoped-tags.ts'
import { withdrawNotifications } from '#features/notifications/server/notify.ts'
import { diff } from '#kernel/diff.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { columnsOf, guardOf } from './opportunity-state.ts'
import type { HeldOpportunity, OpportunityState } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'
import { tell } from './tell.ts'

/** Writes a new opportunity down whose names were checked. */
export async function insertOpportunity(
  tx: Tx<OpportunitiesDb>,
  by: By,
  state: OpportunityState,
  { sample = false }: { sample?: boolean } = {},
): Promise<HeldOpportunity> {
  const id = randomUUIDv7()
  const made: HeldOpportunity = { id, version: 1, createdBy: by.id, isBinned: false, state: settled(state) }
  await tx
    .insertInto('opportunity')
    .values({
      id,
      ...columnsOf(made, await tagIds(tx, by, { scope: 'opportunity', names: made.state.tags })),
      createdBy: by.id,
      updatedBy: by.id,
      runId: by.runId ?? null,
      sample,
    })
    .execute()
  await writeParticipants(tx, made)
  await writeItems(tx, made)
  await enterStage(tx, by, made)
  await tell(tx, by, 'created', { opportunity: made, diff: diff({}, made.state) })
  return made
}

/** Writes a state that was checked, with all that follows from it: who hears of it, who takes part, its way. */
export async function writeState(
  tx: Tx<OpportunitiesDb>,
  by: By,
  before: HeldOpportunity,
  wanted: OpportunityState,
): Promise<HeldOpportunity> {
  const state = settled(wanted)
  const changes = diff(before.state, state)
  if (changes.length === 0) return before
  const after: HeldOpportunity = { ...before, version: before.version + 1, state }
  const isMoved = state.stageId !== before.state.stageId
  await tx
    .updateTable('opportunity')
    .set({
      ...columnsOf(after, await tagIds(tx, by, { scope: 'opportunity', names: state.tags })),
      ...(isMoved ? { stageSince: sql<string>`now()` } : {}),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: after.version,
    })
    .where('id', '=', after.id)
    .execute()
  const differs = new Set(changes.map(({ field }) => field))
  if (differs.has('participants')) await writeParticipants(tx, after)
  if (differs.has('items')) await writeItems(tx, after)
  if (isMoved) await enterStage(tx, by, after)
  await withdrawNotifications(tx, after.id, readersOf(guardOf(after)))
  await tell(tx, by, 'changed', { opportunity: after, before, diff: changes })
  return after
}

/** The contact takes part in any case, each contact once; tags once, and in the order they are shown in. */
function settled(state: OpportunityState): OpportunityState {
  const roles = new Map(state.participants.map(({ contactId, role }) => [contactId, role]))
  if (state.contactId && !roles.has(state.contactId)) roles.set(state.contactId, '')
  return {
    ...state,
    tags: tagsInOrder(state.tags),
    participants: [...roles]
      .map(([contactId, role]) => ({ contactId, role }))
      .toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1)),
  }
}

async function writeParticipants(tx: Tx<OpportunitiesDb>, { id, state }: HeldOpportunity): Promise<void> {
  await tx.deleteFrom('opportunityParticipant').where('opportunityId', '=', id).execute()
  const rows = state.participants.map((one) => ({ opportunityId: id, ...one }))
  if (rows.length > 0) await tx.insertInto('opportunityParticipant').values(rows).execute()
}

async function writeItems(tx: Tx<OpportunitiesDb>, { id, state }: HeldOpportunity): Promise<void> {
  await tx.deleteFrom('opportunityItem').where('opportunityId', '=', id).execute()
  const rows = state.items.map((line, position) => ({
    id: randomUUIDv7(),
    opportunityId: id,
    ...line,
    position,
  }))
  if (rows.length > 0) await tx.insertInto('opportunityItem').values(rows).execute()
}

async function enterStage(tx: Tx<OpportunitiesDb>, by: By, { id, state }: HeldOpportunity): Promise<void> {
  await sql`
    update opportunity_stage set left_at = clock_timestamp()
    where opportunity_id = ${id} and left_at is null`.execute(tx)
  await tx
    .insertInto('opportunityStage')
    .values({
      id: randomUUIDv7(),
      opportunityId: id,
      stageId: state.stageId,
      enteredAt: sql<string>`clock_timestamp()`,
      leftAt: null,
      byId: by.id,
    })
    .execute()
}
