import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'
import { visit, visitState } from './visit.ts'

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )
const yesOrNo = z.enum(['true', 'false']).optional()

/** The filters of the list of visits, as they stand in its address. */
export const visitFilters = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax, over the customers' }),
  plan: several(z.uuid()),
  contact: z.uuid().optional(),
  assignee: several(z.union([z.literal('me'), z.uuid()])),
  state: several(visitState).meta({ description: 'Several: one of them' }),
  from: day.optional(),
  to: day.optional().meta({ description: 'The last day' }),
  unplaced: yesOrNo.meta({ description: 'Whether no day was found inside the tolerance' }),
  shifted: yesOrNo.meta({ description: 'Whether the visit gave way and is not on its nominal day' }),
  run: z.uuid().optional().meta({ description: 'What this run proposed' }),
})
export type VisitFilters = z.infer<typeof visitFilters>

export const visitListQuery = z.object({
  ...visitFilters.shape,
  sort: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'date, postalCode, city, customer or assignee; with a minus: descending' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z.enum(['true', 'capped']).optional().meta({ description: '`capped` stops counting at 10000' }),
})
export type VisitListQuery = z.infer<typeof visitListQuery>

export const visitPage = z
  .object({ items: z.array(visit), nextCursor: z.string().nullable(), total: z.int().optional() })
  .meta({ id: 'VisitPage' })
export type VisitPage = z.infer<typeof visitPage>

const ids = z.array(z.uuid()).max(10_000)

/** Visits by their ids or by what the list finds. */
export const visitTargets = z.object({
  ids: ids.min(1).optional().meta({ description: 'In this order, where the order counts' }),
  filter: visitFilters
    .extend({ except: ids.optional().meta({ description: 'Found, but meant to be left out' }) })
    .optional()
    .meta({ description: 'What the list finds: its query parameters' }),
})
export type VisitTargets = z.infer<typeof visitTargets>
