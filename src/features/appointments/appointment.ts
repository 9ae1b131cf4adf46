import { z } from 'zod'
import { timeZone } from '#features/workdays/workday.ts'

export const BUSY = ['busy', 'free', 'tentative', 'away'] as const
export const RESPONSES = ['open', 'accepted', 'declined', 'tentative'] as const

/** Wall clock without zone: `2026-11-21T08:00`; of whole days `2026-11-21`. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d(:00)?)?$/, 'A wall clock time such as 2026-11-21T08:00')

/** A rule by RFC 5545 without DTSTART, as in `FREQ=WEEKLY;BYDAY=TU;COUNT=10`. */
export const rrule = z.string().max(1000)

const fields = {
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_000),
  category: z.string().max(100).nullable(),
  place: z.string().max(500),
  allDay: z.boolean(),
  start: localTime,
  end: localTime.meta({ description: 'Not part of it; of whole days the day after the last' }),
  timeZone,
  rrule: rrule.nullable().meta({ description: 'RFC 5545, as in FREQ=WEEKLY;BYDAY=TU; null: once' }),
  busy: z.enum(BUSY),
  private: z.boolean().meta({ description: 'Others see only that the time is taken' }),
  reminderMinutes: z.int().min(0).max(40_320).nullable(),
  contactId: z.uuid().nullable(),
  attendees: z
    .array(z.object({ userId: z.uuid().optional(), contactId: z.uuid().optional() }))
    .max(200)
    .meta({ description: 'Users and contacts; with any it is a meeting' }),
}

export const attendee = z.object({
  userId: z.uuid().nullable(),
  contactId: z.uuid().nullable(),
  name: z.string(),
  response: z.enum(RESPONSES),
})

export const appointment = z
  .object({
    ...fields,
    id: z.uuid(),
    attendees: z.array(attendee),
    kind: z.enum(['appointment', 'meeting']),
    organizerId: z.uuid(),
    occurrence: localTime.nullable().meta({
      description: 'Of one occurrence of a series: its start by the rule, which names it',
    }),
    hidden: z.boolean().meta({ description: 'The caller sees only that the time is taken' }),
    contact: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
    uid: z.string(),
    sequence: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'Appointment' })
export type Appointment = z.infer<typeof appointment>

export const appointmentNew = z
  .object(fields)
  .partial()
  .required({ title: true, start: true, end: true })
  .extend({ organizerId: z.uuid().optional() })
  .meta({ id: 'AppointmentNew' })
export type AppointmentNew = z.infer<typeof appointmentNew>

export const appointmentChange = z
  .object({ ...fields, organizerId: z.uuid() })
  .partial()
  .extend({
    occurrence: localTime.optional().meta({ description: 'Of a series: which occurrence is meant' }),
    scope: z
      .enum(['this', 'following', 'all'])
      .optional()
      .meta({ description: 'With `occurrence`: only this one, this and all later ones, or (default) all' }),
  })
  .meta({ id: 'AppointmentChange' })
export type AppointmentChange = z.infer<typeof appointmentChange>
