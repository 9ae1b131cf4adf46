import { sql } from 'kysely'
import { readWhose } from '#features/history/server/timeline-records.ts'
import type { Whose } from '#features/history/server/timeline-records.ts'
import { named } from '#features/subjects/server/subject-access.ts'
import { ABOUT_KINDS, askedAbout } from '#features/subjects/subject.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Appointment, AppointmentQuery } from '../appointment.ts'
import { DAY, wallOf } from '#kernel/wall.ts'
import { appointmentColumns, presentOccurrence, sightOf, withContact } from './appointment-row.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { occurrencesOf } from './occurrences.ts'
import type { ExceptionRow, Window } from './occurrences.ts'
import type { AppointmentsDb } from './tables.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'

/** More fits on no screen, and one appointment a minute would come to less. */
const MOST = 20_000
/** Days of a question; about one record there is little, so it may reach farther. */
const LONGEST = { calendar: 400, record: 3700 }

/** What the query asks for: own calendar from today on for a month when nothing is said. */
export async function listAppointments(
  db: Database<AppointmentsDb>,
  by: By,
  query: AppointmentQuery,
  today: string,
): Promise<Appointment[]> {
  const zone = query.timeZone ?? 'Europe/Berlin'
  const from = instant(query.from ?? today, zone, 'from')
  const until = query.to === undefined ? from + 31 * DAY : instant(query.to, zone, 'to', 1)
  const asked = ABOUT_KINDS.some((kind) => query[kind] !== undefined)
  const whose = askedAbout(query)
  if (asked && !whose) throw invalid('contact', 'one', 'Say one of contact, opportunity, event and project.')
  const longest = whose ? LONGEST.record : LONGEST.calendar
  if (until <= from) throw invalid('to', 'before_from', 'This lies before `from`.')
  // A day more, for the hour that DST adds to a year.
  if (until - from > (longest + 1) * DAY) throw invalid('to', 'too_long', `At most ${longest} days at once.`)
  const users = query.user?.map((user) => (user === 'me' ? by.id : user))
  if (!whose)
    return listOccurrences(db, by, { from: isoInstant(from), to: isoInstant(until), users: users ?? [by.id] })
  await readWhose(db, by, whose)
  return listAbout(db, by, { from, to: until }, whose)
}

/**
 * The appointments in the calendars of these users between two instants, each occurrence once, in order of their start.
 * Of what is kept from `by` there is the time and whose it is; guests find only what they take part in.
 */
export async function listOccurrences(
  db: Database<AppointmentsDb>,
  by: By,
  { from, to, users }: { from: string; to: string; users: readonly string[] },
): Promise<Appointment[]> {
  const { rows } = await sql<AppointmentRow & { userIds: string[] }>`
    with hit as (
      select t.appointment_id as id, json_agg(t.user_id) as user_ids from appointment_attendee t
      where t.user_id = any(${uuids(users)}) and t.until >= ${from}::timestamptz and t.starts_at < ${to}::timestamptz
      group by t.appointment_id)
    select ${appointmentColumns(by)}, hit.user_ids
    from hit join appointment a on a.id = hit.id ${withContact}
    where a.deleted_at is null`.execute(db)
  return expand(db, by, { from: Date.parse(from), to: Date.parse(to) }, rows)
}

async function listAbout(
  db: Database<AppointmentsDb>,
  by: By,
  window: Window,
  { kind, id }: Whose,
): Promise<Appointment[]> {
  const from = isoInstant(window.from)
  const to = isoInstant(window.to)
  const attending =
    kind === 'contact'
      ? sql`union select t.appointment_id from appointment_attendee t where t.contact_id = ${id}`
      : sql``
  const { rows } = await sql<AppointmentRow>`
    select ${appointmentColumns(by)}
    from appointment a ${withContact}
    join appointment_attendee o on o.appointment_id = a.id and o.user_id = a.organizer_id
    where a.deleted_at is null and o.starts_at < ${to}::timestamptz and o.until >= ${from}::timestamptz
      and a.id in (
        select b.id from appointment b where ${named(kind, sql`b`)} = ${id} ${attending})`.execute(db)
  const seen = rows.filter((row) => sightOf(by, row) === 'all')
  return expand(db, by, window, seen)
}

async function expand(
  db: Database<AppointmentsDb>,
  by: By,
  window: Window,
  rows: (AppointmentRow & { userIds?: string[] })[],
): Promise<Appointment[]> {
  const exceptions = await exceptionsOf(db, rows)
  const items: Appointment[] = []
  for (const row of rows) {
    if (sightOf(by, row) === 'none') continue
    const own = exceptions.get(row.id) ?? []
    for (const one of occurrencesOf(row, own, window))
      items.push(presentOccurrence(by, row, one, row.userIds))
    if (items.length > MOST) throw new Problem('too-large', 'appointment.too_many', 'Ask for a shorter time.')
  }
  return items.sort(inOrder)
}

/** Exceptions by the series they belong to. */
export async function exceptionsOf(
  db: Database<AppointmentsDb>,
  rows: readonly Pick<AppointmentRow, 'id' | 'rrule'>[],
): Promise<Map<string, ExceptionRow[]>> {
  const series = rows.flatMap((row) => (row.rrule === null ? [] : [row.id]))
  const found = new Map<string, ExceptionRow[]>()
  if (series.length === 0) return found
  const { rows: exceptions } = await sql<ExceptionRow>`
    select appointment_id, original, cancelled, changes, starts_at, ends_at from appointment_exception
    where appointment_id = any(${uuids(series)}) order by original`.execute(db)
  for (const one of exceptions) {
    const known = found.get(one.appointmentId)
    if (known) known.push(one)
    else found.set(one.appointmentId, [one])
  }
  return found
}

/** By start; what begins together by end, then by id, so that the order is the same each time. */
function inOrder(a: Appointment, b: Appointment): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1
  if (a.endsAt !== b.endsAt) return a.endsAt < b.endsAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function instant(text: string, zone: string, path: string, days = 0): number {
  if (text.length > 10) return Date.parse(text)
  const wall = wallOf(text)
  if (Number.isNaN(wall)) throw invalid(path, 'day', 'There is no such day.')
  return instantOf(wall + days * DAY, zone)
}
