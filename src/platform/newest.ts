import { z } from 'zod'

/** What a list that is only ever read newest first accepts in its address; its ids are in order of time. */
export const newestQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
})
export type NewestQuery = z.infer<typeof newestQuery>

/** The page out of `limit` + 1 rows: the last one only says that there are more. */
export function newestPage<R extends { id: string }>(
  rows: R[],
  { limit }: NewestQuery,
): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
