import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all, countRows, listPage } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import type { InvoiceFilters, InvoiceListQuery, InvoicePage } from '../invoice-list.ts'
import { BILLS } from '../status.ts'
import { invoiceReadable } from './invoice-access.ts'
import { firmToday } from './drafts/new-draft.ts'
import { takenOff } from './preceding.ts'
import { openAmount } from './open-amount.ts'
import { readInvoiceRows } from './read-invoices.ts'
import type { InvoicesDb } from './tables.ts'

const bool = sql<SqlBool>
export const invoiceSearched = { text: sql`r.search`, fields: {} }

export const invoiceSource: ListSource = {
  table: 'invoice',
  always: bool`r.deleted_at is null`,
  defaultSort: '-number',
  sorts: {
    number: { by: sql`r.sort_key`, type: 'text' },
    date: { by: sql`r.date`, type: 'date' },
    dueDate: { by: sql`r.due_date`, type: 'date' },
    status: { by: sql`r.status collate "C"`, type: 'text' },
    gross: { by: sql`r.gross`, type: 'numeric' },
    contact: {
      by: sql`coalesce((select c.sort_key from contact c where c.id = r.contact_id), '') collate "C"`,
      type: 'text',
    },
  },
}

/** One page of the documents `by` may see, the newest numbers first, drafts before them. */
export async function listInvoices(
  db: Database<InvoicesDb>,
  by: By,
  query: InvoiceListQuery,
): Promise<InvoicePage> {
  const conditions = await invoiceConditions(db, by, query)
  const [{ ids, nextCursor }, total, sums] = await Promise.all([
    listPage(db, invoiceSource, conditions, query),
    query.count ? countRows(db, invoiceSource, conditions, query.count) : undefined,
    query.sums ? sumUp(db, conditions) : undefined,
  ])
  return {
    items: await readInvoiceRows(db, by, ids),
    nextCursor,
    ...(total === undefined ? {} : { total }),
    ...(sums && { sums }),
  }
}

/** Everything the address of the list says, as conditions; access comes first and always. */
export async function invoiceConditions(
  db: Database<InvoicesDb>,
  by: By,
  query: InvoiceFilters & { q?: string | undefined },
): Promise<RawBuilder<SqlBool>[]> {
  const { kind, status, contact, opportunity, project, plan, currency } = query
  const conditions = by.role === 'admin' ? [] : [invoiceReadable(by)]
  if (kind?.length) conditions.push(bool`r.kind = any(${kind}::text[])`)
  if (status?.length) conditions.push(anyStatus(status, await firmToday(db)))
  if (contact)
    conditions.push(bool`r.contact_id in (select c.id from contact c
      where (c.id = ${contact} or c.company_id = ${contact}) and ${readable(by, sql`c.reader_ids`)})`)
  if (opportunity) conditions.push(bool`r.opportunity_id = ${opportunity}`)
  if (project) conditions.push(bool`r.project_id = ${project}`)
  if (query.deductible) conditions.push(deductibleBy(query.deductible))
  if (plan) conditions.push(bool`r.plan_id = ${plan}`)
  if (currency?.length) conditions.push(bool`r.currency = any(${currency}::text[])`)
  for (const [column, from, to] of [
    ['date', query.dateFrom, query.dateTo],
    ['due_date', query.dueFrom, query.dueTo],
  ] as const) {
    if (from) conditions.push(bool`r.${sql.ref(column)} >= ${from}::date`)
    if (to) conditions.push(bool`r.${sql.ref(column)} <= ${to}::date`)
  }
  return [...conditions, ...(await searchConditions(db, query.q, invoiceSearched))]
}

/** Parts of the same customer in the same currency that no other final invoice takes off. */
function deductibleBy(id: string): RawBuilder<SqlBool> {
  return bool`(
    r.kind in ('downpayment', 'partial') and r.status in ('issued', 'paid') and not ${takenOff(id)}
    and exists (select 1 from invoice f
      where f.id = ${id} and f.contact_id = r.contact_id and f.currency = r.currency))`
}

function anyStatus(status: readonly string[], today: string): RawBuilder<SqlBool> {
  const one = (word: string) => {
    if (word === 'overdue')
      return bool`(r.status = 'issued' and r.due_date < ${today}::date and r.kind = any(${BILLS.filter((kind) => kind !== 'cancellation')}::text[]))`
    if (word === 'expired')
      return bool`(r.status = 'issued' and r.due_date < ${today}::date and r.kind = 'quote')`
    return bool`r.status = ${word}`
  }
  return bool`(${sql.join(status.map(one), sql` or `)})`
}

async function sumUp(
  db: Database<InvoicesDb>,
  conditions: RawBuilder<SqlBool>[],
): Promise<NonNullable<InvoicePage['sums']>> {
  const { rows } = await sql<{ currency: string; count: number; net: string; gross: string; open: string }>`
    select r.currency, count(*) as count, sum(r.net) as net, sum(r.gross) as gross,
      sum(${openAmount}) as open
    from invoice r where ${all([invoiceSource.always, ...conditions])}
    group by r.currency order by count(*) desc, r.currency`.execute(db)
  return rows.map(({ net, gross, open, ...row }) => ({
    ...row,
    net: cents(net),
    gross: cents(gross),
    open: cents(open),
  }))
}
