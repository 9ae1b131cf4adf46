import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import {
  invoiceBulk,
  invoiceBulkAnswer,
  invoiceCancel,
  invoiceConvert,
  invoiceStatusChange,
} from '../follow-up.ts'
import { invoiceCheck } from '../invoice-check.ts'
import { invoice } from '../invoice.ts'
import { cancelInvoice } from './cancel.ts'
import { checkUpload } from './check-upload.ts'
import { convertInvoice, correctInvoice, duplicateInvoice } from './drafts/copy-invoice.ts'
import { issueInvoice } from './issue.ts'
import { setStatus, setStatuses } from './set-status.ts'
import type { StatusSettler } from './set-status.ts'
import type { InvoicesDb } from './tables.ts'

const { ask, post } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })
const MEGABYTE = 1024 * 1024

/** What happens to documents; `settle` keeps the money of those that are said to be paid. */
export const actionRoutes = (settle: StatusSettler) => [
  post({
    path: '/invoices/{id}/issue',
    summary: 'Issues a draft: gives it its number and freezes it; errors refuse, naming the fields',
    may: 'user',
    params: byId,
    reply: invoice,
    status: 200,
    run: ({ tx, by, params, ifMatch }) => issueInvoice(tx, by, { id: params.id, ifMatch }),
  }),
  post({
    path: '/invoices/{id}/cancel',
    summary: 'Takes an issued invoice back; answers with the cancellation that was issued for it',
    may: 'user',
    params: byId,
    body: invoiceCancel,
    reply: invoice,
    run: ({ tx, by, params, body, ifMatch }) =>
      cancelInvoice(tx, by, { id: params.id, notes: body.notes, ifMatch }),
  }),
  post({
    path: '/invoices/{id}/correct',
    summary: 'Begins a correction of an issued invoice, as a draft',
    may: 'user',
    params: byId,
    reply: invoice,
    run: ({ tx, by, params }) => correctInvoice(tx, by, params.id),
  }),
  post({
    path: '/invoices/{id}/duplicate',
    summary: 'A new draft with the same customer, texts and lines',
    may: 'user',
    params: byId,
    reply: invoice,
    run: ({ tx, by, params }) => duplicateInvoice(tx, by, params.id),
  }),
  post({
    path: '/invoices/{id}/convert',
    summary: 'Makes the next document of one: order confirmation, invoice, down payment, part, final one',
    may: 'user',
    params: byId,
    body: invoiceConvert,
    reply: invoice,
    run: ({ tx, by, params, body }) => convertInvoice(tx, by, { id: params.id, input: body }),
  }),
  post({
    path: '/invoices/{id}/status',
    summary: 'Says that a document is issued, paid, rejected or accepted',
    may: 'user',
    params: byId,
    body: invoiceStatusChange,
    reply: invoice,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) =>
      setStatus(tx, by, { id: params.id, status: body.status, ifMatch }, settle),
  }),
  ask({
    path: '/invoices/bulk',
    summary: 'Says it of many at once, each for itself; what is refused is named',
    may: 'user',
    body: invoiceBulk,
    reply: invoiceBulkAnswer,
    run: ({ db, by, body }) => setStatuses(db, by, body, settle),
  }),
  ask({
    path: '/invoices/check',
    summary:
      'What is wrong with an e-invoice (XML, or PDF with XML inside) that somebody sent; nothing is kept',
    may: 'user',
    upload: {
      types: ['application/xml', 'text/xml', 'application/pdf'],
      limit: 20 * MEGABYTE,
      take: async (content) => checkUpload(content),
    },
    reply: invoiceCheck,
    run: async ({ body }) => body,
  }),
]
