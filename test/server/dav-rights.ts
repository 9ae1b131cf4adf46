import type { Line } from './rights-table.ts'

const guests: Line = { answers: '401 ok  ok  ok  ok  ok' }

/** Everybody may let their own programs in; what those find then is what they may see themselves. */
export const davLines: Record<string, Line> = {
  'GET /dav': guests,
  'PATCH /dav': guests,
  'POST /dav/passwords': guests,
  'DELETE /dav/passwords/{id}': guests,
}
