import { recordLink } from '#features/notifications/server/record-link.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { primaryOf } from '#features/contacts/detail.ts'
import type { Detail } from '#features/contacts/detail.ts'
import type { VisitState } from '#features/visits/visit.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { icalComponent } from '#kernel/ical.ts'
import type { By, Language } from '#kernel/rights.ts'
import { addressLines } from '#kernel/postal-address.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { wallAt } from '#kernel/zone-clock.ts'
import { wallText } from '#kernel/wall.ts'
import type { CalendarParts, Reading } from './ical-parts.ts'
import { stampLines, textLines, timeLine } from './ical-parts.ts'
import type { FeedsDb } from './tables.ts'

interface VisitRow {
  id: string
  state: VisitState
  title: string
  description: string
  bring: string
  place: string
  category: string | null
  date: string
  startTime: string | null
  startsAt: string
  endsAt: string
  timeZone: string
  sequence: number
  createdAt: string
  updatedAt: string
  customer: string
  details: Detail[]
  plan: string
}

/**
 * The visits of `by` between two days that were accepted; proposals bind nobody, and what was skipped or cancelled does
 * not take place. Without a time they take the day, and nobody's time.
 */
export async function visitEvents(
  db: Database<FeedsDb>,
  reading: Reading,
  { from, to, most }: { from: string; to: string; most: number },
): Promise<CalendarParts> {
  const own = sql`v.assignee_id = ${reading.by.id} and v.date >= ${from.slice(0, 10)}::date and v.date < ${to.slice(0, 10)}::date`
  return visitsAsEvents(await readVisits(db, reading.by, own, most), reading)
}

/** One visit as an event; nothing when `by` may not see its customer, or it does not take place. */
export async function visitEvent(
  db: Database<FeedsDb>,
  reading: Reading,
  id: string,
): Promise<CalendarParts> {
  return visitsAsEvents(await readVisits(db, reading.by, sql`v.id = ${id}`, 1), reading)
}

async function readVisits(
  db: Database<FeedsDb>,
  by: By,
  condition: RawBuilder<unknown>,
  most: number,
): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select v.id, v.state, v.title, v.description, v.bring, v.place, v.category, v.date, v.start_time, v.starts_at,
      v.ends_at, v.time_zone, v.sequence, v.created_at, v.updated_at, c.display_name as customer, c.details, p.name as plan
    from visit v join contact c on c.id = v.contact_id join visit_plan p on p.id = v.plan_id
    where ${condition} and v.state not in ('proposed', 'skipped', 'cancelled') and p.deleted_at is null
      and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
    order by v.date, v.start_time nulls first, v.id limit ${most}`.execute(db)
  return rows
}

function visitsAsEvents(rows: readonly VisitRow[], reading: Reading): CalendarParts {
  return {
    components: rows.map((row) => event(row, reading)),
    zones: new Set(rows.flatMap((row) => (row.startTime === null ? [] : [row.timeZone]))),
  }
}

function event(row: VisitRow, { by, publicUrl }: Reading): string {
  const allDay = row.startTime === null
  const [start, end] = allDay
    ? [row.date, dayOf(dayNumber(row.date) + 1)]
    : [row.startsAt, row.endsAt].map((at) => wallText(wallAt(Date.parse(at), row.timeZone)))
  const clock = {
    allDay,
    zone: row.timeZone,
    instant: (text: string) => (text === start ? row.startsAt : row.endsAt),
  }
  const address = primaryOf(row.details, 'address')
  const written = address ? addressLines(address.value, by.language).join(', ') : ''
  const link = recordLink(publicUrl, { recordKind: 'visit', recordId: row.id, occurrence: null })
  const bring = row.bring && `${by.language === 'de' ? 'Mitbringen' : 'Bring along'}: ${row.bring}`
  return icalComponent('VEVENT', [
    ['UID', `${row.id}@kontor`],
    ...stampLines(row),
    timeLine('DTSTART', start ?? '', clock),
    timeLine('DTEND', end ?? '', clock),
    ...textLines({
      SUMMARY: row.title.includes(row.customer) ? row.title : `${row.title} – ${row.customer}`,
      LOCATION: row.place || written,
      DESCRIPTION: [row.description, row.customer, written, ...phonesOf(row.details), bring, row.plan, link]
        .filter(Boolean)
        .join('\n'),
      CATEGORIES: STATES[by.language][row.state],
    }),
    ['URL', link],
    ['TRANSP', allDay ? 'TRANSPARENT' : 'OPAQUE'],
    ['STATUS', 'CONFIRMED'],
    ['X-MICROSOFT-CDO-BUSYSTATUS', allDay ? 'FREE' : 'BUSY'],
  ])
}

function phonesOf(details: readonly Detail[]): string[] {
  return details.flatMap((detail) => (detail.kind === 'phone' ? [detail.value] : []))
}

const STATES: Record<Language, Partial<Record<VisitState, string>>> = {
  de: {
    planned: 'Besuch – geplant',
    confirmed: 'Besuch – bestätigt',
    inProgress: 'Besuch – läuft',
    done: 'Besuch – erledigt',
    noShow: 'Besuch – niemand da',
    missed: 'Besuch – versäumt',
  },
  en: {
    planned: 'Visit – planned',
    confirmed: 'Visit – confirmed',
    inProgress: 'Visit – under way',
    done: 'Visit – done',
    noShow: 'Visit – nobody there',
    missed: 'Visit – missed',
  },
}
