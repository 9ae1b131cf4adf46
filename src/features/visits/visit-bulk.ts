import { z } from 'zod'
import { clock, day } from '#features/workdays/workday.ts'
import { leftReason, startedJob } from '#features/runs/run.ts'
import { visitTargets } from './visit-list.ts'
import type { VisitTargets } from './visit-list.ts'

/** One change for many visits; what cannot be changed is counted and left. */
export const visitBulkChange = z
  .object({
    shiftDays: z.int().min(-366).max(366).meta({ description: 'Moves each by so many days' }),
    date: day.meta({ description: 'Moves all to one day' }),
    assigneeId: z.uuid(),
    times: z
      .object({
        start: clock,
        minutes: z.int().min(1).max(1440).meta({ description: 'How long each takes' }),
        travelMinutes: z.int().min(0).max(600).default(0),
      })
      .meta({ description: 'One after the other on each day of each user, in the order of `ids`' }),
    accept: z.literal(true),
    skip: z.literal(true),
    cancel: z.literal(true),
  })
  .partial()
  .refine(
    ({ accept, skip, cancel, ...fields }) => {
      const closes = [skip, cancel].filter(Boolean).length
      const others = Object.values(fields).filter((value) => value !== undefined).length
      return closes === 1 ? !accept && others === 0 : closes === 0 && (others > 0 || accept === true)
    },
    { message: 'Say what to change: `skip` or `cancel` alone, or fields, with or without `accept`.' },
  )
  .refine(({ date, shiftDays }) => date === undefined || shiftDays === undefined, {
    path: ['date'],
    message: 'Either a day or a number of days.',
  })
  .meta({ id: 'VisitBulkChange' })
export type VisitBulkChange = z.infer<typeof visitBulkChange>

const oneWay = {
  path: ['ids'],
  message: 'Say either `ids` or `filter`.',
}
const isOneWay = (body: VisitTargets) => (body.ids === undefined) !== (body.filter === undefined)

export const visitBulk = visitTargets
  .extend({
    change: visitBulkChange,
    dryRun: z.boolean().optional().meta({ description: 'Only says what would happen' }),
  })
  .refine(isOneWay, oneWay)
  .meta({ id: 'VisitBulk' })
export type VisitBulk = z.infer<typeof visitBulk>

export const visitsAccept = visitTargets.refine(isOneWay, oneWay).meta({ id: 'VisitsAccept' })

const left = z.object({ id: z.uuid(), title: z.string(), reason: leftReason })

/** What became of the visits, or would. */
export const visitBulkResult = z
  .object({
    runId: z.uuid().nullable().meta({ description: 'The run, to take it back; null of a dry run' }),
    total: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    left: z.array(left).meta({ description: 'The first hundred that stay as they are, and why' }),
    leftCount: z.int(),
  })
  .meta({ id: 'VisitBulkResult' })
export type VisitBulkResult = z.infer<typeof visitBulkResult>

export const visitBulkReply = z.union([visitBulkResult, startedJob])
