import { sql } from 'kysely'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readCustomValues } from '#features/customfields/custom-values.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
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

/** The firm's own fields, read by their rules. */
export function checkCustom(
  custom: Record<string, unknown>,
  fields: readonly FieldRule[],
  isNew: boolean,
): Record<string, unknown> {
  const read = readCustomValues(custom, fields, { isNew })
  if (read.errors.length === 0) return read.custom
  const said = read.errors.map((error) => `${error.path}: ${error.message}`).join('; ')
  throw new Problem('invalid', 'invalid', said, read.errors)
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

async function checkOwner(db: Database<OpportunitiesDb>, id: string): Promise<void> {
  const { rows } = await sql`
    select 1 from app_user where id = ${id} and deactivated_at is null and role <> 'guest'`.execute(db)
  if (rows.length === 0)
    throw invalid('ownerId', 'unsuitable_user', 'Choose an active user who is not a guest.')
}

async function checkContacts(
  db: Database<OpportunitiesDb>,
  by: By,
  ids: readonly string[],
  path: string,
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } = await sql`
    select 1 from contact c where c.id = any(${uuids(wanted)}) and c.deleted_at is null
      and ${readable(by, sql`c.reader_ids`)}`.execute(db)
  if (rows.length < wanted.length)
    throw invalid(path, 'unknown', 'There is no such contact, or you may not see it.')
}

async function checkAccess(db: Database<OpportunitiesDb>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql`
    select 1 from unnest(${uuids(ids)}) p(id)
    where exists (select 1 from app_user u where u.id = p.id and u.deactivated_at is null and u.role <> 'guest')
       or exists (select 1 from user_group g where g.id = p.id)`.execute(db)
  if (rows.length < ids.length)
    throw invalid('access', 'unsuitable_user', 'Choose active users who are no guests, or groups.')
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
