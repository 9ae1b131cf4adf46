import type { Line } from './rights-table.ts'

// anonymous guest granted user manager admin
const users: Line = { answers: '401 403 403 ok  ok  ok' }
const NOBODYS = '00000000-0000-7000-8000-00000000ffff'

/** Who gets through the routes of the wizard; what is in a mailbox is its owner's alone. */
export const takeoverLines: Record<string, Line> = {
  'GET /takeovers': users,
  'POST /takeovers': { ...users, body: { accountId: NOBODYS, areas: ['mail'] } },
  'POST /takeovers/files': users,
  'POST /takeovers/files/take': { ...users, body: { files: [NOBODYS] } },
  'GET /takeovers/{id}': users,
  'PATCH /takeovers/{id}': { ...users, body: { step: 'task' } },
  'POST /takeovers/{id}/list': users,
  'GET /takeovers/{id}/items': { ...users, query: 'area=mail' },
  'POST /takeovers/{id}/assign': { ...users, body: { area: 'mail', chosen: false } },
  'POST /takeovers/{id}/run': users,
  'POST /takeovers/{id}/cancel': users,
  'POST /groupware/accounts/{id}/sources': users,
  'GET /groupware/accounts/{id}/candidates': { ...users, query: 'area=mail' },
  'POST /groupware/accounts/{id}/import': {
    ...users,
    body: { area: 'mail', items: [{ externalId: `${NOBODYS}/1` }] },
  },
}
