import { sql } from 'kysely'
import { wallOf, wallText, MINUTE } from '#kernel/wall.ts'
import { seesVisit } from '#features/visits/server/plans/plan-state.ts'
import type { VisitState } from '#features/visits/visit.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import { dayAfter } from '../calendar-days.ts'
import type { Stretch } from './list-calendar.ts'
import type { CalendarDb } from './tables.ts'

interface Row {
  id: string
  assigneeId: string
  title: string
  date: string
  startTime: string | null
  durationMinutes: number
  timeZone: string
  startsAt: string
  endsAt: string
  state: VisitState
  color: string | null
  category: string | null
  place: string
  city: string | null
  version: number
  contactId: string
  displayName: string
  reads: boolean
}

/** The visits of these users, but for those that do not take place; proposals too, which bind nobody yet. */
export async function calendarVisits(
  db: Database<CalendarDb>,
  by: By,
  { first, last, users }: Stretch,
): Promise<CalendarEntry[]> {
  const { rows } = await sql<Row>`
    select r.id, r.assignee_id, r.title, r.date, r.start_time, r.duration_minutes, r.time_zone, r.starts_at, r.ends_at,
      r.state, p.color, r.category, r.place, r.version, r.contact_id, c.display_name,
      jsonb_path_query_first(c.details, '$[*] ? (@.kind == "address" && @.primary == true).value.city') #>> '{}' as city,
      ${readable(by, sql`c.reader_ids`)} as reads
    from visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
    where r.assignee_id = any(${uuids(users)}) and r.date between ${first}::date and ${last}::date
      and r.state not in ('skipped', 'cancelled')
      and c.deleted_at is null and p.deleted_at is null and ${seesVisit(by)}`.execute(db)
  return rows.map((row) => present(row, by))
}

function present(row: Row, by: By): CalendarEntry {
  const { id, assigneeId, title, timeZone, startsAt, endsAt, state, color, category, version } = row
  const allDay = row.startTime === null
  const start = allDay ? row.date : `${row.date}T${row.startTime?.slice(0, 5)}`
  const end = allDay ? dayAfter(row.date) : wallText(wallOf(start) + row.durationMinutes * MINUTE)
  const contact = { id: row.contactId, displayName: row.displayName }
  return {
    kind: 'visit',
    id,
    userId: assigneeId,
    userIds: [assigneeId],
    title,
    start,
    end,
    timeZone,
    allDay,
    startsAt,
    endsAt,
    color,
    state,
    busy: busyOf(state, allDay),
    private: false,
    hidden: false,
    contact,
    place: row.place || (row.city ?? ''),
    category,
    occurrence: null,
    version,
    can: by.role !== 'guest' && row.reads ? ['change'] : [],
  }
}

/** A proposal may still move; a visit without time leaves the day free. */
function busyOf(state: VisitState, allDay: boolean): CalendarEntry['busy'] {
  if (allDay) return 'free'
  return state === 'proposed' ? 'tentative' : 'busy'
}
