import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { wallOf } from '#kernel/wall.ts'
import { listAbsences } from '#features/workdays/server/absences.ts'
import { listHolidays } from '#features/workdays/server/list-holidays.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { CalendarEntry, EntryKind } from '../calendar-entry.ts'
import { dayAfter } from '../calendar-days.ts'
import type { Stretch } from './list-calendar.ts'
import type { CalendarDb } from './tables.ts'

interface Days {
  kind: EntryKind
  id: string
  userId: string | null
  title: string
  state: string
  from: string
  to: string
  version?: number
}

/** Days on which somebody, or nobody at all, works: absences (not for guests), holidays, closed days. */
export async function freeDays(
  db: Database<CalendarDb>,
  by: By,
  asked: Stretch,
  wants: (kind: EntryKind) => boolean,
): Promise<CalendarEntry[]> {
  const { first: from, last: to, users } = asked
  const seesAbsences = wants('absence') && by.role !== 'guest'
  const [absences, holidays] = await Promise.all([
    seesAbsences ? listAbsences(db, by, { user: users, from, to }) : [],
    wants('holiday') || wants('closure') ? listHolidays(db, by.language, { from, to }) : [],
  ])
  const away = absences.map(({ id, userId, from, to, kind, note, version }): Days => {
    return { kind: 'absence', id, userId, title: note, state: kind, from, to, version }
  })
  const off = holidays.map(({ date, name, kind }): Days => {
    const what = kind === 'closure' ? 'closure' : 'holiday'
    return { kind: what, id: `${date} ${name}`, userId: null, title: name, state: kind, from: date, to: date }
  })
  return [...away, ...off.filter(({ kind }) => wants(kind))].map((days) => present(days, asked.zone))
}

function present({ from, to, version = 1, userId, ...days }: Days, zone: string): CalendarEntry {
  const end = dayAfter(to)
  return {
    ...days,
    userId,
    userIds: userId ? [userId] : [],
    start: from,
    end,
    timeZone: zone,
    allDay: true,
    startsAt: isoInstant(instantOf(wallOf(from), zone)),
    endsAt: isoInstant(instantOf(wallOf(end), zone)),
    color: null,
    busy: 'away',
    private: false,
    hidden: false,
    contact: null,
    place: '',
    category: null,
    occurrence: null,
    version,
    can: [],
  }
}
