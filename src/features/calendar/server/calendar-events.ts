import { sql } from 'kysely'
import { usersOf } from '#features/events/server/event-users.ts'
import type { By } from '#kernel/rights.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import type { Stretch } from './list-calendar.ts'
import type { CalendarDb } from './tables.ts'

interface Row {
  id: string
  title: string
  place: string
  allDay: boolean
  starts: string
  ends: string
  timeZone: string
  startsAt: string
  endsAt: string
  closed: boolean
  ownerId: string
  userIds: string[]
  version: number
}

/** The events these users answer for or are on the list of, that have a day and that `by` may see. */
export async function calendarEvents(
  db: Database<CalendarDb>,
  by: By,
  { first, last, from, until, users }: Stretch,
): Promise<CalendarEntry[]> {
  if (by.role === 'guest') return []
  const { rows } = await sql<Row>`
    select r.id, r.title, r.place, r.all_day, r.starts, r.ends, r.time_zone, r.starts_at, r.ends_at,
      r.closed_at is not null as closed, r.owner_id, who.ids as user_ids, r.version
    from event r cross join lateral (select ${usersOf(users)} as ids) who
    where r.deleted_at is null and r.starts_at < ${until}::timestamptz + interval '1 day'
      and r.ends_at > ${from}::timestamptz - interval '1 day'
      and case when r.all_day then r.starts < ${last}::date + 1 and r.ends > ${first}::date
        else r.starts_at < ${until}::timestamptz and (r.ends_at > ${from}::timestamptz or r.starts_at >= ${from}::timestamptz) end
      and who.ids is not null and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  return rows.map(present)
}

/** It is changed on its own page, where one sees who is invited to it. */
function present(row: Row): CalendarEntry {
  const { id, title, place, allDay, timeZone, startsAt, endsAt, closed, ownerId, userIds, version } = row
  return {
    kind: 'event',
    id,
    userId: userIds.includes(ownerId) ? ownerId : (userIds[0] ?? ownerId),
    userIds,
    title,
    start: written(wallOf(row.starts), allDay),
    end: written(wallOf(row.ends), allDay),
    timeZone,
    allDay,
    startsAt,
    endsAt,
    color: null,
    state: closed ? 'closed' : 'open',
    busy: allDay ? 'free' : 'busy',
    private: false,
    hidden: false,
    contact: null,
    place,
    category: null,
    occurrence: null,
    version,
    can: [],
  }
}
