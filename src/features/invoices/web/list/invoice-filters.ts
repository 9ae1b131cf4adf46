import type { Filter, Option, View } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { INVOICE_KINDS } from '../../invoice.ts'
import { BILLS } from '../../status.ts'

const STATES = ['draft', 'issued', 'overdue', 'paid', 'accepted', 'rejected', 'expired', 'cancelled'] as const

/** What a link to the list narrows it by, besides what its menu offers. */
export interface Narrowed {
  param: 'contact' | 'opportunity'
  option: Option
}

/** Every way to narrow the list of documents. */
export function invoiceFilters(t: Translate, currencies: string[], narrowed?: Narrowed): Filter[] {
  return [
    {
      kind: 'choice',
      id: 'status',
      text: 'invoices.status',
      param: 'status',
      options: STATES.map((value) => ({ value, label: t(`invoices.state.${value}`) })),
    },
    {
      kind: 'choice',
      id: 'kind',
      text: 'invoices.kind',
      param: 'kind',
      options: INVOICE_KINDS.map((value) => ({ value, label: t(`invoices.kind.${value}`) })),
    },
    { kind: 'dateRange', id: 'date', text: 'invoices.date', from: 'dateFrom', to: 'dateTo' },
    { kind: 'dateRange', id: 'due', text: 'invoices.due', from: 'dueFrom', to: 'dueTo' },
    {
      kind: 'choice',
      id: 'currency',
      text: 'invoices.currency',
      param: 'currency',
      options: currencies.map((value) => ({ value, label: value })),
    },
    ...(narrowed
      ? [
          {
            kind: 'one' as const,
            id: narrowed.param,
            text: `invoices.${narrowed.param}` as const,
            param: narrowed.param,
            options: [narrowed.option],
          },
        ]
      : []),
  ]
}

/** The views that everybody has. */
export function invoiceViews(t: Translate): View[] {
  const bills = [...BILLS]
  const of = (id: string, filters: Record<string, string[]>, sort = '-number'): View => ({
    id,
    name: t(`invoices.view.${id as 'drafts'}`),
    shared: true,
    mine: false,
    state: { q: '', sort, filters },
  })
  return [
    of('drafts', { status: ['draft'] }),
    of('open', { status: ['issued'], kind: bills.filter((kind) => kind !== 'cancellation') }, 'dueDate'),
    of('overdue', { status: ['overdue'] }, 'dueDate'),
    of('paid', { status: ['paid'] }),
    of('quotes', { kind: ['quote'] }),
    of('confirmations', { kind: ['confirmation'] }),
  ]
}
