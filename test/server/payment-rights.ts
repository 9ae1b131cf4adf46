import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }
const seeing = (body?: object): Line => ({
  record: 'issued invoice',
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 ok  ok ok',
    write: '   401 403 403 ok  ok ok',
  },
})

/** Who gets through the routes of payments, reminders and the books. */
export const paymentLines: Record<string, Line> = {
  'GET /invoices/{id}/payments': seeing(),
  'POST /invoices/{id}/payments': seeing({ amount: '1' }),
  'POST /payments/{id}/revoke': users,
  'GET /open-items': users,
  'GET /exports/open-items.csv': users,
  'POST /bank-statements': admins,
  'GET /bank-statements': admins,
  'GET /bank-entries': admins,
  'POST /bank-entries/accept-certain': admins,
  'POST /bank-entries/{id}/match': {
    ...admins,
    body: { invoices: [{ id: '00000000-0000-7000-8000-00000000abcd', amount: '1' }] },
  },
  'POST /bank-entries/{id}/ignore': admins,
  'POST /bank-entries/{id}/reopen': admins,
  'POST /reminder-letters/preview': users,
  'GET /reminder-letters/preview.pdf': users,
  'POST /reminder-letters': users,
  'GET /reminder-letters': users,
  'GET /reminder-letters/{id}.pdf': users,
  'POST /reminder-letters/{id}/sent': users,
  'GET /reminder-letters/{id}/send': users,
  'POST /reminder-letters/{id}/send': users,
  'GET /exports/datev': admins,
  'GET /exports/datev.zip': admins,
  'GET /seals': admins,
  'POST /seals/check': admins,
  'GET /exports/gobd.zip': admins,
  'GET /base-rates': users,
  'PUT /base-rates': admins,
  'DELETE /base-rates/{country}/{validFrom}': admins,
}
