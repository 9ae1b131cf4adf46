import { sql } from 'kysely'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { occurrencesOf } from '#features/appointments/server/occurrences.ts'
import type { Occurrence } from '#features/appointments/server/occurrences.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { TimeRange } from '../../calendar-filter.ts'
import type { CollectionName } from '../../places.ts'
import type { DavDb } from '../tables.ts'

type Row = Pick<
  AppointmentRow,
  'id' | 'allDay' | 'starts' | 'ends' | 'startsAt' | 'endsAt' | 'timeZone' | 'rrule' | 'busy'
>

const ALWAYS = { from: '-infinity', to: 'infinity' }

/** The records of a collection that take place, or are due, in a time (RFC 4791, 9.9), recurrence expanded. */
export async function recordsInRange(
  db: Database<DavDb>,
  by: By,
  collection: Exclude<CollectionName, 'contacts'>,
  range: TimeRange,
): Promise<string[]> {
  if (collection === 'tasks') return tasksDue(db, by, range)
  const [appointments, visits] = await Promise.all([appointmentsIn(db, by, range), visitsIn(db, by, range)])
  return [...appointments.map(({ row }) => row.id), ...visits.map(({ id }) => id)]
}

/** A series is not counted through longer times. */
export const LONGEST_COUNTED = 3 * 366 * 86_400_000

/**
 * Appointments in a time with their occurrences there. In a time that has no end, or is longer than anybody looks at, a
 * series that reaches into it is taken as it is, without counting.
 */
export async function appointmentsIn(
  db: Database<DavDb>,
  by: By,
  range: TimeRange,
): Promise<{ row: Row; occurrences: Occurrence[] }[]> {
  const { from, to } = instants(range)
  const { rows } = await sql<Row>`
    select a.id, a.all_day, a.starts, a.ends, a.starts_at, a.ends_at, a.time_zone, a.rrule, a.busy
    from appointment_attendee t join appointment a on a.id = t.appointment_id
    where t.user_id = ${by.id} and t.response <> 'declined' and a.deleted_at is null
      and t.until >= ${from}::timestamptz and t.starts_at < ${to}::timestamptz`.execute(db)
  const exceptions = await exceptionsOf(db, rows)
  return rows.flatMap((row) => {
    const window = { from: range.from ?? -FAR, to: range.to ?? FAR }
    if (row.rrule !== null && window.to - window.from > LONGEST_COUNTED) return [{ row, occurrences: [] }]
    const occurrences = occurrencesOf(row, exceptions.get(row.id) ?? [], window)
    return occurrences.length > 0 ? [{ row, occurrences }] : []
  })
}

/** Before and after all times that can be written. */
const FAR = 8.64e15

/** Visits in a time; those without an hour take no time, but stand there all day. */
export async function visitsIn(
  db: Database<DavDb>,
  by: By,
  range: TimeRange,
): Promise<{ id: string; startTime: string | null; startsAt: string; endsAt: string }[]> {
  const { from, to } = instants(range)
  const { rows } = await sql<{ id: string; startTime: string | null; startsAt: string; endsAt: string }>`
    select v.id, v.start_time, v.starts_at, v.ends_at from visit v
    where v.assignee_id = ${by.id} and v.state not in ('proposed', 'skipped', 'cancelled')
      and v.ends_at > ${from}::timestamptz and v.starts_at < ${to}::timestamptz`.execute(db)
  return rows
}

/** RFC 4791, 9.9 of a to-do with DUE alone; what a program wrote without any day is always there. */
async function tasksDue(db: Database<DavDb>, by: By, range: TimeRange): Promise<string[]> {
  const { from, to } = instants(range)
  const { rows } = await sql<{ id: string }>`
    select t.id from task t where t.assignee_id = ${by.id} and t.deleted_at is null
      and (t.due_at >= ${from}::timestamptz and t.due_at <= ${to}::timestamptz
        or exists (select 1 from dav_resource r where r.user_id = ${by.id} and r.collection = 'tasks'
          and r.record_id = t.id and r.raw !~* '\n(DUE|DTSTART)[:;]'))`.execute(db)
  return rows.map(({ id }) => id)
}

function instants({ from, to }: TimeRange): { from: string; to: string } {
  return {
    from: from === undefined ? ALWAYS.from : new Date(from).toISOString(),
    to: to === undefined ? ALWAYS.to : new Date(to).toISOString(),
  }
}
