import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { customConditions } from '#features/customfields/server/check-custom.ts'
import { tagIdOf } from '#features/labels/server/scoped-tags.ts'
import { demandKnown } from '#kernel/list-query.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ListSource, Sort } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import { opportunityListQuery } from '../opportunity-list.ts'
import type { OpportunityQuestion } from '../opportunity-list.ts'
import type { OpportunitiesDb } from './tables.ts'

const bool = sql<SqlBool>

export const opportunitySearched = { text: sql`r.search`, fields: {} }

/** True of opportunity `r` when it has been in its stage for longer than that allows. */
export const STALE = bool`exists (select 1 from stage st where st.id = r.stage_id and st.type = 'open'
  and r.stage_since < now() - make_interval(days => st.stale_days))`

/** The day opportunity `r` was closed, or is expected to be; what is open was not closed. */
export const CLOSE = sql`coalesce(r.closed_on, r.expected_close)`

const LAST = '\u{10FFFD}'

/** Names and stages come from other tables: a list sorted by them is sorted anew each time. */
export function opportunitySource(by: By): ListSource {
  const named = (names: RawBuilder<unknown>): Sort => ({
    by: sql`coalesce((${names}), ${LAST}) collate "C"`,
    type: 'text',
  })
  return {
    table: 'opportunity',
    always: bool`r.deleted_at is null`,
    defaultSort: 'stage',
    sorts: {
      stage: {
        by: sql`(select p.position * 10000 + s.position from stage s join pipeline p on p.id = s.pipeline_id
          where s.id = r.stage_id)`,
        type: 'integer',
      },
      title: { by: sql`r.sort_key`, type: 'text' },
      owner: named(sql`select lower(u.name) from app_user u where u.id = r.owner_id`),
      contact: named(sql`select c.sort_key from contact c
        where c.id = r.contact_id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}`),
      total: { by: sql`r.total`, type: 'numeric' },
      close: { by: sql`coalesce(r.closed_on, r.expected_close, '9999-12-31'::date)`, type: 'date' },
      createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
      position: { by: sql`r.position::numeric`, type: 'numeric' },
    },
  }
}

/** Everything the address of the list says, as conditions; access comes first and always. */
export async function opportunityConditions(
  db: Database<OpportunitiesDb>,
  by: By,
  query: OpportunityQuestion,
): Promise<RawBuilder<SqlBool>[]> {
  demandKnown(query, opportunityListQuery.shape)
  const access = by.role === 'admin' ? [] : [readable(by, sql`r.reader_ids`)]
  const tags = await Promise.all((query.tag ?? []).map((tag) => tagIdOf(db, 'opportunity', tag)))
  return [
    ...access,
    ...stageConditions(query),
    ...plainConditions(by, query),
    ...tags.map((id) => bool`r.tag_ids @> ${uuids([id])}`),
    ...(await customConditions(db, 'opportunity', query)),
    ...(await searchConditions(db, query.q, opportunitySearched)),
  ]
}

function stageConditions({ stage, type, pipeline, stale }: OpportunityQuestion): RawBuilder<SqlBool>[] {
  const staged = (where: RawBuilder<unknown>) => bool`r.stage_id in (select s.id from stage s where ${where})`
  return [
    ...(stage?.length ? [bool`r.stage_id = any(${uuids(stage)})`] : []),
    ...(type?.length ? [staged(sql`s.type = any(${type}::text[])`)] : []),
    ...(pipeline ? [staged(sql`s.pipeline_id = ${pipeline}`)] : []),
    ...(stale === undefined ? [] : [stale === 'true' ? STALE : bool`not ${STALE}`]),
  ]
}

function plainConditions(by: By, query: OpportunityQuestion): RawBuilder<SqlBool>[] {
  const { owner, closeFrom, closeTo, contact, participant, currency, restricted, run } = query
  const owners = owner?.map((id) => (id === 'me' ? by.id : id)) ?? []
  return [
    ...(owners.length > 0 ? [bool`r.owner_id = any(${uuids(owners)})`] : []),
    ...(closeFrom === undefined ? [] : [bool`${CLOSE} >= ${closeFrom}::date`]),
    ...(closeTo === undefined ? [] : [bool`${CLOSE} <= ${closeTo}::date`]),
    ...(contact ? [bool`r.contact_id in (${contactsOf(by, sql`c.id = ${contact}`)})`] : []),
    ...(participant ? [takesPart(by, participant)] : []),
    ...(currency?.length ? [bool`r.currency = any(${currency}::text[])`] : []),
    ...(restricted === undefined ? [] : [bool`(r.visibility = 'managers') = ${restricted === 'true'}`]),
    ...(run ? [bool`r.run_id = ${run}`] : []),
  ]
}

function takesPart(by: By, contact: string): RawBuilder<SqlBool> {
  const some = contactsOf(by, sql`c.id = ${contact} or c.company_id = ${contact}`)
  return bool`r.id in (select p.opportunity_id from opportunity_participant p where p.contact_id in (${some}))`
}

/** Only as far as `by` may see those contacts. */
function contactsOf(by: By, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select c.id from contact c
    where (${which}) and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}`
}
