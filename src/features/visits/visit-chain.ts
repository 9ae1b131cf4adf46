import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'
import { PLAN_STATES } from './visit-plan.ts'

/** The visits of one plan to one customer, who may rest alone and be visited by somebody else. */
export const visitChain = z
  .object({
    id: z.uuid(),
    contactId: z.uuid(),
    plan: z.object({
      id: z.uuid(),
      name: z.string(),
      color: z.string().nullable(),
      state: z.enum(PLAN_STATES),
      assigneeId: z.uuid(),
    }),
    state: z.enum(PLAN_STATES),
    pausedUntil: day.nullable(),
    assigneeId: z.uuid().nullable().meta({ description: 'Instead of whom the plan says' }),
    lastDone: day.nullable(),
    version: z.int(),
    can: z.array(z.literal('change')),
  })
  .meta({ id: 'VisitChain' })
export type VisitChain = z.infer<typeof visitChain>

export const visitChainChange = z
  .object({
    state: z.enum(['active', 'paused']).meta({
      description: 'A pause takes proposals away and cancels planned visits; what is agreed stays',
    }),
    pausedUntil: day.nullable().meta({ description: 'The day on which it goes on by itself' }),
    assigneeId: z
      .uuid()
      .nullable()
      .meta({ description: 'Open visits go there too; null: whom the plan says' }),
  })
  .partial()
  .meta({ id: 'VisitChainChange' })
export type VisitChainChange = z.infer<typeof visitChainChange>

export const visitChains = z.object({ items: z.array(visitChain) })
