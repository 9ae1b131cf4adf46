import { z } from 'zod'
import { day } from '#features/workdays/workday.ts'

export const visitAnalysisQuery = z.object({
  from: day,
  to: day,
  plan: z.uuid().optional(),
  user: z.union([z.literal('me'), z.uuid()]).optional(),
})
export type VisitAnalysisQuery = z.infer<typeof visitAnalysisQuery>

const kept = {
  kept: z.int().meta({ description: 'Done inside the tolerance' }),
  early: z.int(),
  late: z.int(),
  missed: z.int().meta({ description: 'Not done though their day has passed' }),
  skipped: z.int(),
  cancelled: z.int(),
  open: z.int().meta({ description: 'Planned or confirmed, still to come' }),
}

export const visitAnalysis = z
  .object({
    plans: z.array(z.object({ planId: z.uuid(), name: z.string(), ...kept })),
    users: z.array(z.object({ userId: z.uuid(), ...kept })),
    neglected: z
      .array(
        z.object({
          contactId: z.uuid(),
          displayName: z.string(),
          planId: z.uuid(),
          lastDone: day.nullable(),
          days: z.int().nullable().meta({ description: 'Since the last visit; null: there was none' }),
        }),
      )
      .meta({
        description: 'Customers without a visit for more than one interval and its tolerance; at most 200',
      }),
    load: z
      .array(
        z.object({
          week: day.meta({ description: 'Its Monday' }),
          userId: z.uuid(),
          visits: z.int(),
          minutes: z.int(),
        }),
      )
      .meta({ description: 'Open visits of the next three months' }),
  })
  .meta({ id: 'VisitAnalysis' })
export type VisitAnalysis = z.infer<typeof visitAnalysis>
