import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }

/** Accounts are their owner's; that nobody else finds one is told beside them. */
export const groupwareLines: Record<string, Line> = {
  'GET /groupware/accounts': users,
  'POST /groupware/accounts': users,
  'GET /groupware/accounts/{id}': users,
  'PATCH /groupware/accounts/{id}': users,
  'DELETE /groupware/accounts/{id}': users,
  'POST /groupware/accounts/{id}/pause': users,
  'POST /groupware/accounts/{id}/resume': users,
  'GET /groupware/accounts/{id}/log': users,
  'POST /groupware/accounts/{id}/test': users,
  'GET /groupware/accounts/{id}/collections': users,
  'POST /groupware/accounts/{id}/collections': { ...users, body: { area: 'mail', name: 'Kontor' } },
  'POST /groupware/accounts/{id}/collections/refresh': users,
  'PUT /groupware/accounts/{id}/collections/{collection}': users,
  'POST /groupware/discover': users,
  'POST /groupware/test': users,
  'GET /groupware/sign-in': users,
  'POST /groupware/sign-in': users,
  'GET /groupware/sign-in/callback': users,
  'PUT /groupware/sign-in/{provider}': admins,
  'GET /groupware/microsoft': admins,
  'PUT /groupware/microsoft': admins,
}
