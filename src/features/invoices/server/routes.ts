import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { invoiceListQuery, invoicePage } from '../invoice-list.ts'
import { invoice, invoiceChange, invoiceNew, invoicePreview } from '../invoice.ts'
import { actionRoutes } from './action-routes.ts'
import { deleteInvoice, eraseInvoice, restoreInvoice } from './drafts/delete-invoice.ts'
import { documentRoutes } from './document-routes.ts'
import { listInvoices } from './list-invoices.ts'
import { previewInvoice } from './drafts/preview.ts'
import { readInvoice } from './read-invoices.ts'
import { changeInvoice, createInvoice } from './drafts/save-draft.ts'
import { sendRoutes } from './send/routes.ts'
import type { StatusSettler } from './set-status.ts'
import type { InvoicesDb } from './tables.ts'

const { get, ask, post, patch, remove } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })

export const invoiceRoutes = (settle: StatusSettler) => [
  get({
    path: '/invoices',
    summary: 'Quotes, invoices and their like that the caller may see, the newest numbers first',
    may: 'user',
    query: invoiceListQuery,
    reply: invoicePage,
    run: ({ db, by, query }) => listInvoices(db, by, query),
  }),
  post({
    path: '/invoices',
    summary: 'Makes a draft; it gets its number when it is issued',
    may: 'user',
    body: invoiceNew,
    reply: invoice,
    run: ({ tx, by, body }) => createInvoice(tx, by, body),
  }),
  ask({
    path: '/invoices/preview',
    summary: 'What a document would come to and say, which taxes and why; nothing is kept',
    may: 'user',
    body: invoiceNew,
    reply: invoicePreview,
    run: ({ db, by, body }) => previewInvoice(db, by, body),
  }),
  get({
    path: '/invoices/{id}',
    summary: 'One document: an issued one as it was issued, a draft as it would be now',
    may: 'user',
    params: byId,
    reply: invoice,
    run: ({ db, by, params }) => readInvoice(db, by, params.id),
  }),
  patch({
    path: '/invoices/{id}',
    summary: 'Changes a draft by a merge patch; `lines` are replaced as a whole',
    may: 'user',
    params: byId,
    body: invoiceChange,
    reply: invoice,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeInvoice(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/invoices/{id}',
    summary: 'Moves a draft to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteInvoice(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseInvoice(tx, by, params.id)
    },
  }),
  post({
    path: '/invoices/{id}/restore',
    summary: 'Brings a draft back out of the bin',
    may: 'user',
    params: byId,
    reply: invoice,
    status: 200,
    run: ({ tx, by, params }) => restoreInvoice(tx, by, params.id),
  }),
  ...actionRoutes(settle),
  ...documentRoutes,
  ...sendRoutes,
]
