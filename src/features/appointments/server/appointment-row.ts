import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { aboutColumn, aboutReadable } from '#features/subjects/server/subject-access.ts'
import { ABOUT_NOTHING, NO_SUBJECTS, idsIn } from '#features/subjects/subject.ts'
import type { About, SubjectIds } from '#features/subjects/subject.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Appointment } from '../appointment.ts'
import { wallOf, written } from '#kernel/wall.ts'
import type { Occurrence } from './occurrences.ts'

/** An appointment as the database has it, with everybody who takes part. */
export interface AppointmentRow extends SubjectIds {
  id: string
  title: string
  description: string
  category: string | null
  place: string
  allDay: boolean
  starts: string
  ends: string
  timeZone: string
  startsAt: string
  endsAt: string
  rrule: string | null
  /** When the last occurrence is over at the latest; null of what never ends, and of what does not repeat. */
  repeatsUntil: string | null
  busy: Appointment['busy']
  private: boolean
  reminderMinutes: number | null
  contactId: string | null
  contactName: string | null
  /** Whether the reader may see the linked contact; true when there is none. */
  contactSeen: boolean
  /** The subjects the reader may see, and whether these and the contact are all it is about. */
  about: About
  aboutSeen: boolean
  organizerId: string
  uid: string
  sequence: number
  createdBy: string | null
  createdAt: string
  updatedAt: string
  version: number
  deletedAt: string | null
  attendees: (Appointment['attendees'][number] & { seen: boolean })[]
}

/** The columns of an `AppointmentRow` of appointment `a`, as `by` may know them. */
export function appointmentColumns(by: By): RawBuilder<unknown> {
  return sql`
    a.id, a.title, a.description, a.category, a.place, a.all_day, a.starts, a.ends, a.time_zone, a.starts_at, a.ends_at,
    a.rrule, nullif(a.repeats_until, 'infinity') as repeats_until, a.busy, a.private, a.reminder_minutes, a.contact_id,
    a.opportunity_id, a.event_id, a.project_id, ${aboutColumn(by, sql`a`)}, ${aboutReadable(by, sql`a`)} as about_seen, a.organizer_id, a.uid, a.sequence,
    a.created_by, a.created_at, a.updated_at, a.version, a.deleted_at,
    c.display_name as contact_name, (c.id is null or ${readable(by, sql`c.reader_ids`)}) as contact_seen,
    (select json_agg(json_build_object(
        'userId', p.user_id, 'contactId', p.contact_id, 'name', coalesce(u.name, d.display_name), 'response', p.response,
        'seen', p.user_id is not null or ${readable(by, sql`d.reader_ids`)})
        order by p.user_id is distinct from a.organizer_id, p.user_id is null, coalesce(u.name, d.display_name))
      from appointment_attendee p left join app_user u on u.id = p.user_id left join contact d on d.id = p.contact_id
      where p.appointment_id = a.id) as attendees`
}

/** Where the contact of appointment `a` comes from: one in the bin is none. */
export const withContact = sql`left join contact c on c.id = a.contact_id`

/** Whoever takes part, or entered it for them, sees all of it. */
function takesPart(by: By, row: AppointmentRow): boolean {
  return (
    row.organizerId === by.id ||
    row.createdBy === by.id ||
    row.attendees.some(({ userId }) => userId === by.id)
  )
}

/** `all`: everything; `time`: only that the time is taken; `none`: not even that. */
export function sightOf(by: By, row: AppointmentRow): 'all' | 'time' | 'none' {
  if (by.role === 'admin' || takesPart(by, row)) return 'all'
  if (by.role === 'guest') return 'none'
  return row.private || !row.aboutSeen ? 'time' : 'all'
}

/** The organizer changes, whoever entered it for them, and administrators; guests only answer. */
export function mayChangeAppointment(
  by: By,
  row: Pick<AppointmentRow, 'organizerId' | 'createdBy'>,
): boolean {
  if (by.role === 'guest') return false
  return by.role === 'admin' || row.organizerId === by.id || row.createdBy === by.id
}

/** One occurrence as `by` may see it; `users` are those in whose calendars it was found. */
export function presentOccurrence(
  by: By,
  row: AppointmentRow,
  occurrence: Occurrence,
  users: string[] = [],
): Appointment {
  const { startsAt, endsAt } = occurrence
  const allDay = occurrence.allDay ?? row.allDay
  const when = {
    id: row.id,
    allDay,
    start: written(occurrence.start, allDay),
    end: written(occurrence.end, allDay),
    timeZone: row.timeZone,
    startsAt,
    endsAt,
    occurrence: occurrence.original === null ? null : written(occurrence.original, row.allDay),
    busy: occurrence.busy ?? row.busy,
    userIds: users,
    organizerId: row.organizerId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  }
  if (sightOf(by, row) !== 'all') return { ...when, ...hiddenOf(row, users) }
  const { title, description, place, category, reminderMinutes } = { ...row, ...occurrence.changes }
  const seen = row.attendees.filter((one) => one.seen)
  return {
    ...when,
    title,
    description,
    place,
    category,
    rrule: row.rrule,
    private: occurrence.changes?.private ?? row.private,
    reminderMinutes,
    hidden: false,
    ...contactOf(row),
    ...idsIn(row.about),
    about: row.about,
    kind: kindOf(row),
    attendees: seen.map(({ userId, contactId, name, response }) => ({ userId, contactId, name, response })),
    uid: row.uid,
    sequence: row.sequence,
    can: abilitiesOf(by, row),
  }
}

/** The appointment itself; of a series its first occurrence by the rule, whatever became of that. */
export function presentAppointment(by: By, row: AppointmentRow): Appointment {
  return presentOccurrence(by, row, wholeOf(row))
}

function wholeOf(row: AppointmentRow): Occurrence {
  const { startsAt, endsAt } = row
  return { original: null, start: wallOf(row.starts), end: wallOf(row.ends), startsAt, endsAt }
}

/** What others may know of what is kept from them: whose time is taken. */
function hiddenOf(row: AppointmentRow, users: string[]) {
  return {
    title: '',
    description: '',
    category: null,
    place: '',
    rrule: null,
    private: row.private,
    reminderMinutes: null,
    contactId: null,
    contact: null,
    ...NO_SUBJECTS,
    about: ABOUT_NOTHING,
    kind: 'appointment' as const,
    attendees: row.attendees
      .filter(({ userId }) => userId !== null && users.includes(userId))
      .map(({ userId, name, response }) => ({ userId, contactId: null, name, response })),
    hidden: true,
    uid: '',
    sequence: 0,
    can: [],
  }
}

function contactOf({
  contactId,
  contactName,
  contactSeen,
}: AppointmentRow): Pick<Appointment, 'contact' | 'contactId'> {
  if (contactId === null || contactName === null || !contactSeen) return { contactId: null, contact: null }
  return { contactId, contact: { id: contactId, displayName: contactName } }
}

/** With somebody besides the organizer it is a meeting (Besprechung). */
function kindOf(row: AppointmentRow): Appointment['kind'] {
  return row.attendees.some(({ userId }) => userId !== row.organizerId) ? 'meeting' : 'appointment'
}

function abilitiesOf(by: By, row: AppointmentRow): Appointment['can'] {
  const asked = row.organizerId !== by.id && row.attendees.some(({ userId }) => userId === by.id)
  return [
    ...(mayChangeAppointment(by, row) ? (['change', 'delete'] as const) : []),
    ...(asked ? (['respond'] as const) : []),
  ]
}
