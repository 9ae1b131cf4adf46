import { sql } from 'kysely'
import type { AppointmentChange, AppointmentNew } from '#features/appointments/appointment.ts'
import { appointmentColumns, withContact } from '#features/appointments/server/appointment-row.ts'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { createAppointment } from '#features/appointments/server/create-appointment.ts'
import { deleteAppointment, restoreAppointment } from '#features/appointments/server/delete-appointment.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import type { ExceptionRow } from '#features/appointments/server/occurrences.ts'
import { eventOf } from '#features/meetings/server/event-of.ts'
import { noteGuests } from '#features/meetings/server/note-guests.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { EVENT_FIELDS } from '#kernel/groupware/event-item.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { given } from '#kernel/given.ts'
import { emailKey } from '#kernel/email.ts'
import { isTimeZone } from '#kernel/time-zone.ts'
import type { By } from '#kernel/rights.ts'
import { DAY, wallOf, wallText, written } from '#kernel/wall.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { cut, isAny, textsOf, untitled } from './our-side.ts'
import type { OurArea, OurKind, OurRecord } from './our-side.ts'
import { writeExceptions } from './our-exceptions.ts'
import type { SyncItem } from '../run.ts'
import { colleaguesMeeting, copyGone, joinMeeting, takeAnswer } from '../pull/same-meeting.ts'
import type { SyncDb } from '../tables.ts'

/** `cancelled` is no field of ours: an event that is called off counts as removed. */
const FIELDS = EVENT_FIELDS.filter((field) => field !== 'cancelled')
const TIMES = ['allDay', 'start', 'end', 'timeZone', 'rrule'] as const

type MeetingRow = AppointmentRow & { isHeld: boolean }

const appointments: OurKind = {
  kind: 'appointment',
  area: 'appointment',
  keepsOurs: false,
  fields: () => FIELDS,
  live: (by) => sql`
    select a.id, a.version from appointment a where a.deleted_at is null and (a.organizer_id = ${by.id}
      or a.id in (select t.appointment_id from appointment_attendee t where t.user_id = ${by.id}))`,
  begun: (by) => sql`
    select a.id, a.created_at, case when a.rrule is null then a.ends_at else a.repeats_until end as over_at
    from appointment a where a.organizer_id = ${by.id} and a.deleted_at is null`,
  async read(db, by, ids) {
    const { rows } = await sql<MeetingRow>`
      select ${appointmentColumns(by)},
        exists (select from meeting m where m.appointment_id = a.id and m.way = 'server' and m.organizer is null) as is_held
      from appointment a ${withContact}
      where a.id = any(${uuids(ids)}) and a.deleted_at is null
        and exists (select from appointment_attendee t where t.appointment_id = a.id and t.user_id = ${by.id})`.execute(
      db,
    )
    const exceptions = await exceptionsOf(db, rows)
    return new Map(rows.map((row) => [row.id, recordOf(by, row, exceptions.get(row.id) ?? [])]))
  },
  async change(tx, by, { id, version }, { fields, item }) {
    const change: AppointmentChange = changeOf(by, fields, item as unknown as EventItem)
    if (fields.includes('categories')) change.category = textsOf(item['categories'])[0]?.slice(0, 100) ?? null
    await changeAppointment(tx, by, { id, change, ifMatch: version })
    if (isAny(fields, 'exceptions')) await writeExceptions(tx, by, id, item as unknown as EventItem)
  },
  async remove(tx, by, id) {
    await deleteAppointment(tx, by, { id })
  },
  async restore(tx, by, id) {
    await restoreAppointment(tx, by, { id })
  },
  answer: takeAnswer,
  async told(tx, id, item) {
    await noteGuests(tx, id, item as unknown as EventItem)
  },
  copyGone,
}

/** An event is an appointment, with attendees a meeting (Besprechung); it keeps its UID where nobody else has it. */
async function create(
  tx: Tx<SyncDb>,
  by: By,
  item: SyncItem,
  about: AboutIds = {},
): Promise<{ kind: string; id: string }> {
  const event = item as unknown as EventItem
  const known = await attendeesOf(tx, by, event)
  const input: AppointmentNew = {
    title: untitled(by),
    start: event.start,
    end: event.end,
    ...changeOf(by, FIELDS, event),
    category: event.categories[0]?.slice(0, 100) ?? null,
    ...given(about),
    attendees: known.length > 0 ? known : await besides(tx, event, about),
  }
  const isTaken = await tx
    .selectFrom('appointment')
    .select('id')
    .where('uid', '=', event.uid)
    .executeTakeFirst()
  const { id } = await createAppointment(tx, by, input, {
    uid: isTaken || !event.uid ? undefined : event.uid,
  })
  if (event.exceptions.length > 0) await writeExceptions(tx, by, id, event)
  await noteGuests(tx, id, event)
  if (event.response !== null) await takeAnswer(tx, by, id, event.response)
  return { kind: 'appointment', id }
}

