import type { Line } from './rights-table.ts'

// anonymous guest granted user manager admin
const users: Line = { answers: '401 403 403 ok  ok  ok' }
const NOBODYS = '00000000-0000-7000-8000-00000000ffff'

/** Who gets through the routes of contacts to and from address books; accounts are their owner's alone. */
export const peopleLines: Record<string, Line> = {
  'GET /groupware/accounts/{id}/people': users,
  'POST /groupware/accounts/{id}/export': { ...users, body: { contactIds: [NOBODYS] } },
  'GET /groupware/exports/{id}/items': users,
  'POST /groupware/accounts/{id}/cards/read': users,
  'GET /groupware/accounts/{id}/cards': users,
  'POST /groupware/accounts/{id}/cards/import': { ...users, body: { items: [{ id: NOBODYS }] } },
  'POST /groupware/accounts/{id}/cards/ignore': { ...users, body: { ids: [NOBODYS], ignored: true } },
}
