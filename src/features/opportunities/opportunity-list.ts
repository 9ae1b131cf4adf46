import { z } from 'zod'
import { opportunity } from './opportunity.ts'
import { STAGE_TYPES } from './pipeline.ts'

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )

/** The filters of the list of opportunities, as they stand in its address. Custom fields come as `custom.<key>`. */
export const opportunityFilters = z.object({
  owner: several(z.union([z.literal('me'), z.uuid()])).meta({ description: 'Several: one of them' }),
  pipeline: z.uuid().optional(),
  stage: several(z.uuid()).meta({ description: 'Several: one of them' }),
  type: several(z.enum(STAGE_TYPES)).meta({ description: 'Several: one of them' }),
  closeFrom: z.iso.date().optional().meta({
    description: 'The day it was closed or, of an open one, is expected to be',
  }),
  closeTo: z.iso.date().optional().meta({ description: 'The last day' }),
  contact: z.uuid().optional().meta({ description: 'The main contact' }),
  participant: z.uuid().optional().meta({
    description: 'Takes part in it, as its contact too; of a company or one of its persons',
  }),
  tag: several(z.string().min(1).max(100)).meta({ description: 'Name or id; several: all of them' }),
  currency: several(z.string().regex(/^[A-Z]{3}$/)),
  stale: z.enum(['true', 'false']).optional(),
  restricted: z.enum(['true', 'false']).optional().meta({ description: 'Kept to those on its list' }),
  run: z.uuid().optional().meta({ description: 'What this run created' }),
})

const q = z
  .string()
  .max(200)
  .optional()
  .meta({ description: 'Search syntax: title, description, own fields' })

/** Which opportunities are meant, without an order. */
export const opportunityQuestion = z.looseObject({ q, ...opportunityFilters.shape })
export type OpportunityQuestion = z.infer<typeof opportunityQuestion>

export const opportunityListQuery = z.looseObject({
  q,
  sort: z.string().max(60).optional().meta({
    description:
      'stage, title, owner, contact, total, close, createdAt or position; with a minus: descending',
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
  ...opportunityFilters.shape,
})
export type OpportunityListQuery = z.infer<typeof opportunityListQuery>

export const opportunityPage = z
  .object({
    items: z.array(opportunity),
    nextCursor: z.string().nullable(),
    total: z.int().optional().meta({ description: 'With `count`' }),
  })
  .meta({ id: 'OpportunityPage' })
export type OpportunityPage = z.infer<typeof opportunityPage>

const LISTED = new Set([
  'q',
  'sort',
  'limit',
  'cursor',
  'skip',
  'count',
  ...Object.keys(opportunityFilters.shape),
])

/** What of a question is no filter of this list; `extra` are words the caller knows himself. */
export function strangersIn(query: object, extra: readonly string[] = []): string[] {
  return Object.keys(query).filter(
    (name) => !LISTED.has(name) && !name.startsWith('custom.') && !extra.includes(name),
  )
}
