import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'

/** What is sent with the steps of a visit; `done` and changes stand in `visit.ts`. */
export const visitConfirm = z
  .object({
    contactId: z.uuid().nullable().meta({ description: 'Who agreed to it' }),
    channel: z.string().trim().max(100).nullable().meta({ description: 'Such as `phone` or `mail`' }),
  })
  .partial()
  .meta({ id: 'VisitConfirm' })
export type VisitConfirm = z.infer<typeof visitConfirm>

export const visitNoShow = z
  .object({
    retryOn: day.nullable().meta({
      description: 'Tries again on this day; left out: the chain goes on with its next date',
    }),
    report: z.string().max(20_000),
  })
  .partial()
  .meta({ id: 'VisitNoShow' })
export type VisitNoShow = z.infer<typeof visitNoShow>

export const visitCancel = z
  .object({
    chain: z.boolean().meta({ description: 'Ends the chain: nothing follows, other open visits go too' }),
  })
  .partial()
  .meta({ id: 'VisitCancel' })
export type VisitCancel = z.infer<typeof visitCancel>

export const visitReopen = z
  .object({
    removeNext: z.boolean().meta({
      description: 'Removes the visit that followed even when somebody has changed it since',
    }),
  })
  .partial()
  .meta({ id: 'VisitReopen' })
export type VisitReopen = z.infer<typeof visitReopen>
