import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Meeting } from '#features/appointments/meeting.ts'
import { appointmentColumns, sightOf, withContact } from '#features/appointments/server/appointment-row.ts'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { MeetingsDb } from './tables.ts'

export type MeetingRow = Selectable<MeetingsDb['meeting']>
export type Guest = Meeting['guests'][number]
type Sender = Meeting['senders'][number]

/** What an appointment is outside of the house, for whoever sees all of it. */
export async function readMeeting(db: Database<MeetingsDb>, by: By, id: string): Promise<Meeting> {
  const row = await meetingAppointment(db, by, id)
  if (sightOf(by, row) !== 'all') throw missing()
  const { meeting, guests } = await heldMeeting(db, id)
  const leads = row.organizerId === by.id && by.role !== 'guest'
  const isForeign = meeting?.organizer != null
  const senders = leads && !isForeign ? await listMeetingSenders(db, by) : []
  const own = row.attendees.find(({ userId }) => userId === by.id)
  const mayTell = leads && !isForeign && meeting?.way != null && guests.length > 0
  const isAsked = isForeign && own !== undefined && by.role !== 'guest'
  return {
    organizer: meeting?.organizer ?? null,
    answer: isForeign ? (own?.response ?? null) : null,
    guests,
    state: meeting?.state ?? null,
    fault: meeting?.fault ?? null,
    known: meeting?.told ? knownOf(meeting.told) : null,
    toldAt: meeting?.toldAt ?? null,
    changed: meeting?.told != null && meeting.told.sequence < row.sequence,
    accountId: meeting?.accountId ?? null,
    senders,
    proposed: leads && !isForeign ? await proposedGuests(db, by, { id, guests, senders }) : [],
    can: [
      ...(senders.length > 0 ? (['invite'] as const) : []),
      ...(mayTell ? (['tell'] as const) : []),
      ...(isAsked ? (['answer'] as const) : []),
    ],
  }
}

/** The row of an appointment, also of one in the bin: its guests may still have to hear of it. */
export async function meetingAppointment(
  db: Database<MeetingsDb>,
  by: By,
  id: string,
): Promise<AppointmentRow> {
  const { rows } = await sql<AppointmentRow>`
    select ${appointmentColumns(by)} from appointment a ${withContact} where a.id = ${id}`.execute(db)
  const [row] = rows
  if (!row || sightOf(by, row) === 'none') throw missing()
  return row
}

export async function heldMeeting(
  db: Database<MeetingsDb>,
  id: string,
): Promise<{ meeting: MeetingRow | undefined; guests: Guest[] }> {
  const meeting = await db
    .selectFrom('meeting')
    .selectAll()
    .where('appointmentId', '=', id)
    .executeTakeFirst()
  const guests = await db
    .selectFrom('meetingGuest')
    .select(['name', 'email', 'response'])
    .where('appointmentId', '=', id)
    .orderBy('name')
    .orderBy('email')
    .execute()
  return { meeting, guests }
}

/** Own accounts that can send. */
export async function listMeetingSenders(db: Database<MeetingsDb>, by: By): Promise<Sender[]> {
  const { rows } = await sql<Sender>`
    select a.id as account_id, a.name, a.address from groupware_account a
    where a.owner_id = ${by.id} and a.address <> '' and a.state not in ('paused', 'consent')
      and (a.kind = 'graph' or (a.kind = 'open' and coalesce(a.settings -> 'smtp', 'null') <> 'null'))
    order by exists (select from groupware_collection c
      where c.account_id = a.id and c.area = 'appointment' and c.role = 'sync') desc, a.created_at, a.id`.execute(
    db,
  )
  return rows
}

function knownOf({ start, end, allDay, place }: NonNullable<MeetingRow['told']>): Meeting['known'] {
  const at = (text: string) => written(wallOf(text), allDay)
  return { start: at(start), end: at(end), allDay, place }
}

/** Colleagues and contacts who take part here, by the first of their addresses. */
async function proposedGuests(
  db: Database<MeetingsDb>,
  by: By,
  { id, guests, senders }: { id: string; guests: readonly Guest[]; senders: readonly Sender[] },
): Promise<Meeting['proposed']> {
  const known = [...guests.map(({ email }) => email), ...senders.map(({ address }) => address.toLowerCase())]
  const { rows } = await sql<{ name: string; email: string }>`
    select * from (
      select u.name, lower(u.email) as email from appointment_attendee t join app_user u on u.id = t.user_id
      where t.appointment_id = ${id} and t.user_id <> ${by.id} and u.deactivated_at is null
      union
      select c.display_name, lower(e #>> '{}') from appointment_attendee t join contact c on c.id = t.contact_id,
        lateral (select d -> 'value' as e from jsonb_array_elements(c.details) d where d ->> 'kind' = 'email'
          order by d ->> 'primary' = 'true' desc nulls last limit 1) first
      where t.appointment_id = ${id} and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}) people
    where email <> all(${known}::text[]) and email like '%_@_%' order by name limit 100`.execute(db)
  return rows
}
