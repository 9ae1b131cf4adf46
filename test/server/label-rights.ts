import type { Line } from './rights-table.ts'

const guests: Line = { answers: '401 ok  ok  ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }

/** Who gets through the routes of one list of labels. */
export function labelLines(list: string, adds: Line): Record<string, Line> {
  return {
    [`GET /${list}`]: guests,
    [`POST /${list}`]: adds,
    [`PATCH /${list}/{id}`]: admins,
    [`POST /${list}/{id}/merge`]: admins,
    [`DELETE /${list}/{id}`]: admins,
  }
}
