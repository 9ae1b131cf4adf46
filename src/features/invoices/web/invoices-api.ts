import { keepPreviousData, queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { InvoiceConvert } from '../follow-up.ts'
import type { InvoicePage } from '../invoice-list.ts'
import type {
  Invoice,
  InvoiceChange,
  InvoiceNew,
  InvoicePreview,
  InvoiceRow,
  InvoiceStatus,
} from '../invoice.ts'
import type { PaymentTerm, TextBlock } from '../terms.ts'
import { documentName } from './document-name.ts'

// What a screen asks of documents. Keys begin with the kind of record, so that live changes refresh them.

/** One document. */
export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoice', id],
    queryFn: ({ signal }) => call<Invoice>('GET', `/invoices/${id}`, { signal }),
  })

/** The newest documents of a contact or an opportunity, with their sums. */
export const relatedQuery = (by: 'contact' | 'opportunity', id: string) =>
  queryOptions({
    queryKey: ['invoice', 'of', by, id],
    queryFn: ({ signal }) =>
      call<InvoicePage>('GET', '/invoices', { query: { [by]: id, limit: '20', sums: 'true' }, signal }),
  })

/** What a final invoice may take off; asked anew when its customer or currency may be others. */
export const deductibleQuery = ({ id, version }: Pick<Invoice, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['invoice', 'deductible', id, version],
    queryFn: async ({ signal }) =>
      (
        await call<InvoicePage>('GET', '/invoices', {
          query: { deductible: id, sort: 'date', limit: '100' },
          signal,
        })
      ).items,
    placeholderData: keepPreviousData,
  })

export const termsQuery = queryOptions({
  queryKey: ['paymentTerm'],
  queryFn: async ({ signal }) =>
    (await call<{ items: PaymentTerm[] }>('GET', '/payment-terms', { signal })).items,
  staleTime: 600_000,
})

export const blocksQuery = queryOptions({
  queryKey: ['textBlock'],
  queryFn: async ({ signal }) =>
    (await call<{ items: TextBlock[] }>('GET', '/text-blocks', { signal })).items,
  staleTime: 600_000,
})

/** What a document would come to; nothing is kept. */
export const preview = (body: InvoiceNew, signal: AbortSignal): Promise<InvoicePreview> =>
  call<InvoicePreview>('POST', '/invoices/preview', { body, signal })

type Named = Pick<InvoiceRow, 'id' | 'kind' | 'number' | 'version'>

/** Makes, changes and moves documents on. */
export function useInvoices() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['invoice'] })
  const kept = async (answer: Promise<Invoice>) => {
    const invoice = await answer
    remember(client, invoice)
    void again()
    return invoice
  }
  const step = ({ id }: Pick<Named, 'id'>, way: string, body?: unknown) =>
    kept(call<Invoice>('POST', `/invoices/${id}/${way}`, body === undefined ? {} : { body }))
  const restore = (id: string) => kept(call<Invoice>('POST', `/invoices/${id}/restore`))
  return {
    create: (body: InvoiceNew) => kept(call<Invoice>('POST', '/invoices', { body })),
    async change({ id, version }: Pick<Named, 'id' | 'version'>, body: InvoiceChange): Promise<Invoice> {
      const invoice = await call<Invoice>('PATCH', `/invoices/${id}`, { body, version })
      remember(client, invoice)
      void client.invalidateQueries({ queryKey: ['invoice', 'list'] })
      return invoice
    },
    issue: (invoice: Named) =>
      kept(call<Invoice>('POST', `/invoices/${invoice.id}/issue`, { version: invoice.version })),
    cancel: (invoice: Named, notes = '') => step(invoice, 'cancel', { notes }),
    correct: (invoice: Named) => step(invoice, 'correct'),
    duplicate: (invoice: Named) => step(invoice, 'duplicate'),
    convert: (invoice: Named, body: InvoiceConvert) => step(invoice, 'convert', body),
    setStatus: (invoice: Pick<Named, 'id'>, status: InvoiceStatus) => step(invoice, 'status', { status }),
    async setStatuses(ids: string[], status: InvoiceStatus): Promise<void> {
      type Answer = { done: number; left: { message: string }[] }
      const answer = await call<Answer>('POST', '/invoices/bulk', { body: { ids, status } })
      await again()
      if (answer.done > 0) say(text('invoices.bulk.done', { count: answer.done }))
      if (answer.left.length > 0) say(text('invoices.bulk.left', { count: answer.left.length }))
    },
    /** Moves a draft to the bin. */
    async remove(invoice: Named): Promise<void> {
      try {
        await call<void>('DELETE', `/invoices/${invoice.id}`)
        await again()
        const label = text('invoices.deleted', { name: documentName(invoice) })
        did({ label, undo: () => restore(invoice.id) })
      } catch (error) {
        complain(error)
      }
    },
    /** Takes an empty draft away again that nobody wrote anything into. */
    async forget(id: string): Promise<void> {
      await call<void>('DELETE', `/invoices/${id}`).catch(() => undefined)
      await again()
    },
  }
}

function remember(client: QueryClient, invoice: Invoice): void {
  client.setQueryData(['invoice', invoice.id], invoice)
}
