import { z } from 'zod'
import { clock, day, holidayRegion, weekdays } from '#features/workdays/workday.ts'
import { timeZone } from '#kernel/local-time.ts'
import { rhythm } from './rhythm.ts'

/** What becomes of a date that cannot be: holiday, day off, absence, closed, full. */
export const ON_HOLIDAY = ['before', 'after', 'nearest', 'skip', 'keep'] as const

/** When a chain goes on after a visit is done: once nothing is ahead, always n ahead, or never by itself. */
export const REFILLS = ['whenEmpty', 'rolling', 'none'] as const

/** The sample appointment (Mustertermin): what every visit of the plan begins as. */
export const visitSample = z
  .object({
    title: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .meta({ description: 'With placeholders: {company}, {name}, {city}, {plan}, {no}' }),
    startTime: clock.nullable().optional().meta({ description: 'Left out or null: without time' }),
    durationMinutes: z.int().min(1).max(1440).optional(),
    description: z.string().max(10_000).optional(),
    category: z.string().max(100).optional(),
    place: z.string().max(500).optional().meta({ description: "Left out: the customer's address" }),
    bring: z.string().max(2000).optional().meta({ description: 'What to take along' }),
    reminderMinutes: z.int().min(0).max(40_320).nullable().optional(),
    timeZone: timeZone.default('Europe/Berlin'),
  })
  .meta({ id: 'VisitSample' })
export type VisitSample = z.infer<typeof visitSample>

const color = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/)

const fields = {
  name: z.string().trim().min(1).max(255),
  color: color.nullable(),
  category: z.string().max(100).nullable(),
  assigneeId: z.uuid().meta({ description: 'Who visits, unless the customer has somebody else' }),
  assigneeRule: z
    .enum(['fixed', 'manager'])
    .meta({ description: '`manager`: the first manager of the contact who is a user, else `assigneeId`' }),
  filter: z.record(z.string(), z.unknown()).nullable().meta({
    description:
      'Customers by the filters of the contact list (`q`, `type`, `class`, …); null: only picked ones',
  }),
  contactIds: z.array(z.uuid()).max(20_000).meta({ description: 'Customers picked one by one' }),
  rhythm,
  count: z
    .int()
    .min(0)
    .max(366)
    .meta({ description: 'Visits ahead at once; 0: the next comes into being when the current one is done' }),
  refill: z.enum(REFILLS),
  startDate: day,
  endDate: day.nullable(),
  first: z.enum(['start', 'spread', 'lastVisit']).meta({
    description: 'First date: the start date, spread over the first interval, last visit plus interval',
  }),
  sample: visitSample,
  holidays: holidayRegion.extend({
    onHoliday: z.enum(ON_HOLIDAY),
    whose: z.enum(['customer', 'staff', 'both']).default('both').meta({
      description: "By the customer's postal code, by the user's, or both; else `country`, `state`",
    }),
  }),
  workdays: weekdays.min(1),
  capacityPerDay: z.int().min(1).max(200).nullable().meta({ description: 'Visits of one user a day' }),
  toleranceDays: z.int().min(0).max(180).nullable().meta({
    description:
      'How far a visit may be from its nominal day; null: a fifth of the interval, at least a few days',
  }),
  minimumGapDays: z
    .int()
    .min(1)
    .max(365)
    .nullable()
    .meta({ description: 'Between two visits to the same customer, across plans' }),
  catchUp: z
    .enum(['skip', 'one'])
    .meta({ description: 'Next date already past: go on by whole intervals, or once as soon as possible' }),
}

export const PLAN_STATES = ['active', 'paused', 'ended'] as const

export const visitPlan = z
  .object({
    ...fields,
    id: z.uuid(),
    state: z.enum(PLAN_STATES),
    pausedUntil: day.nullable(),
    counts: z
      .object({
        customers: z.int(),
        proposed: z.int(),
        open: z.int().meta({ description: 'planned or confirmed' }),
        overdue: z.int(),
        done: z.int(),
      })
      .meta({ description: 'Of what the caller may see' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'VisitPlan' })
export type VisitPlan = z.infer<typeof visitPlan>

const optional = {
  color: fields.color.optional(),
  category: fields.category.optional(),
  assigneeRule: fields.assigneeRule.optional(),
  filter: fields.filter.optional(),
  contactIds: fields.contactIds.optional(),
  refill: fields.refill.optional(),
  endDate: fields.endDate.optional(),
  first: fields.first.optional(),
  holidays: fields.holidays.optional(),
  workdays: fields.workdays.optional(),
  capacityPerDay: fields.capacityPerDay.optional(),
  toleranceDays: fields.toleranceDays.optional(),
  minimumGapDays: fields.minimumGapDays.optional(),
  catchUp: fields.catchUp.optional(),
}
export const visitPlanNew = z
  .object({ ...fields, ...optional, assigneeId: fields.assigneeId.optional() })
  .refine(({ startDate, endDate }) => !endDate || startDate <= endDate, {
    path: ['endDate'],
    message: 'Not before the start',
  })
  .meta({ id: 'VisitPlanNew' })
export type VisitPlanNew = z.infer<typeof visitPlanNew>

export const visitPlanChange = z
  .object(fields)
  .partial()
  .extend({
    state: z.enum(PLAN_STATES).optional(),
    pausedUntil: day.nullable().optional(),
    apply: z.enum(['open', 'next']).optional().meta({
      description:
        'When rhythm, sample or assignee change: open visits too (proposals anew, planned ones keep their day), or from the next on (default)',
    }),
  })
  .meta({ id: 'VisitPlanChange' })
export type VisitPlanChange = z.infer<typeof visitPlanChange>
