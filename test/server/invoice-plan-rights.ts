import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
/** Only whoever made a plan and administrators change it. */
const changing = (record: 'invoice plan' | 'binned invoice plan', body?: object): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 403 ok ok',
    write: '   401 403 403 403 ok ok',
  },
})

/** What is billed again and again: seen as the documents are. */
export const invoicePlanLines: Record<string, Line> = {
  'GET /invoice-plans': users,
  'POST /invoice-plans': { ...users, body: { title: 'Wartung' } },
  'POST /invoice-plans/raise': users,
  'GET /invoice-plans/{id}': {
    record: 'invoice plan',
    answers: {
      managers: '401 403 403 404 ok ok',
      read: '    401 403 403 ok  ok ok',
      write: '   401 403 403 ok  ok ok',
    },
  },
  'PATCH /invoice-plans/{id}': changing('invoice plan', { title: 'Neu' }),
  'DELETE /invoice-plans/{id}': changing('invoice plan'),
  'POST /invoice-plans/{id}/restore': changing('binned invoice plan'),
}
