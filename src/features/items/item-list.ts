import { z } from 'zod'
import { listWords, pageOf } from '#kernel/list-query.ts'
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
  ...listWords({
    q: 'Search syntax, over name, number and description',
    sort: 'name, sku, price, stock or createdAt',
  }),
  ...itemFilters.shape,
})
export type ItemListQuery = z.infer<typeof itemListQuery>

export const itemPage = pageOf(item).meta({ id: 'ItemPage' })

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
