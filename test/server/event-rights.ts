import { selling } from './opportunity-rights.ts'
import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const onTheList: Line['body'] = (_id, other) => ({ contactIds: [other], status: 'attended' })

/** Who gets through the routes of events and projects. */
export const eventLines: Record<string, Line> = {
  'GET /events': users,
  'POST /events': users,
  'POST /events/bulk': users,
  'GET /events/{id}': selling('ok', undefined, 'event'),
  'PATCH /events/{id}': selling('403', { title: 'Neu' }, 'event'),
  'DELETE /events/{id}': selling('403', undefined, 'event'),
  'POST /events/{id}/restore': selling('403', undefined, 'binned event'),
  'GET /events/{id}/participants': selling('ok', undefined, 'event'),
  'POST /events/{id}/participants': selling('403', { filter: { q: 'niemand' } }, 'event'),
  'PATCH /events/{id}/participants': selling('403', onTheList, 'event'),
  'POST /events/{id}/participants/remove': selling('403', onTheList, 'event'),
  'GET /events/{id}.ics': selling('ok', undefined, 'event'),
  'GET /events/{id}/participants.csv': selling('ok', undefined, 'event'),
  'GET /events/{id}/badges.pdf': selling('ok', undefined, 'event'),
  'GET /projects': users,
  'POST /projects': users,
  'POST /opportunities/{id}/project': selling('ok'),
  'GET /projects/{id}': selling('ok', undefined, 'project'),
  'PATCH /projects/{id}': selling('403', { title: 'Neu' }, 'project'),
  'DELETE /projects/{id}': selling('403', undefined, 'project'),
  'POST /projects/{id}/restore': selling('403', undefined, 'binned project'),
}
