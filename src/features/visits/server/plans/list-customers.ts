import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { contactSearched } from '#features/contacts/server/contact-source.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import { readCursor, writeCursor } from '#platform/cursor.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, all } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import type { PlanCustomer, PlanCustomerPage, PlanCustomersQuery } from '../../plan-customers.ts'
import { readPlanRow } from './plan-state.ts'
import type { PlanRow } from './plan-state.ts'
import { chosenContacts, joins } from './plan-selection.ts'
import type { VisitsDb } from '../tables.ts'

/** Who is in a plan, and who would join or leave it by its filter as it finds contacts now; ordered by where they are. */
export async function listCustomers(
  db: Database<VisitsDb>,
  by: By,
  id: string,
  query: PlanCustomersQuery,
): Promise<PlanCustomerPage> {
  const plan = await readPlanRow(db, id)
  const sets = await setsOf(db, by, plan)
  const found = query.change ? sets[query.change] : sets.customers
  const search = await searchConditions(db, query.q, contactSearched)
  const end = query.cursor ? readCursor('place', query.cursor) : undefined
  const start = end ? sql<SqlBool>`(r.place_key, r.id) > (${end.key}, ${end.id}::uuid)` : sql<SqlBool>`true`
  const { rows } = await sql<Row>`
    select r.id, r.place_key as key, r.display_name, r.class, ch.id as chain_id, ch.state as chain_state, ch.ended_reason,
      ch.assignee_id, ch.anchor, ch.paused_until, ch.last_done, n.id as next_id, n.date, n.start_time, n.state as next_state,
      ${sets.leaving} as leaves,
      jsonb_path_query_first(r.details, '$[*] ? (@.kind == "address" && @.primary == true).value') as address
    from contact r
    left join visit_chain ch on ch.plan_id = ${id} and ch.contact_id = r.id and ch.state <> 'ended'
    left join lateral (
      select v.id, v.date, v.start_time, v.state from visit v where v.chain_id = ch.id
        and v.state in ('proposed', 'planned', 'confirmed', 'inProgress', 'missed') order by v.date, v.id limit 1) n on true
    where ${all([found, start, ...search])}
    order by r.place_key, r.id limit ${query.limit + 1}`.execute(db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const counted = (set: RawBuilder<SqlBool>, cap = sql`limit ${COUNT_CAP + 1}`) =>
    sql`(select count(*) from (select 1 from contact r where ${set} ${cap}) n)`
  const meant = all([found, ...search])
  const counts = await sql<{ total: number; joining: number; leaving: number }>`
    select ${query.change ? counted(meant) : counted(meant, sql``)} as total,
      ${counted(sets.joining)} as joining, ${counted(sets.leaving)} as leaving`.execute(db)
  return {
    items: page.map(present),
    nextCursor: rows.length > query.limit && last ? writeCursor('place', { ...last, way: undefined }) : null,
    ...(counts.rows[0] ?? { total: 0, joining: 0, leaving: 0 }),
  }
}

/** The conditions by which contacts (`r`) are in a plan, would come in, or would go, as far as `by` sees them. */
export async function setsOf(
  db: Database<VisitsDb>,
  by: By,
  plan: PlanRow,
): Promise<Record<'customers' | 'joining' | 'leaving', RawBuilder<SqlBool>>> {
  const chosen = await chosenContacts(db, by, plan)
  const customers = sql<SqlBool>`(r.deleted_at is null and ${readable(by, sql`r.reader_ids`)} and exists (
    select 1 from visit_chain k where k.plan_id = ${plan.id} and k.contact_id = r.id and k.state <> 'ended'))`
  return {
    customers,
    joining: joins(plan.id, chosen),
    leaving: plan.filter === null ? sql<SqlBool>`false` : sql<SqlBool>`(${customers} and not ${chosen})`,
  }
}

interface Row {
  id: string
  key: string
  displayName: string
  class: string | null
  address: { postalCode?: string; city?: string } | null
  chainId: string | null
  chainState: NonNullable<PlanCustomer['chain']>['state']
  endedReason: NonNullable<PlanCustomer['chain']>['endedReason']
  assigneeId: string | null
  anchor: string
  pausedUntil: string | null
  lastDone: string | null
  nextId: string | null
  date: string
  startTime: string | null
  nextState: NonNullable<PlanCustomer['next']>['state']
  leaves: boolean
}

function present(row: Row): PlanCustomer {
  const { id: contactId, displayName, address, chainId, chainState: state, nextId, leaves } = row
  const { endedReason, assigneeId, anchor, pausedUntil, lastDone, date, startTime } = row
  const chain = chainId && { id: chainId, state, endedReason, assigneeId, anchor, pausedUntil, lastDone }
  const next = nextId && { id: nextId, date, startTime, state: row.nextState }
  return {
    contactId,
    displayName,
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
    class: row.class,
    change: chainId === null ? 'joining' : leaves ? 'leaving' : null,
    chain: chain || null,
    next: next || null,
  }
}
