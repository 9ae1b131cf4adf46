import { recordLink } from '#features/notifications/server/record-link.ts'
import { appointmentColumns, sightOf, withContact } from '#features/appointments/server/appointment-row.ts'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { occurrenceAt } from '#features/appointments/server/occurrences.ts'
import type { ExceptionRow, Occurrence } from '#features/appointments/server/occurrences.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { wallOf, written } from '#kernel/wall.ts'
import { icalComponent } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { sql } from 'kysely'
import type { CalendarParts, Reading } from './ical-parts.ts'
import { stampLines, textLines, timeLine } from './ical-parts.ts'
import type { FeedsDb } from './tables.ts'

/** The appointments of `by` between two instants that they have not declined; a series that reaches into it, whole. */
export async function appointmentEvents(
  db: Database<FeedsDb>,
  { by, publicUrl }: Reading,
  { from, to, most }: { from: string; to: string; most: number },
): Promise<CalendarParts> {
  const { rows } = await sql<AppointmentRow>`
    select ${appointmentColumns(by)}
    from appointment_attendee t join appointment a on a.id = t.appointment_id ${withContact}
    where t.user_id = ${by.id} and t.response != 'declined' and a.deleted_at is null
      and t.until >= ${from}::timestamptz and t.starts_at < ${to}::timestamptz
    order by a.starts_at, a.id limit ${most}`.execute(db)
  return eventsOf(rows, await exceptionsOf(db, rows), { by, publicUrl })
}

/** These appointments as events: of a series one with its rule, and one for each occurrence that is another. */
export function eventsOf(
  rows: readonly AppointmentRow[],
  exceptions: ReadonlyMap<string, ExceptionRow[]>,
  { by, publicUrl }: Reading,
): CalendarParts {
  const parts: CalendarParts = { components: [], zones: new Set() }
  for (const row of rows) {
    if (sightOf(by, row) !== 'all') continue
    const own = exceptions.get(row.id) ?? []
    parts.zones.add(row.timeZone)
    const whole = { start: wallOf(row.starts), end: wallOf(row.ends) }
    parts.components.push(event(row, whole, { by, publicUrl }, repetition(row, own)))
    for (const one of own) {
      const occurrence = one.cancelled ? undefined : occurrenceAt(row, own, wallOf(one.original))
      if (!occurrence) continue
      const name = timeLine('RECURRENCE-ID', one.original, clockOf(row, row.allDay))
      parts.components.push(event(row, occurrence, { by, publicUrl }, [name]))
    }
  }
  return parts
}

/** The rule, and what is left out of it. */
function repetition(row: AppointmentRow, exceptions: readonly ExceptionRow[]): ICalLine[] {
  if (row.rrule === null) return []
  const gone = exceptions.filter((one) => one.cancelled)
  return [
    ['RRULE', row.rrule],
    ...gone.map((one) => timeLine('EXDATE', one.original, clockOf(row, row.allDay))),
  ]
}

function event(
  row: AppointmentRow,
  occurrence: Pick<Occurrence, 'start' | 'end' | 'changes' | 'allDay' | 'busy'>,
  { by, publicUrl }: Reading,
  more: ICalLine[],
): string {
  const { title, description, place, category } = { ...row, ...occurrence.changes }
  const allDay = occurrence.allDay ?? row.allDay
  const clock = clockOf(row, allDay)
  const busy = occurrence.busy ?? row.busy
  const link = recordLink(publicUrl, { recordKind: 'appointment', recordId: row.id, occurrence: null })
  return icalComponent('VEVENT', [
    ['UID', row.uid],
    ...stampLines(row),
    timeLine('DTSTART', written(occurrence.start, allDay), clock),
    timeLine('DTEND', written(occurrence.end, allDay), clock),
    ...more,
    ...textLines({
      SUMMARY: title,
      LOCATION: place,
      DESCRIPTION: [description, ...aboutPeople(row, by), link].filter(Boolean).join('\n'),
      CATEGORIES: category,
    }),
    ['URL', link],
    ['CLASS', (occurrence.changes?.private ?? row.private) ? 'PRIVATE' : 'PUBLIC'],
    ['TRANSP', busy === 'free' ? 'TRANSPARENT' : 'OPAQUE'],
    ['STATUS', busy === 'tentative' ? 'TENTATIVE' : 'CONFIRMED'],
    ['X-MICROSOFT-CDO-BUSYSTATUS', OUTLOOK[busy]],
  ])
}

const OUTLOOK = { busy: 'BUSY', free: 'FREE', tentative: 'TENTATIVE', away: 'OOF' } as const

/** Who takes part is told in words only: a line of ATTENDEE could make a program send mails. */
function aboutPeople(row: AppointmentRow, { language }: By): string[] {
  const names = row.attendees.filter(({ seen }) => seen).map(({ name }) => name)
  const [contact, people] = language === 'de' ? ['Kontakt', 'Teilnehmende'] : ['Contact', 'Attendees']
  return [
    row.contactName !== null && row.contactSeen ? `${contact}: ${row.contactName}` : '',
    names.length > 1 ? `${people}: ${names.join(', ')}` : '',
  ]
}

function clockOf({ timeZone: zone }: AppointmentRow, allDay: boolean) {
  const instant = (text: string) => isoInstant(instantOf(wallOf(text), zone))
  return { allDay, zone, instant }
}
