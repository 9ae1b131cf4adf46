import { peopleLines } from './people-rights.ts'
import { fileLines } from './file-rights.ts'
import { takeoverLines } from './takeover-rights.ts'
import type { Line } from './rights-table.ts'

// anonymous guest granted user manager admin
const users: Line = { answers: '401 403 403 ok  ok  ok' }
/** Of an account, a link, a conflict that is nobody's: whoever has a seat finds nothing. */
const settling: Line = { ...users, body: { take: 'ours' } }
const NOBODYS = '00000000-0000-7000-8000-00000000ffff'

/** Who gets through the routes of what is kept in step with a groupware. */
export const syncLines: Record<string, Line> = {
  ...takeoverLines,
  ...fileLines,
  ...peopleLines,
  'GET /appointments/{id}/meeting': { record: 'appointment', answers: '401 404 404 ok ok ok' },
  'POST /appointments/{id}/meeting/invite': {
    ...users,
    body: { accountId: NOBODYS, guests: [{ email: 'eva@kunde.example' }] },
  },
  'POST /appointments/{id}/meeting/tell': users,
  'POST /appointments/{id}/meeting/call-off': users,
  'POST /appointments/{id}/meeting/answer': { ...users, body: { response: 'accepted' } },
  // Microsoft does not sign in; what it says counts by its secret only.
  'POST /groupware/notify': { answers: 'ok  ok  ok  ok  ok  ok', body: { value: [] } },
  'GET /groupware/links': { ...users, query: `record=contact:${NOBODYS}` },
  'POST /groupware/links/{id}/decouple': users,
  'GET /groupware/conflicts': users,
  'POST /groupware/conflicts/{id}/settle': settling,
  'POST /groupware/collections/{id}/go-on': users,
  'POST /groupware/accounts/{id}/sync': users,
  'PUT /contacts/{id}/groupware': { ...users, body: { accountId: NOBODYS, enabled: true } },
}
