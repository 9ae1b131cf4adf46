import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { usersOf } from '#features/events/server/event-users.ts'
import { recordLink } from '#features/notifications/server/record-link.ts'
import { icalComponent } from '#kernel/ical.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { CalendarParts, Reading } from './ical-parts.ts'
import { stampLines, textLines, timeLine } from './ical-parts.ts'
import type { FeedsDb } from './tables.ts'

interface EventRow {
  id: string
  title: string
  description: string
  place: string
  allDay: boolean
  starts: string
  ends: string
  timeZone: string
  startsAt: string
  endsAt: string
  owner: string
  sequence: number
  createdAt: string
  updatedAt: string
}

/** The events `by` answers for or is on the list of, between two days. */
export async function heldEvents(
  db: Database<FeedsDb>,
  reading: Reading,
  { from, to, most }: { from: string; to: string; most: number },
): Promise<CalendarParts> {
  const own = sql`${usersOf([reading.by.id])} is not null
    and r.starts_at < ${to}::timestamptz and r.ends_at >= ${from}::timestamptz`
  return partsOf(await readHeld(db, reading, own, most), reading)
}

/** One event with its title; nothing while it has no day or when `by` may not see it. */
export async function heldEvent(
  db: Database<FeedsDb>,
  reading: Reading,
  id: string,
): Promise<{ title: string; parts: CalendarParts } | undefined> {
  const rows = await readHeld(db, reading, sql`r.id = ${id}`, 1)
  return rows[0] && { title: rows[0].title, parts: partsOf(rows, reading) }
}

async function readHeld(
  db: Database<FeedsDb>,
  { by }: Reading,
  condition: RawBuilder<unknown>,
  most: number,
): Promise<EventRow[]> {
  if (by.role === 'guest') return []
  const { rows } = await sql<EventRow>`
    select r.id, r.title, r.description, r.place, r.all_day, r.starts, r.ends, r.time_zone, r.starts_at, r.ends_at,
      u.name as owner, r.sequence, r.created_at, r.updated_at
    from event r join app_user u on u.id = r.owner_id
    where r.deleted_at is null and r.starts_at is not null and ${condition} and ${readable(by, sql`r.reader_ids`)}
    order by r.starts_at, r.id limit ${most}`.execute(db)
  return rows
}

function partsOf(rows: readonly EventRow[], reading: Reading): CalendarParts {
  return {
    components: rows.map((row) => component(row, reading)),
    zones: new Set(rows.flatMap(({ allDay, timeZone }) => (allDay ? [] : [timeZone]))),
  }
}

function component(row: EventRow, { by, publicUrl }: Reading): string {
  const { id, allDay, timeZone: zone, startsAt, endsAt } = row
  const [start, end] = [row.starts, row.ends].map((text) => written(wallOf(text), allDay))
  const clock = { allDay, zone, instant: (text: string) => (text === start ? startsAt : endsAt) }
  const link = recordLink(publicUrl, { recordKind: 'event', recordId: id, occurrence: null })
  const owner = `${by.language === 'de' ? 'Verantwortlich' : 'Responsible'}: ${row.owner}`
  return icalComponent('VEVENT', [
    ['UID', `${id}@kontor`],
    ...stampLines(row),
    timeLine('DTSTART', start ?? '', clock),
    timeLine('DTEND', end ?? '', clock),
    ...textLines({
      SUMMARY: row.title,
      LOCATION: row.place,
      DESCRIPTION: [row.description, owner, link].filter(Boolean).join('\n'),
      CATEGORIES: by.language === 'de' ? 'Veranstaltung' : 'Event',
    }),
    ['URL', link],
    ['TRANSP', allDay ? 'TRANSPARENT' : 'OPAQUE'],
    ['STATUS', 'CONFIRMED'],
    ['X-MICROSOFT-CDO-BUSYSTATUS', allDay ? 'FREE' : 'BUSY'],
  ])
}
