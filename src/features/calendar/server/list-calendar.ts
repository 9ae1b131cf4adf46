import { listOccurrences } from '#features/appointments/server/list-occurrences.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { DAY, wallOf } from '#kernel/wall.ts'
import { dayNumber } from '#kernel/day.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { appointmentEntry } from '../appointment-entry.ts'
import type { CalendarEntry, CalendarQuery, EntryKind } from '../calendar-entry.ts'
import { calendarEvents } from './calendar-events.ts'
import { calendarTasks } from './calendar-tasks.ts'
import { calendarVisits } from './calendar-visits.ts'
import { freeDays } from './free-days.ts'
import type { CalendarDb } from './tables.ts'

const LONGEST = 400

/** What is asked for, settled: instants for clocks, days for days. */
export interface Stretch {
  first: string
  last: string
  /** Instants: where the first day begins and the last one ends. */
  from: string
  until: string
  zone: string
  users: string[]
}

/** Everything in the calendars of some users, in order of its start; each source answers by its own rights. */
export async function listCalendar(
  db: Database<CalendarDb>,
  by: By,
  query: CalendarQuery,
): Promise<CalendarEntry[]> {
  const asked = stretchOf(query, by)
  const wants = (kind: EntryKind) => query.include?.includes(kind) ?? true
  const found = await Promise.all([
    wants('appointment') ? calendarAppointments(db, by, asked) : [],
    wants('visit') ? calendarVisits(db, by, asked) : [],
    wants('event') ? calendarEvents(db, by, asked) : [],
    wants('task') ? calendarTasks(db, by, asked) : [],
    freeDays(db, by, asked, wants),
  ])
  return found.flat().sort(inOrder)
}

function stretchOf({ from, to, timeZone: zone = 'Europe/Berlin', user }: CalendarQuery, by: By): Stretch {
  if (to < from) throw invalid('to', 'before_from', 'This lies before `from`.')
  if (dayNumber(to) - dayNumber(from) > LONGEST)
    throw invalid('to', 'too_long', `At most ${LONGEST} days at once.`)
  return {
    first: from,
    last: to,
    from: isoInstant(instantOf(wallOf(from), zone)),
    until: isoInstant(instantOf(wallOf(to) + DAY, zone)),
    zone,
    users: [...new Set((user ?? ['me']).map((id) => (id === 'me' ? by.id : id)))],
  }
}

async function calendarAppointments(
  db: Database<CalendarDb>,
  by: By,
  { from, until, users }: Stretch,
): Promise<CalendarEntry[]> {
  const found = await listOccurrences(db, by, { from, to: until, users })
  return found.map((one) => appointmentEntry(one))
}

/** By start, the longer one first, then by id: the same order each time. */
function inOrder(a: CalendarEntry, b: CalendarEntry): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1
  if (a.endsAt !== b.endsAt) return a.endsAt > b.endsAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}
