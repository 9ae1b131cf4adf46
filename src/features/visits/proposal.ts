import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { day } from '#features/workdays/workday.ts'
import { unplaced, visit, visitDraft } from './visit.ts'

/** So many dates are proposed while one waits; more are a job. */
export const AT_ONCE = 500

export const proposeRequest = z
  .object({
    joining: z.boolean().meta({
      description: 'Whether those whom the filter finds now become customers of the plan (default: yes)',
    }),
  })
  .partial()
  .meta({ id: 'ProposeRequest' })
export type ProposeRequest = z.infer<typeof proposeRequest>

const load = z.object({ week: day.meta({ description: 'Its Monday' }), userId: z.uuid(), visits: z.int() })

/** What was proposed or would be. Of many dates the first are named, all are counted. */
const summary = {
  total: z.int().meta({ description: 'Dates, with those that found no day' }),
  customers: z.int(),
  joining: z.int().meta({ description: 'Customers who were not in the plan yet' }),
  shifted: z.int(),
  unplacedCount: z.int(),
  load: z.array(load),
  unplaced: z.array(unplaced),
}
export const planPreview = z.object({ ...summary, items: z.array(visitDraft) }).meta({ id: 'PlanPreview' })
export type PlanPreview = z.infer<typeof planPreview>

export const planProposal = z
  .object({ ...summary, runId: z.uuid().nullable(), items: z.array(visit) })
  .meta({ id: 'PlanProposal' })
export type PlanProposal = z.infer<typeof planProposal>

export const planPreviewReply = z.union([planPreview, startedJob])
export const planProposalReply = z.union([planProposal, startedJob])
