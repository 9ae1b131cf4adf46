import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { cents } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import type {
  InvoicePlan,
  InvoicePlanListQuery,
  InvoicePlanPage,
  InvoicePlanRow,
} from '../../invoice-plan.ts'
import { writtenOn } from '../../plan-periods.ts'
import { invoiceReadable, mayChangeInvoice } from '../invoice-access.ts'
import type { InvoicesDb } from '../tables.ts'
import { isOver, nextPeriod, readHeldPlans } from './plan-state.ts'
import type { HeldPlan } from './plan-state.ts'

const bool = sql<SqlBool>
export const planSearched = { text: sql`r.search`, fields: {} }

export const planSource: ListSource = {
  table: 'invoice_plan',
  always: bool`r.deleted_at is null`,
  defaultSort: 'nextDay',
  sorts: {
    nextDay: { by: sql`r.next_day`, type: 'date' },
    title: { by: sql`lower(r.title) collate "C"`, type: 'text' },
    net: { by: sql`r.net`, type: 'numeric' },
    contact: {
      by: sql`coalesce((select c.sort_key from contact c where c.id = r.contact_id), '') collate "C"`,
      type: 'text',
    },
  },
}

/** One page of the plans `by` may see, what is billed next before the others. */
export async function listPlans(
  db: Database<InvoicesDb>,
  by: By,
  query: InvoicePlanListQuery,
): Promise<InvoicePlanPage> {
  const conditions = [invoiceReadable(by), ...(await searchConditions(db, query.q, planSearched))]
  if (query.contact)
    conditions.push(bool`r.contact_id in (select c.id from contact c
      where (c.id = ${query.contact} or c.company_id = ${query.contact}) and ${readable(by, sql`c.reader_ids`)})`)
  if (query.state) conditions.push(STATES[query.state])
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, planSource, conditions, query),
    query.count ? countRows(db, planSource, conditions, query.count) : undefined,
  ])
  const plans = await presentPlans(db, by, ids)
  const items = plans.map(({ template: _template, raises: _raises, ...row }): InvoicePlanRow => row)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}

const over = bool`(r.end_day is not null and r.next_day > r.end_day)`
const STATES: Record<NonNullable<InvoicePlanListQuery['state']>, RawBuilder<SqlBool>> = {
  over,
  paused: bool`(r.paused and not ${over})`,
  running: bool`(not r.paused and not ${over})`,
  stuck: bool`(r.stuck is not null and not ${over})`,
}

/** One plan that `by` may see. */
export async function readPlan(db: Database<InvoicesDb>, by: By, id: string): Promise<InvoicePlan> {
  const [plan] = await presentPlans(db, by, [id])
  if (!plan) throw missing()
  return plan
}

interface Stamp {
  id: string
  createdAt: string
  updatedAt: string
  contactName: string | null
}

/** The plans with these ids that `by` may see, in this order. */
export async function presentPlans(
  db: Database<InvoicesDb>,
  by: By,
  ids: readonly string[],
): Promise<InvoicePlan[]> {
  if (ids.length === 0) return []
  const seen = bool`r.id = any(${uuids(ids)}) and r.deleted_at is null and ${invoiceReadable(by)}`
  const plans = await readHeldPlans(db, seen)
  const { rows } = await sql<Stamp>`
    select r.id, r.created_at, r.updated_at, c.display_name as contact_name
    from invoice_plan r
    left join contact c on c.id = r.contact_id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
    where ${seen}`.execute(db)
  const stamps = new Map(rows.map((row) => [row.id, row]))
  const byId = new Map(plans.map((plan) => [plan.id, plan]))
  return ids.flatMap((id) => {
    const [plan, stamp] = [byId.get(id), stamps.get(id)]
    return plan && stamp ? [presentPlan(plan, stamp, by)] : []
  })
}

function presentPlan(held: HeldPlan, { createdAt, updatedAt, contactName }: Stamp, by: By): InvoicePlan {
  const { isBinned: _isBinned, nextDay, net, ...rest } = held
  const period = isOver(held) ? null : nextPeriod(held)
  return {
    ...rest,
    net: cents(net),
    contact: contactName === null ? null : { id: held.contactId, name: contactName },
    nextDay: period && nextDay,
    next: period && {
      from: period.from,
      to: period.to,
      writtenOn: writtenOn(period.from, held.leadDays),
      cut: period.isCut,
    },
    createdAt,
    updatedAt,
    can: mayChangeInvoice(by, held) ? ['change', 'delete'] : [],
  }
}