/** Of a meeting whose attendees nobody knows, the person it is said to be about takes part. */
async function besides(tx: Tx<SyncDb>, { attendees }: EventItem, { contactId }: AboutIds) {
  if (attendees.length === 0 || !contactId) return []
  const person = await tx
    .selectFrom('contact')
    .select('id')
    .where('id', '=', contactId)
    .where('kind', '=', 'person')
    .executeTakeFirst()
  return person ? [{ contactId }] : []
}

/** The contact persons among the attendees, by their addresses. */
async function attendeesOf(
  tx: Tx<SyncDb>,
  by: By,
  { attendees }: EventItem,
): Promise<{ contactId: string }[]> {
  const keys = hashKeys(attendees.slice(0, 200).map(({ email }) => `e:${emailKey(email)}`))
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select k.id from unnest(${keys}::integer[]) key, lateral (
      select r.id from contact r where r.match_keys @> array[key] and r.kind = 'person' and r.deleted_at is null
        and ${readable(by, sql`r.reader_ids`)} order by r.id limit 1) k`.execute(tx)
  return [...new Set(rows.map(({ id }) => id))].map((contactId) => ({ contactId }))
}

/** By its UID, by the id it carries, or by the same start, title and owner; each an index of its own. */
async function match(tx: Tx<SyncDb>, by: By, account: { id: string }, item: SyncItem) {
  const { uid, kontorId, title, start, timeZone, rrule } = item as unknown as EventItem
  const starts = wallOf(start)
  if (Number.isNaN(starts)) return undefined
  const [wall, at] = [wallText(starts), isoInstant(instantOf(starts, timeZone))]
  const nearEnd = rrule === null ? sql`and t.until < ${at}::timestamptz + interval '8 days'` : sql``
  const ours = sql`a.organizer_id = ${by.id} and a.deleted_at is null and not exists (select from groupware_link l
    where l.account_id = ${account.id} and l.record_kind = 'appointment' and l.record_id = a.id)`
  const { rows } = await sql<{ id: string }>`
    select id from (
      select a.id, 1 as place from appointment a where a.uid = ${uid} and ${ours}
      union all select a.id, 2 from appointment a where a.id = ${UUID.test(kontorId ?? '') ? kontorId : null}::uuid and ${ours}
      union all select a.id, 3 from appointment_attendee t join appointment a on a.id = t.appointment_id
        where t.user_id = ${by.id} and t.until >= ${at}::timestamptz ${nearEnd} and t.starts_at <= ${at}::timestamptz
          and a.title = ${cut(title, 255).trim()} and a.starts = ${wall}::timestamp and a.time_zone = ${timeZone} and ${ours}
    ) found order by place, id limit 1`.execute(tx)
  if (rows[0]) return { kind: 'appointment', id: rows[0].id }
  return colleaguesMeeting(tx, by, account, item)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Change = Omit<Partial<AppointmentNew>, 'organizerId'>

function changeOf(by: By, fields: readonly string[], event: EventItem): Change {
  const change: Change = {}
  if (isAny(fields, 'title')) change.title = cut(event.title, 255).trim() || untitled(by)
  if (isAny(fields, 'description')) change.description = cut(event.description, 65_000)
  if (isAny(fields, 'place')) change.place = cut(event.place, 500)
  if (isAny(fields, 'busy')) change.busy = event.busy
  if (isAny(fields, 'private')) change.private = event.private
  if (isAny(fields, 'reminderMinutes')) change.reminderMinutes = reminderOf(event.reminderMinutes)
  if (isAny(fields, ...TIMES)) Object.assign(change, timesOf(event))
  return change
}

export function reminderOf(minutes: number | null): number | null {
  return minutes === null ? null : Math.min(Math.max(Math.round(minutes), 0), 40_320)
}

/** An end that does not lie behind the start comes with it. */
function timesOf({ allDay, start, end, timeZone, rrule }: EventItem) {
  const [from, to] = [wallOf(start), wallOf(end)]
  const least = allDay ? from + DAY : from
  const until = Number.isNaN(to) || to < least ? least : to
  return {
    allDay,
    start: written(from, allDay),
    end: written(until, allDay),
    rrule,
    ...(isTimeZone(timeZone) ? { timeZone } : {}),
  }
}

function recordOf(by: By, row: MeetingRow, exceptions: readonly ExceptionRow[]): OurRecord {
  const { id, version } = row
  const isCopy = row.organizerId !== by.id
  const item = eventOf(row, exceptions) as unknown as SyncItem
  return { id, version, item, mayChange: !isCopy, isCopy, isHeld: row.isHeld }
}

export { appointments as ourAppointments }

/** What an area of calendars brings with it, without visits. */
export const appointmentArea: Pick<OurArea, 'create' | 'match' | 'join'> = {
  create,
  match,
  join: joinMeeting,
}
