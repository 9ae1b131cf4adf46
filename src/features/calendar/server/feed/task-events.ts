import { recordLink } from '#features/notifications/server/record-link.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { TASK_PRIORITIES } from '#features/tasks/task.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { icalComponent } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { wallOf } from '#kernel/wall.ts'
import type { CalendarParts, Reading } from './ical-parts.ts'
import { stampLines, textLines, timeLine } from './ical-parts.ts'
import type { FeedsDb } from './tables.ts'

interface TaskRow {
  id: string
  title: string
  description: string
  dueDay: string
  dueTime: string | null
  timeZone: string
  priority: (typeof TASK_PRIORITIES)[number]
  status: 'open' | 'started' | 'closed'
  createdAt: string
  updatedAt: string
  version: number
  contact: string | null
}

/** RFC 5545, 3.8.1.11. */
const STATUS = { open: 'NEEDS-ACTION', started: 'IN-PROCESS', closed: 'COMPLETED' } as const

/** RFC 5545, 3.8.1.9: 1 is the highest. */
const PRIORITY = { high: '1', normal: '5', low: '9' } as const

/**
 * What `by` has to do between two days and has not closed, as events on the day it is due, as to-dos, or as both. A task
 * that has a time stands there for no time at all: nobody said how long it takes.
 */
export async function taskEvents(
  db: Database<FeedsDb>,
  reading: Reading,
  { from, to, most, as }: { from: string; to: string; most: number; as: ('event' | 'todo')[] },
): Promise<CalendarParts> {
  const open = sql`t.assignee_id = ${reading.by.id} and t.status != 'closed'
    and t.due_day >= ${from.slice(0, 10)}::date and t.due_day < ${to.slice(0, 10)}::date`
  const rows = await readRows(db, reading.by, open, most)
  return {
    components: rows.flatMap((row) =>
      as.map((kind) => (kind === 'event' ? event(row, reading) : todo(row, reading))),
    ),
    zones: zonesOf(rows),
  }
}

/** These tasks as to-dos, closed ones too; whoever asks has seen to it that `by` may read them. */
export async function todosOf(
  db: Database<FeedsDb>,
  reading: Reading,
  ids: readonly string[],
): Promise<CalendarParts> {
  const rows = await readRows(db, reading.by, sql`t.id = any(${uuids([...ids])})`, ids.length)
  return { components: rows.map((row) => todo(row, reading)), zones: zonesOf(rows) }
}

async function readRows(
  db: Database<FeedsDb>,
  by: By,
  which: RawBuilder<unknown>,
  most: number,
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select t.id, t.title, t.description, t.due_day, t.due_time, t.time_zone, t.priority, t.status, t.created_at,
      t.updated_at, t.version, case when ${readable(by, sql`c.reader_ids`)} then c.display_name end as contact
    from task t left join contact c on c.id = t.contact_id and c.deleted_at is null
    where ${which} and t.deleted_at is null order by t.due_day, t.id limit ${most}`.execute(db)
  return rows
}

const zonesOf = (rows: readonly TaskRow[]) =>
  new Set(rows.flatMap((row) => (row.dueTime === null ? [] : [row.timeZone])))

function event(row: TaskRow, reading: Reading): string {
  const [start, clock] = dueOf(row)
  const end = row.dueTime === null ? [timeLine('DTEND', dayOf(dayNumber(row.dueDay) + 1), clock)] : []
  return icalComponent('VEVENT', [
    ['UID', `${row.id}@kontor`],
    ...linesOf(row, reading),
    timeLine('DTSTART', start, clock),
    ...end,
    ['TRANSP', 'TRANSPARENT'],
    ['X-MICROSOFT-CDO-BUSYSTATUS', 'FREE'],
  ])
}

function todo(row: TaskRow, reading: Reading): string {
  const [due, clock] = dueOf(row)
  return icalComponent('VTODO', [
    // One calendar may hold a task as both, and a UID names one thing.
    ['UID', `${row.id}.todo@kontor`],
    ...linesOf(row, reading),
    timeLine('DUE', due, clock),
    ['PRIORITY', PRIORITY[row.priority]],
    ['STATUS', STATUS[row.status]],
  ])
}

function linesOf(row: TaskRow, { by, publicUrl }: Reading): ICalLine[] {
  const link = recordLink(publicUrl, { recordKind: 'task', recordId: row.id, occurrence: null })
  return [
    ...stampLines({ ...row, sequence: row.version }),
    ...textLines({
      SUMMARY: row.title,
      DESCRIPTION: [row.contact, row.description, link].filter(Boolean).join('\n'),
      CATEGORIES: by.language === 'de' ? 'Aufgabe' : 'Task',
    }),
    ['URL', link],
  ]
}

function dueOf(row: TaskRow): [string, Parameters<typeof timeLine>[2]] {
  const { dueDay, dueTime, timeZone: zone } = row
  const instant = (text: string) => isoInstant(instantOf(wallOf(text), zone))
  return dueTime === null
    ? [dueDay, { allDay: true, zone, instant }]
    : [`${dueDay}T${dueTime}`, { allDay: false, zone, instant }]
}
