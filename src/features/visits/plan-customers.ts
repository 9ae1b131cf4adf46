import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'
import { visitState } from './visit.ts'
import { PLAN_STATES } from './visit-plan.ts'

export const ENDED_REASONS = ['finished', 'customerInactive', 'removed', 'merged', 'planEnded'] as const

/** A customer of a plan, or one who would become or cease to be one. */
export const planCustomer = z
  .object({
    contactId: z.uuid(),
    displayName: z.string(),
    postalCode: z.string(),
    city: z.string(),
    class: z.string().nullable(),
    change: z.enum(['joining', 'leaving']).nullable().meta({
      description: '`joining`: the filter finds them now; `leaving`: it does not any more',
    }),
    chain: z
      .object({
        id: z.uuid(),
        state: z.enum(PLAN_STATES),
        endedReason: z.enum(ENDED_REASONS).nullable(),
        assigneeId: z
          .uuid()
          .nullable()
          .meta({ description: 'Who visits them instead of whom the plan says' }),
        anchor: day,
        pausedUntil: day.nullable(),
        lastDone: day.nullable(),
      })
      .nullable(),
    next: z
      .object({ id: z.uuid(), date: day, startTime: z.string().nullable(), state: visitState })
      .nullable(),
  })
  .meta({ id: 'PlanCustomer' })
export type PlanCustomer = z.infer<typeof planCustomer>

export const planCustomersQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax' }),
  change: z.enum(['joining', 'leaving']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type PlanCustomersQuery = z.infer<typeof planCustomersQuery>

export const planCustomerPage = z
  .object({
    items: z.array(planCustomer),
    nextCursor: z.string().nullable(),
    total: z.int().meta({ description: 'With `change` it stops counting at 10001' }),
    joining: z.int().meta({ description: '10001: more than 10000' }),
    leaving: z.int().meta({ description: '10001: more than 10000' }),
  })
  .meta({ id: 'PlanCustomerPage' })
export type PlanCustomerPage = z.infer<typeof planCustomerPage>

const ids = z.array(z.uuid()).max(10_000)
export const planCustomersChange = z
  .object({
    add: ids,
    remove: ids.meta({ description: 'Their open visits are cancelled; the filter does not bring them back' }),
    joining: z.literal(true).meta({ description: 'Takes in all whom the filter finds now' }),
    leaving: z.literal(true).meta({ description: 'Takes out all whom it does not find any more' }),
  })
  .partial()
  .meta({ id: 'PlanCustomersChange' })
export type PlanCustomersChange = z.infer<typeof planCustomersChange>

export const planCustomersChanged = z
  .object({ added: z.int(), removed: z.int() })
  .meta({ id: 'PlanCustomersChanged' })
