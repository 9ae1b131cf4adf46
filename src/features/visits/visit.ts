import { z } from 'zod'
import { clock, day } from '#features/workdays/workday.ts'
import { timeZone } from '#kernel/local-time.ts'

export const VISIT_STATES = [
  'proposed',
  'planned',
  'confirmed',
  'inProgress',
  'done',
  'noShow',
  'skipped',
  'cancelled',
  'missed',
] as const
export const visitState = z.enum(VISIT_STATES)
export type VisitState = z.infer<typeof visitState>

/** Why a visit is not on its nominal day, or has no day at all. */
export const SHIFT_REASONS = [
  'holiday',
  'weekend',
  'absence',
  'closed',
  'capacity',
  'gap',
  'taken',
  'season',
  'past',
  'tolerance',
  'noAccess',
  'inactive',
  'route',
] as const
export const shiftReason = z.enum(SHIFT_REASONS)
export type ShiftReason = z.infer<typeof shiftReason>

/** A visit (Besuch): an appointment that a visit plan proposed. */
export const visit = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    contactId: z.uuid(),
    assigneeId: z.uuid(),
    state: visitState,
    no: z.int().meta({ description: 'Its place in the chain of visits to this customer, from 1' }),
    title: z.string(),
    date: day,
    startTime: clock.nullable(),
    durationMinutes: z.int(),
    timeZone,
    nominalDate: day.meta({ description: 'The day by the rhythm; moving the visit leaves it' }),
    dueFrom: day,
    dueTo: day,
    shift: z
      .object({
        reason: shiftReason,
        detail: z.string().meta({ description: 'Such as the name of the holiday' }),
      })
      .nullable(),
    unplaced: z
      .boolean()
      .meta({ description: 'No day fits inside the tolerance: stays proposed on its nominal day' }),
    description: z.string(),
    category: z.string().nullable(),
    place: z.string(),
    bring: z.string(),
    reminderMinutes: z.int().nullable(),
    report: z.string(),
    outcome: z.string().nullable(),
    doneOn: day.nullable(),
    actualMinutes: z.int().nullable(),
    confirmedWith: z
      .object({ contactId: z.uuid().nullable(), channel: z.string().nullable(), at: z.string() })
      .nullable(),
    nextId: z
      .uuid()
      .nullable()
      .meta({ description: 'The visit that came into being when this one was done' }),
    customer: z.object({
      displayName: z.string(),
      postalCode: z.string(),
      city: z.string(),
      street: z.string(),
      country: z.string(),
      phone: z.string(),
      class: z.string().nullable(),
    }),
    position: z
      .object({ lat: z.number(), lon: z.number(), exact: z.boolean() })
      .nullable()
      .meta({ description: 'Not exact: the centre of the postal code' }),
    plan: z.object({ name: z.string(), color: z.string().nullable() }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change'])),
  })
  .meta({ id: 'Visit' })
export type Visit = z.infer<typeof visit>

/** What a preview answers: like a visit, but not in the database. */
export const visitDraft = visit
  .pick({
    contactId: true,
    assigneeId: true,
    state: true,
    no: true,
    title: true,
    date: true,
    startTime: true,
    durationMinutes: true,
    timeZone: true,
    nominalDate: true,
    dueFrom: true,
    dueTo: true,
    shift: true,
    customer: true,
  })
  .meta({ id: 'VisitDraft' })
export type VisitDraft = z.infer<typeof visitDraft>

export const unplaced = z
  .object({ contactId: z.uuid(), date: day, reason: shiftReason, detail: z.string() })
  .meta({ id: 'Unplaced' })

export const visitChange = z
  .object({
    date: day,
    startTime: clock.nullable(),
    durationMinutes: z.int().min(1).max(1440),
    assigneeId: z.uuid(),
    title: z.string().trim().min(1).max(255),
    description: z.string().max(10_000),
    place: z.string().max(500),
    bring: z.string().max(2000),
    reminderMinutes: z.int().min(0).max(40_320).nullable(),
    report: z.string().max(20_000),
    outcome: z.string().max(100).nullable(),
  })
  .partial()
  .meta({ id: 'VisitChange' })
export type VisitChange = z.infer<typeof visitChange>

export const visitDone = z
  .object({
    doneOn: day,
    report: z.string().max(20_000),
    outcome: z.string().max(100).nullable(),
    actualMinutes: z.int().min(0).max(1440).nullable(),
    files: z
      .array(z.uuid())
      .max(20)
      .meta({ description: 'Files uploaded before; they go into the timeline of the contact' }),
  })
  .partial()
  .meta({ id: 'VisitDone' })
export type VisitDone = z.infer<typeof visitDone>

export const visitDoneReply = z
  .object({
    visit,
    next: visit
      .nullable()
      .meta({ description: 'The visit that follows; null when the chain has more ahead or is over' }),
  })
  .meta({ id: 'VisitDoneReply' })
