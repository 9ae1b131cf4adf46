import { z } from 'zod'

export const binned = z
  .object({
    kind: z.string(),
    id: z.uuid(),
    title: z.string(),
    deletedAt: z.string(),
    deletedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    mergedInto: z
      .object({ id: z.uuid(), title: z.string(), mergeId: z.uuid() })
      .nullable()
      .meta({ description: 'The record it became one with; taking back the merge brings all of it back' }),
    can: z.array(z.literal('restore')),
  })
  .meta({ id: 'Binned' })
export type Binned = z.infer<typeof binned>

export const binPage = z
  .object({
    items: z.array(binned),
    nextCursor: z.string().nullable(),
    days: z.int().meta({ description: 'After so many days in the bin a record is erased' }),
  })
  .meta({ id: 'BinPage' })

/** A page begins after the record that was deleted then. */
const cursor = z
  .string()
  .transform((text) => text.split('~'))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))

export const binQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursor.optional(),
})
export type BinQuery = z.infer<typeof binQuery>

export function binCursor({ deletedAt, id }: { deletedAt: string; id: string }): string {
  return `${deletedAt}~${id}`
}
