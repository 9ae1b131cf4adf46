import { sql } from 'kysely'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { wallOf } from '#kernel/wall.ts'
import { mayChangeTask, taskReadable } from '#features/tasks/server/task-access.ts'
import type { Task } from '#features/tasks/task.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import { dayAfter } from '../calendar-days.ts'
import type { Stretch } from './list-calendar.ts'
import type { CalendarDb } from './tables.ts'

interface Row extends Pick<
  Task,
  'id' | 'title' | 'assigneeId' | 'createdBy' | 'dueTime' | 'timeZone' | 'status' | 'version'
> {
  dueDay: string
  dueAt: string
  contactId: string | null
  displayName: string | null
}

/** The tasks of these users that are due on these days; a task takes no time. */
export async function calendarTasks(
  db: Database<CalendarDb>,
  by: By,
  { first, last, from, until, users }: Stretch,
): Promise<CalendarEntry[]> {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.assignee_id, r.created_by, r.due_day, r.due_time, r.due_at, r.time_zone, r.status, r.version,
      c.id as contact_id, c.display_name
    from task r left join contact c on c.id = r.contact_id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
    where r.deleted_at is null and r.assignee_id = any(${uuids(users)})
      and r.due_at between ${from}::timestamptz - interval '1 day' and ${until}::timestamptz + interval '2 days'
      and r.due_day between ${first}::date and ${last}::date and ${taskReadable(by)}`.execute(db)
  return rows.map((row) => present(row, by))
}

function present(row: Row, by: By): CalendarEntry {
  const { id, title, timeZone, status, version } = row
  const allDay = row.dueTime === null
  const start = allDay ? row.dueDay : `${row.dueDay}T${row.dueTime?.slice(0, 5)}`
  const startsAt = allDay ? isoInstant(instantOf(wallOf(row.dueDay), timeZone)) : row.dueAt
  const contact =
    row.contactId && row.displayName ? { id: row.contactId, displayName: row.displayName } : null
  return {
    kind: 'task',
    id,
    userId: row.assigneeId,
    userIds: [row.assigneeId],
    title,
    start,
    timeZone,
    allDay,
    end: allDay ? dayAfter(row.dueDay) : start,
    startsAt,
    endsAt: row.dueAt,
    color: null,
    state: status,
    busy: 'free',
    private: false,
    hidden: false,
    contact,
    place: '',
    category: null,
    occurrence: null,
    version,
    can: mayChangeTask(by, row) ? ['change', 'delete'] : [],
  }
}
