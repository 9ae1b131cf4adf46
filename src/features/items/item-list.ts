import { z } from 'zod'
import { bulkIds, meansOneWay } from '#features/runs/bulk.ts'
import { ITEM_KINDS, item } from './item.ts'

/** The filters of the list of items, as they stand in its address. */
export const itemFilters = z.object({
  kind: z.enum(ITEM_KINDS).optional(),
  stock: z
    .enum(['with', 'without'])
    .optional()
    .meta({ description: 'Of what is tracked: something is there, or nothing' }),
  retired: z
    .enum(['true', 'false', 'all'])
    .default('false')
    .meta({ description: 'Those offered no more: only them, without them, or both' }),
  tax: z.uuid().optional(),
})
export type ItemFilters = z.infer<typeof itemFilters>

export const itemListQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax, over name, number and description' }),
  sort: z.string().max(60).optional().meta({
    description: 'name, sku, price, stock or createdAt; with a minus: descending',
  }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
  ...itemFilters.shape,
})
export type ItemListQuery = z.infer<typeof itemListQuery>

export const itemPage = z
  .object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() })
  .meta({ id: 'ItemPage' })

/** One thing done to many items: those named, or everything a filter of the list finds. */
export const itemBulk = z
  .object({
    ids: bulkIds.min(1).optional(),
    filter: z
      .object({ q: z.string().max(200).optional(), ...itemFilters.shape, except: bulkIds.optional() })
      .optional()
      .meta({ description: 'What the list finds: its query parameters' }),
    do: z.enum(['delete', 'restore', 'retire', 'offer']),
  })
  .refine(...meansOneWay)
  .meta({ id: 'ItemsBulk' })
export type ItemBulk = z.infer<typeof itemBulk>

export const itemBulkDone = z
  .object({
    ids: z.array(z.uuid()).meta({ description: 'What was changed, to take it back' }),
    left: z.int().meta({ description: 'How many stay as they were: in use, or gone' }),
  })
  .meta({ id: 'ItemsBulkDone' })
