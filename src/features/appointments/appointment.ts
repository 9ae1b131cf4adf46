import { z } from 'zod'
import { about, subjectFields, subjectQuery, subjectsRead } from '#features/subjects/subject.ts'
import { localTime, timeZone } from '#kernel/local-time.ts'

export const BUSY = ['busy', 'free', 'tentative', 'away'] as const
export const SCOPES = ['this', 'following', 'all'] as const
export const RESPONSES = ['open', 'accepted', 'declined', 'tentative'] as const

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
  rrule: rrule.nullable().meta({
    description:
      'RFC 5545, as in FREQ=WEEKLY;BYDAY=TU; null: once. A start that the rule does not name moves to the first one it does',
  }),
  busy: z.enum(BUSY),
  private: z.boolean().meta({ description: 'Others see only that the time is taken' }),
  reminderMinutes: z.int().min(0).max(40_320).nullable(),
  contactId: z.uuid().nullable(),
  ...subjectFields,
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
    ...subjectsRead,
    id: z.uuid(),
    attendees: z.array(attendee),
    kind: z.enum(['appointment', 'meeting']),
    organizerId: z.uuid(),
    occurrence: localTime.nullable().meta({
      description: 'Of one occurrence of a series: its start by the rule, which names it',
    }),
    startsAt: z.string().meta({ description: 'The instant; a wall clock that DST skips lies after the gap' }),
    endsAt: z.string(),
    userIds: z
      .array(z.uuid())
      .meta({ description: 'In lists: in whose of the calendars asked for it stands' }),
    hidden: z.boolean().meta({ description: 'The caller sees only that the time is taken' }),
    contact: z
      .object({ id: z.uuid(), displayName: z.string() })
      .nullable()
      .meta({ description: 'Null when there is none or the caller may not see it' }),
    about,
    uid: z.string(),
    sequence: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete', 'respond'])),
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

const which = {
  occurrence: localTime.optional().meta({ description: 'Of a series: which occurrence is meant' }),
  scope: z
    .enum(SCOPES)
    .optional()
    .meta({ description: 'With `occurrence`: only this one, this and all later ones, or (default) all' }),
}

/** Start and end are those of the occurrence, when one is named; all others move along with it. */
export const appointmentChange = z
  .object({ ...fields, organizerId: z.uuid() })
  .partial()
  .extend(which)
  .meta({ id: 'AppointmentChange' })
export type AppointmentChange = z.infer<typeof appointmentChange>

/** Which occurrences of a series are meant. */
export const appointmentPart = z.object(which)
export type AppointmentPart = z.infer<typeof appointmentPart>

const several = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z
    .array(z.union([z.literal('me'), z.uuid()]))
    .max(500)
    .optional(),
)
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

export const appointmentQuery = z.object({
  from: moment.optional().meta({ description: 'A day or an instant; today when nothing is said' }),
  to: moment
    .optional()
    .meta({ description: 'Not part of it, but a day counts in full; at most 400 days after `from`' }),
  user: several.meta({ description: 'Whose calendars, repeatable; `me` when nothing is said' }),
  contact: z
    .uuid()
    .optional()
    .meta({ description: 'Only what has to do with this contact, in the calendars of all who may be seen' }),
  ...subjectQuery,
  timeZone: timeZone
    .optional()
    .meta({ description: 'Where the days of `from` and `to` begin; Europe/Berlin' }),
})
export type AppointmentQuery = z.infer<typeof appointmentQuery>

export const appointmentList = z.object({ items: z.array(appointment) }).meta({ id: 'AppointmentList' })

export const appointmentResponse = z
  .object({ response: z.enum(RESPONSES) })
  .meta({ id: 'AppointmentResponse' })

export const appointmentCopy = z
  .object({
    start: localTime.optional().meta({ description: 'Where the copy begins; it lasts as long' }),
    occurrence: localTime.optional().meta({ description: 'Of a series: copy this one only' }),
    organizerId: z.uuid().optional(),
  })
  .meta({ id: 'AppointmentCopy' })
export type AppointmentCopy = z.infer<typeof appointmentCopy>

export const appointmentRestore = z
  .object({
    occurrence: localTime
      .optional()
      .meta({ description: 'Of a series: the occurrence that was left out or changed' }),
  })
  .meta({ id: 'AppointmentRestore' })
