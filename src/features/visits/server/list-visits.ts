import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { contactSearched } from '#features/contacts/server/contact-source.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import { after, orderOf, readCursor, writeCursor } from '#platform/cursor.ts'
import type { Key, Order } from '#platform/cursor.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, all } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import { OPEN_STATES, isOpen } from '../visit-states.ts'
import type { VisitFilters, VisitListQuery, VisitPage, VisitTargets } from '../visit-list.ts'
import { seesVisit } from './plans/plan-state.ts'
import { readVisits } from './read-visits.ts'
import type { VisitsDb } from './tables.ts'

const bool = sql<SqlBool>
const OPEN = sql.join(OPEN_STATES.map((state) => sql.lit(state)))

/** Places without their code, so that Aachen comes before Berlin; as the index of contacts says it. */
const city = sql`(case when c.place_key = '~' then '~' else substr(c.place_key, strpos(c.place_key, ' ') + 1) end)`

const visitSource: ListSource = {
  table: 'visit',
  always: bool`true`,
  defaultSort: 'date',
  sorts: {
    // The day and the time in one key; a visit without time comes first of its day.
    date: { by: sql`r.starts_at`, type: 'timestamptz' },
    postalCode: { by: sql`c.place_key`, type: 'text' },
    city: { by: city, type: 'text' },
    customer: { by: sql`c.sort_key`, type: 'text' },
    assignee: { by: sql`lower(u.name)`, type: 'text' },
  },
}

/** One page of the visits `by` may see, filtered and sorted as the query says. */
export async function listVisits(db: Database<VisitsDb>, by: By, query: VisitListQuery): Promise<VisitPage> {
  const order = orderOf(visitSource, query.sort)
  const conditions = await visitConditions(db, by, query)
  const start = query.cursor ? startAt(order, readCursor(order.name, query.cursor)) : []
  const { rows } = await sql<{ id: string; key: string }>`
    select r.id, (${order.sort.by})::text as key from ${VISITS} where ${all([...conditions, ...start])}
    order by ${order.sort.by} ${order.direction}, r.id ${order.direction}
    limit ${query.limit + 1} offset ${query.skip ?? 0}`.execute(db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const items = await readVisits(
    db,
    by,
    page.map(({ id }) => id),
  )
  const nextCursor =
    rows.length > query.limit && last ? writeCursor(order.name, { ...last, way: undefined }) : null
  if (!query.count) return { items, nextCursor }
  return { items, nextCursor, total: await countVisits(db, conditions, query.count) }
}

/** The sort's own part once more: no index has it together with the id of a visit. */
function startAt(order: Order, key: Key): RawBuilder<SqlBool>[] {
  const sign = sql.raw(order.descending ? '<=' : '>=')
  return [after(order, key), bool`${order.sort.by} ${sign} ${key.key}::${sql.raw(order.sort.type)}`]
}

/** The visits `r` with the contact `c`, the plan `p` and the user `u` that conditions and orders speak of. */
export const VISITS = sql`visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
  join app_user u on u.id = r.assignee_id`

async function countVisits(
  db: Database<VisitsDb>,
  conditions: RawBuilder<SqlBool>[],
  mode: 'true' | 'capped',
): Promise<number> {
  const cap = mode === 'capped' ? sql`limit ${COUNT_CAP + 1}` : sql``
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from ${VISITS} where ${all(conditions)} ${cap}) n`.execute(db)
  return rows[0]?.n ?? 0
}

/** The ids of all visits that are meant, in the order of `ids`, else by day and postal code. */
export async function targetIds(
  db: Database<VisitsDb>,
  by: By,
  { ids, filter }: VisitTargets,
): Promise<string[]> {
  if (ids) return [...new Set(ids)]
  const { except = [], ...filters } = filter ?? {}
  const conditions = await visitConditions(db, by, filters)
  const { rows } = await sql<{ id: string }>`
    select r.id from ${VISITS} where ${all(conditions)} and r.id != all(${uuids(except)})
    order by r.date, c.place_key, r.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What the filters ask for, as far as `by` may see it. */
export async function visitConditions(
  db: Database<VisitsDb>,
  by: By,
  f: VisitFilters,
): Promise<RawBuilder<SqlBool>[]> {
  const conditions: RawBuilder<SqlBool>[] = [
    bool`c.deleted_at is null and p.deleted_at is null`,
    seesVisit(by),
  ]
  if (f.plan?.length) conditions.push(bool`r.plan_id = any(${uuids(f.plan)})`)
  if (f.contact) conditions.push(bool`r.contact_id = ${f.contact}`)
  if (f.assignee?.length) {
    const users = f.assignee.map((id) => (id === 'me' ? by.id : id))
    conditions.push(bool`r.assignee_id = any(${uuids(users)})`)
  }
  if (f.state?.length) conditions.push(bool`r.state = any(${f.state}::text[])`)
  // So that PostgreSQL knows that its index of open visits holds them all.
  if (f.state?.length && f.state.every(isOpen)) conditions.push(bool`r.state in (${OPEN})`)
  // The index has instants: the day begins somewhere at most a day before or after it does at UTC.
  if (f.from)
    conditions.push(
      bool`r.date >= ${f.from}::date and r.starts_at >= (${f.from}::date - 1)::timestamp at time zone 'UTC'`,
    )
  if (f.to)
    conditions.push(
      bool`r.date <= ${f.to}::date and r.starts_at < (${f.to}::date + 2)::timestamp at time zone 'UTC'`,
    )
  if (f.unplaced) conditions.push(bool`r.unplaced = ${f.unplaced === 'true'}`)
  if (f.shifted)
    conditions.push(bool`(r.shift_reason is not null and r.date <> r.nominal_date) = ${f.shifted === 'true'}`)
  if (f.run) conditions.push(bool`r.run_id = ${f.run}`)
  if (f.q)
    conditions.push(
      ...(await searchConditions(db, f.q, {
        ...contactSearched,
        text: sql`c.search`,
        sounds: sql`c.sounds`,
      })),
    )
  return conditions
}
