import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'

/** So many days at once; more have no meaning for one plan. */
const LONGEST = 92

export const spreadQuestion = z
  .object({
    from: day,
    to: day,
    assigneeIds: z.array(z.uuid()).max(100).optional().meta({ description: 'Left out: everybody' }),
    planIds: z.array(z.uuid()).max(100).optional(),
    toleranceDays: z
      .int()
      .min(0)
      .max(60)
      .optional()
      .meta({ description: 'Days a visit may lie off its rhythm; left out: what its plan allows' }),
    share: z
      .boolean()
      .optional()
      .meta({ description: 'The users stand in for one another: a visit may go to any of them' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Not before the first day' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < LONGEST * 86_400_000, {
    path: ['to'],
    message: `At most ${LONGEST} days`,
  })
  .meta({ id: 'SpreadQuestion' })
export type SpreadQuestion = z.infer<typeof spreadQuestion>

const figures = z.object({
  km: z.number().meta({ description: 'Kilometres of all days, each driven in its best order' }),
  days: z.array(z.object({ assigneeId: z.uuid(), date: day, visits: z.int(), km: z.number() })),
})
const slot = z.object({ date: day, assigneeId: z.uuid() })

export const spreadMove = z.object({
  visitId: z.uuid(),
  contactId: z.uuid(),
  customer: z.string(),
  postalCode: z.string(),
  city: z.string(),
  from: slot,
  to: slot,
  code: z
    .enum(['agreed', 'nominal', 'near', 'room'])
    .meta({ description: 'Back on its day by the rhythm, near another visit, or where there is room' }),
  nearCustomer: z.string().nullable(),
  nearKm: z.number().nullable(),
})
export type SpreadMove = z.infer<typeof spreadMove>

/** Days on which neighbours are visited together, and what that saves. Nothing is written. */
export const spreadAnswer = z
  .object({
    moves: z.array(spreadMove),
    total: z.int().meta({ description: 'Visits that were looked at' }),
    agreed: z.int().meta({ description: 'Confirmed visits, which stay' }),
    unplaced: z.array(
      z.object({ visitId: z.uuid(), customer: z.string(), reason: z.enum(['tolerance', 'far', 'capacity']) }),
    ),
    nowhere: z.int().meta({ description: 'Visits without a known place' }),
    before: figures,
    after: figures,
  })
  .meta({ id: 'SpreadAnswer' })
export type SpreadAnswer = z.infer<typeof spreadAnswer>

export const spreadApply = z
  .object({
    moves: z
      .array(z.object({ visitId: z.uuid(), date: day, assigneeId: z.uuid() }))
      .min(1)
      .max(5000),
  })
  .meta({ id: 'SpreadApply' })
export type SpreadApply = z.infer<typeof spreadApply>
