import { z } from 'zod'
import { BUSY } from '#features/appointments/appointment.ts'
import { localTime, timeZone } from '#kernel/local-time.ts'

export const ENTRY_KINDS = ['appointment', 'visit', 'event', 'task', 'absence', 'holiday', 'closure'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** One thing in a calendar, whatever it is elsewhere. */
export const calendarEntry = z
  .object({
    kind: z.enum(ENTRY_KINDS),
    id: z.string().meta({ description: 'Of the record; of holidays the day' }),
    userId: z.uuid().nullable().meta({ description: 'Whose it is; null of days that are for all' }),
    userIds: z.array(z.uuid()).meta({ description: 'In whose of the calendars asked for it stands' }),
    title: z.string(),
    start: localTime,
    end: localTime.meta({ description: 'Not part of it; of whole days the day after the last' }),
    timeZone: z.string(),
    allDay: z.boolean(),
    startsAt: z.string(),
    endsAt: z.string(),
    color: z.string().nullable().meta({ description: 'Of the visit plan' }),
    state: z.string().meta({
      description:
        'State of a visit, status of a task or an event, kind of an absence or a holiday, appointment or meeting',
    }),
    busy: z.enum(BUSY),
    private: z.boolean(),
    hidden: z.boolean().meta({ description: 'The caller sees only that the time is taken' }),
    contact: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
    place: z.string(),
    category: z.string().nullable(),
    occurrence: localTime.nullable().meta({ description: 'Of a series: its start by the rule' }),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete', 'respond'])),
  })
  .meta({ id: 'CalendarEntry' })
export type CalendarEntry = z.infer<typeof calendarEntry>

const several = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(500).optional(),
  )

export const calendarQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date().meta({ description: 'The last day; at most 400 days after `from`' }),
  user: several(z.union([z.literal('me'), z.uuid()])).meta({
    description: 'Whose calendars, repeatable; `me` when nothing is said',
  }),
  include: several(z.enum(ENTRY_KINDS)).meta({
    description: 'Which kinds, repeatable; all when nothing is said',
  }),
  timeZone: timeZone
    .optional()
    .meta({ description: 'Where the days of `from` and `to` begin; Europe/Berlin' }),
})
export type CalendarQuery = z.infer<typeof calendarQuery>

export const calendarPage = z.object({ items: z.array(calendarEntry) }).meta({ id: 'CalendarPage' })
