import { z } from 'zod'
import { listWords, pageOf, several } from '#kernel/list-query.ts'
import { opportunity } from './opportunity.ts'
import { STAGE_TYPES } from './pipeline.ts'

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

const words = listWords({
  q: 'Search syntax: title, description, own fields',
  sort: 'stage, title, owner, contact, total, close, createdAt or position',
})

/** Which opportunities are meant, without an order. */
export const opportunityQuestion = z.looseObject({ q: words.q, ...opportunityFilters.shape })
export type OpportunityQuestion = z.infer<typeof opportunityQuestion>

export const opportunityListQuery = z.looseObject({ ...words, ...opportunityFilters.shape })
export type OpportunityListQuery = z.infer<typeof opportunityListQuery>

export const opportunityPage = pageOf(opportunity).meta({ id: 'OpportunityPage' })
export type OpportunityPage = z.infer<typeof opportunityPage>
