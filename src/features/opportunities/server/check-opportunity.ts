import { sql } from 'kysely'
import { checkContacts } from '#features/contacts/server/check-contacts.ts'
import { checkAccess, checkOwner } from '#features/users/server/check-people.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { StageType } from '../pipeline.ts'
import type { OpportunityState } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'

/** What of an opportunity names something else. */
type Named = Partial<
  Pick<OpportunityState, 'contactId' | 'ownerId' | 'lostReasonId' | 'participants' | 'access' | 'items'>
>

/**
 * What is newly named has to be there: a contact one sees, an active user who is no guest, a reason of the list, an
 * article. What was named before need not be there any more.
 */
export async function checkNames(
  db: Database<OpportunitiesDb>,
  by: By,
  named: Named,
  before?: Named,
): Promise<void> {
  const { contactId, ownerId, lostReasonId, participants = [], access = [], items = [] } = named
  if (ownerId && ownerId !== before?.ownerId) await checkOwner(db, ownerId)
  const had = new Set(before?.participants?.map((one) => one.contactId))
  const contacts = participants.map((one) => one.contactId).filter((id) => !had.has(id))
  const main = contactId && contactId !== before?.contactId ? [contactId] : []
  await checkContacts(db, by, [...contacts, ...main], main.length > 0 ? 'contactId' : 'participants')
  await checkAccess(
    db,
    access.filter((id) => !before?.access?.includes(id)),
  )
  if (lostReasonId && lostReasonId !== before?.lostReasonId) await checkReason(db, lostReasonId)
  const articles = before?.items?.map((line) => line.itemId) ?? []
  await checkItems(
    db,
    items.flatMap(({ itemId }) => (itemId && !articles.includes(itemId) ? [itemId] : [])),
  )
}

export interface KnownStage {
  id: string
  pipelineId: string
  type: StageType
  probability: number
}

/** The stage of this id; where none is said the first open one of the pipeline, or of the first one. */
export async function stageFor(
  db: Database<OpportunitiesDb>,
  { stageId, pipelineId }: { stageId?: string | undefined; pipelineId?: string | undefined },
): Promise<KnownStage> {
  const which = stageId
    ? sql`s.id = ${stageId}`
    : sql`s.type = 'open' and ${pipelineId ? sql`p.id = ${pipelineId}` : sql`p.retired_at is null`}`
  const { rows } = await sql<KnownStage>`
    select s.id, s.pipeline_id, s.type, s.probability from stage s join pipeline p on p.id = s.pipeline_id
    where ${which} order by p.position, p.id, s.position, s.id limit 1`.execute(db)
  if (!rows[0]) throw invalid(stageId ? 'stageId' : 'pipelineId', 'unknown', 'There is no such stage.')
  return rows[0]
}

async function checkReason(db: Database<OpportunitiesDb>, id: string): Promise<void> {
  const { rows } = await sql`select 1 from label where id = ${id} and list = 'lost-reasons'`.execute(db)
  if (rows.length === 0) throw invalid('lostReasonId', 'unknown', 'There is no such reason.')
}

async function checkItems(db: Database<OpportunitiesDb>, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } = await sql`
    select 1 from item where id = any(${uuids(wanted)}) and deleted_at is null`.execute(db)
  if (rows.length < wanted.length) throw invalid('items', 'unknown', 'There is no such article.')
}
