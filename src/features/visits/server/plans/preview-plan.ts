import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { AT_ONCE } from '../../proposal.ts'
import type { PlanPreview, ProposeRequest } from '../../proposal.ts'
import type { VisitDraft } from '../../visit.ts'
import { draftOf } from '../insert-visits.ts'
import {
  countDates,
  emptyTally,
  lackingDates,
  placeAll,
  planningFor,
  summaryOf,
  tally,
} from './plan-dates.ts'
import type { Lacking } from './plan-dates.ts'
import { lockPlan, readPlanRow } from './plan-state.ts'
import type { PlanRow } from './plan-state.ts'
import { readCustomers } from './read-customers.ts'
import type { VisitsDb } from '../tables.ts'

export const PREVIEW_JOB = 'visits.preview'

export interface PlanJob {
  planId: string
  joining: boolean
}

/** What starting the plan would propose; nothing is written. Many dates are counted by a job. */
export async function previewPlan(
  tx: Tx<VisitsDb>,
  by: By,
  { house, id, request }: { house: House; id: string; request: ProposeRequest },
): Promise<PlanPreview | StartedJob> {
  const plan = await lockPlan(tx, by, id)
  const { joining = true } = request
  const lacking = lackingDates(plan, await readCustomers(tx, by, plan, { joining }))
  if (countDates(lacking) <= AT_ONCE) return previewOf(tx, by, plan, lacking)
  const title = `${by.language === 'de' ? 'Vorschau' : 'Preview'}: ${plan.name}`
  const input: PlanJob = { planId: id, joining }
  const jobId = await house.jobs.start(tx as never, by, { kind: PREVIEW_JOB, title, input })
  return queued({ id: jobId, kind: PREVIEW_JOB, title }, countDates(lacking))
}

/** The job that previews a big plan; its result is the preview. */
export const previewWork: Work = {
  kind: PREVIEW_JOB,
  async run({ house, by, input }: Running<PlanJob>): Promise<PlanPreview> {
    const db = house.db as Database<VisitsDb>
    const plan = await readPlanRow(db, input.planId)
    const customers = await readCustomers(db, by, plan, { joining: input.joining })
    return previewOf(db, by, plan, lackingDates(plan, customers))
  },
}

async function previewOf(
  db: Database<VisitsDb>,
  by: By,
  plan: PlanRow,
  lacking: readonly Lacking[],
): Promise<PlanPreview> {
  const planning = await planningFor(db, by, plan, lacking)
  const sum = emptyTally()
  const items: VisitDraft[] = []
  for (const one of lacking) {
    const placement = placeAll(planning, one)
    tally(sum, one, placement)
    for (const date of placement.placed)
      if (items.length < AT_ONCE) items.push(draftOf(plan, one.customer, date))
  }
  return { ...summaryOf(sum), items }
}
