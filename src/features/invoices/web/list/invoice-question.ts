import { call } from '#features/settings/web/call.ts'
import type { Count, FilterValues, ListPage, ListQuestion, ViewState } from '#ui/list/description.ts'
import type { InvoicePage } from '../../invoice-list.ts'
import type { InvoiceRow } from '../../invoice.ts'

/** Where the server stops counting when it is asked for a capped count. */
const countCap = 10_000

/** One page of the list. */
export async function loadInvoices(question: ListQuestion): Promise<ListPage<InvoiceRow>> {
  const params = invoiceParams(question)
  params.set('limit', String(question.limit))
  if (question.cursor) params.set('cursor', question.cursor)
  if (question.skip) params.set('skip', String(question.skip))
  return call<InvoicePage>('GET', `/invoices?${params}`, { signal: question.signal })
}

/** How many there are: to the cap, or exactly. */
export async function countInvoices(
  view: ViewState,
  how: 'capped' | 'exact',
  signal: AbortSignal,
): Promise<Count> {
  const params = invoiceParams(view)
  params.set('limit', '1')
  params.set('count', how === 'exact' ? 'true' : 'capped')
  const { total = 0 } = await call<InvoicePage>('GET', `/invoices?${params}`, { signal })
  return how === 'capped' && total > countCap
    ? { total: countCap, isMinimum: true }
    : { total, isMinimum: false }
}

/** The sums by currency of all that is found. */
export async function sumInvoices(
  view: ViewState,
  signal: AbortSignal,
): Promise<NonNullable<InvoicePage['sums']>> {
  const params = invoiceParams(view)
  params.set('limit', '1')
  params.set('sums', 'true')
  return (await call<InvoicePage>('GET', `/invoices?${params}`, { signal })).sums ?? []
}

/** The question in the words of the API. */
function invoiceParams({ q, sort, filters }: { q: string; sort: string; filters: FilterValues }) {
  const params = new URLSearchParams()
  if (q.trim()) params.set('q', q.trim())
  if (sort) params.set('sort', sort)
  for (const [param, values] of Object.entries(filters))
    for (const value of values) params.append(param, value)
  return params
}
