import type { Kind, Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }

/** Who gets through the routes of opportunities. */
export const opportunityLines: Record<string, Line> = {
  'GET /pipelines': users,
  'POST /pipelines': admins,
  'PATCH /pipelines/{id}': admins,
  'GET /stages': users,
  'POST /stages': admins,
  'PATCH /stages/{id}': admins,
  'DELETE /stages/{id}': admins,
  'GET /opportunities': users,
  'POST /opportunities': users,
  'GET /opportunities/totals': users,
  'GET /opportunities/board': users,
  'GET /opportunities/forecast': users,
  'POST /opportunities/bulk': users,
  'GET /opportunities/{id}': selling('ok'),
  'PATCH /opportunities/{id}': selling('403', { title: 'Neu' }),
  'DELETE /opportunities/{id}': selling('403'),
  'POST /opportunities/{id}/restore': selling('403', undefined, 'binned opportunity'),
  'POST /opportunities/{id}/stage': selling('403', (_id, _other, stage) => ({ stageId: stage })),
  'GET /opportunities/{id}/stages': selling('ok'),
}

/** An opportunity or event of `manager`; guests have none, whoever put them on a list. */
export function selling(read: string, body?: Line['body'], record: Kind = 'opportunity'): Line {
  return {
    record,
    ...(body ? { body } : {}),
    answers: {
      managers: '401 403 403 404 ok  ok',
      read: `    401 403 403 ${read} ok  ok`,
      write: '   401 403 403 ok  ok  ok',
    },
  }
}
