import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }
/** A document of the manager for a contact: administrators and whoever sees the contact see it, guests never. */
const seeingInvoice = (
  body?: object,
  record: 'invoice' | 'issued invoice' | 'certificate' | 'invoice plan' = 'invoice',
): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 ok  ok ok',
    write: '   401 403 403 ok  ok ok',
  },
})
/** Only whoever made a draft and administrators change it. */
const changingInvoice = (
  body?: object,
  record: 'invoice' | 'binned invoice' | 'invoice plan' | 'binned invoice plan' = 'invoice',
): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 403 ok ok',
    write: '   401 403 403 403 ok ok',
  },
})

/** Administrators, whoever made it and whoever may change its customer speak for the firm about it. */
const bindingInvoice = (body?: object, record: 'invoice' | 'issued invoice' = 'issued invoice'): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 403 ok ok',
    write: '   401 403 403 ok  ok ok',
  },
})
const MAIL = { to: ['kunde@example.com'], subject: 'Rechnung', text: 'anbei' }

/** How contacts are seen and changed, said by the table of all routes. */
interface Contacts {
  seeing: Line
  changing: (body?: object) => Line
}

/** Who gets through the routes of rates, taxes, items and invoices. */
export const invoiceLines = ({ seeing, changing }: Contacts): Record<string, Line> => ({
  'GET /rates': users,
  'GET /rates/convert': { ...users, query: 'from=EUR&to=CHF' },
  'GET /rates/{id}': users,
  'POST /rates': admins,
  'POST /rates/ecb': admins,
  'PATCH /rates/{id}': admins,
  'DELETE /rates/{id}': admins,
  'GET /taxes': users,
  'GET /taxes/{id}': users,
  'POST /taxes': admins,
  'PATCH /taxes/{id}': admins,
  'DELETE /taxes/{id}': admins,
  'GET /number-ranges': users,
  'POST /number-ranges': admins,
  'PATCH /number-ranges/{id}': admins,
  'DELETE /number-ranges/{id}': admins,
  'GET /payment-terms': users,
  'POST /payment-terms': admins,
  'PATCH /payment-terms/{id}': admins,
  'DELETE /payment-terms/{id}': admins,
  'GET /text-blocks': users,
  'POST /text-blocks': admins,
  'PATCH /text-blocks/{id}': admins,
  'DELETE /text-blocks/{id}': admins,
  'GET /certificates': { ...seeing, query: 'contact={id}' },
  'POST /certificates': {
    record: 'contact',
    body: (contactId) => ({ contactId, type: 'cleaning', validFrom: '2026-01-01', validTo: '2027-01-01' }),
    answers: {
      managers: '401 403 403 422 ok  ok',
      read: '    401 403 403 403 ok  ok',
      write: '   401 403 403 ok  ok  ok',
    },
  },
  'PATCH /certificates/{id}': { ...changing({ number: '7' }), record: 'certificate' },
  'DELETE /certificates/{id}': { ...changing(), record: 'certificate' },
  'GET /invoices': users,
  'GET /invoices/gaps': users,
  'POST /invoices': { ...users, body: { lines: [] } },
  'POST /invoices/preview': users,
  'POST /invoices/bulk': users,
  'POST /invoices/check': users,
  'GET /invoices/{id}': seeingInvoice(),
  'PATCH /invoices/{id}': changingInvoice({ subject: 'Neu' }),
  'DELETE /invoices/{id}': changingInvoice(),
  'POST /invoices/{id}/restore': changingInvoice(undefined, 'binned invoice'),
  'POST /invoices/{id}/issue': bindingInvoice(undefined, 'invoice'),
  'POST /invoices/{id}/cancel': bindingInvoice({}),
  'POST /invoices/{id}/correct': bindingInvoice(),
  'POST /invoices/send': users,
  'GET /invoices/{id}/send': seeingInvoice(undefined, 'issued invoice'),
  'POST /invoices/{id}/send': bindingInvoice(MAIL),
  'POST /invoices/{id}/sent': bindingInvoice(),
  'POST /invoices/{id}/convert': seeingInvoice({ kind: 'final' }, 'issued invoice'),
  'POST /invoices/{id}/duplicate': seeingInvoice(),
  'POST /invoices/{id}/status': seeingInvoice({ status: 'paid' }, 'issued invoice'),
  'GET /invoice-plans': users,
  'POST /invoice-plans': { ...users, body: { title: 'Wartung' } },
  'POST /invoice-plans/raise': users,
  'GET /invoice-plans/{id}': seeingInvoice(undefined, 'invoice plan'),
  'GET /invoice-plans/{id}/ahead': seeingInvoice(undefined, 'invoice plan'),
  'POST /invoice-plans/{id}/write': changingInvoice({}, 'invoice plan'),
  'PATCH /invoice-plans/{id}': changingInvoice({ title: 'Neu' }, 'invoice plan'),
  'DELETE /invoice-plans/{id}': changingInvoice(undefined, 'invoice plan'),
  'POST /invoice-plans/{id}/restore': changingInvoice(undefined, 'binned invoice plan'),
  'GET /invoices/{id}.pdf': seeingInvoice(),
  'GET /invoices/{id}.xml': seeingInvoice(undefined, 'issued invoice'),
  'GET /items': users,
  'POST /items': admins,
  'POST /items/bulk': admins,
  'GET /items/{id}': users,
  'PATCH /items/{id}': admins,
  'DELETE /items/{id}': admins,
  'POST /items/{id}/restore': admins,
  'GET /items/{id}/stock': users,
  'POST /items/{id}/stock': admins,
  'GET /exports/items.csv': users,
})
