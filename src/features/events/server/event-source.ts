import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { customConditions } from '#features/customfields/server/check-custom.ts'
import { tagIdOf } from '#features/labels/server/scoped-tags.ts'
import { demandKnown } from '#kernel/list-query.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import { eventListQuery } from '../event-list.ts'
import type { EventQuestion } from '../event-list.ts'
import type { EventsDb } from './tables.ts'

const bool = sql<SqlBool>

export const eventSearched = { text: sql`r.search`, fields: {} }

export const eventSource: ListSource = {
  table: 'event',
  always: bool`r.deleted_at is null`,
  defaultSort: 'open',
  sorts: {
    // What is open comes first, the next one on top and what has no day yet last; then what is closed, the latest on top.
    open: {
      by: sql`case when r.closed_at is null then coalesce(extract(epoch from r.starts_at), 10000000000)
        else 30000000000 - extract(epoch from coalesce(r.starts_at, r.closed_at)) end`,
      type: 'numeric',
    },
    title: { by: sql`r.sort_key`, type: 'text' },
    start: { by: sql`coalesce(r.starts_at, '9999-12-31')`, type: 'timestamptz' },
    owner: {
      by: sql`(select lower(u.name) collate "C" from app_user u where u.id = r.owner_id)`,
      type: 'text',
    },
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
  },
}

/** Everything the address of the list says, as conditions; access comes first and always. */
export async function eventConditions(
  db: Database<EventsDb>,
  by: By,
  query: EventQuestion,
): Promise<RawBuilder<SqlBool>[]> {
  demandKnown(query, eventListQuery.shape)
  const access = by.role === 'admin' ? [] : [readable(by, sql`r.reader_ids`)]
  const tags = await Promise.all((query.tag ?? []).map((tag) => tagIdOf(db, 'event', tag)))
  return [
    ...access,
    ...plainConditions(by, query),
    ...tags.map((id) => bool`r.tag_ids @> ${uuids([id])}`),
    ...(await customConditions(db, 'event', query)),
    ...(await searchConditions(db, query.q, eventSearched)),
  ]
}

function plainConditions(by: By, query: EventQuestion): RawBuilder<SqlBool>[] {
  const { status, owner, from, to, participant, restricted } = query
  const owners = owner?.map((id) => (id === 'me' ? by.id : id)) ?? []
  return [
    ...(status ? [bool`(r.closed_at is null) = ${status === 'open'}`] : []),
    ...(owners.length > 0 ? [bool`r.owner_id = any(${uuids(owners)})`] : []),
    ...(from ? [bool`(r.starts >= ${from}::date or r.ends > ${from}::date)`] : []),
    ...(to ? [bool`r.starts < ${to}::date + 1`] : []),
    ...(participant ? [takesPart(by, participant)] : []),
    ...(restricted === undefined ? [] : [bool`(r.visibility = 'managers') = ${restricted === 'true'}`]),
  ]
}

/** Only as far as `by` may see those contacts. */
function takesPart(by: By, contact: string): RawBuilder<SqlBool> {
  return bool`r.id in (
    select p.event_id from event_participant p join contact c on c.id = p.contact_id
    where (c.id = ${contact} or c.company_id = ${contact}) and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)})`
}
