import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { paymentNew, paymentState } from '../payment.ts'
import { addPayment } from './add-payment.ts'
import { openItems } from '../open-items.ts'
import { bankRoutes } from './bank/routes.ts'
import { listOpenItems, writeOpenItems } from './list-open-items.ts'
import { readPaymentState } from './read-payments.ts'
import { reminderRoutes } from './reminders/routes.ts'
import { revokePayment } from './revoke-payment.ts'
import type { PaymentsDb } from './tables.ts'

const { get, post } = routesOf<PaymentsDb>('payments')
const byId = z.object({ id: z.uuid() })

export const paymentRoutes = [
  get({
    path: '/invoices/{id}/payments',
    summary:
      'How a document was paid: its payments, what is missing, what is too much, which Skonto it earned',
    may: 'user',
    params: byId,
    reply: paymentState,
    run: ({ db, by, params }) => readPaymentState(db, by, params.id),
  }),
  post({
    path: '/invoices/{id}/payments',
    summary: 'Writes down what was paid, wholly or in part; answers with how the document stands then',
    may: 'user',
    params: byId,
    body: paymentNew,
    reply: paymentState,
    run: ({ tx, by, params, body }) => addPayment(tx, by, { invoiceId: params.id, input: body }),
  }),
  post({
    path: '/payments/{id}/revoke',
    summary: 'Takes a payment back; it stays written down as such',
    may: 'user',
    params: byId,
    reply: paymentState,
    status: 200,
    run: ({ tx, by, params }) => revokePayment(tx, by, params.id),
  }),
  get({
    path: '/open-items',
    summary: 'What customers owe, by how long it is overdue; one currency is not added to another',
    may: 'user',
    query: z.object({ contact: z.uuid().optional() }),
    reply: openItems,
    run: ({ db, by, query }) => listOpenItems(db, by, query),
  }),
  get({
    path: '/exports/open-items.csv',
    summary: 'All open invoices as a table',
    may: 'user',
    binary: 'text/csv',
    run: ({ db, by, response }) => {
      response.type('text/csv; charset=utf-8').header('cache-control', 'no-store')
      response.header('content-disposition', 'attachment; filename="offene-posten.csv"')
      return writeOpenItems(db, by)
    },
  }),
  ...bankRoutes,
  ...reminderRoutes,
]
