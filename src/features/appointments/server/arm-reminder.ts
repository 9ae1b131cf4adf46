import { sql } from 'kysely'
import type { ReminderKind } from '#features/notifications/server/remind.ts'
import { dropReminders, setReminder } from '#features/notifications/server/reminders.ts'
import type { Tx } from '#platform/database.ts'
import { MINUTE, written } from '#kernel/wall.ts'
import { exceptionsOf } from './list-occurrences.ts'
import { occurrencesOf } from './occurrences.ts'
import type { Occurrence } from './occurrences.ts'
import type { AppointmentRow } from './appointment-row.ts'
import type { AppointmentsDb } from './tables.ts'
import { isoInstant } from '#kernel/zone-clock.ts'

/** When one occurrence was reminded of, the next one is; those that passed more than a day ago are passed over. */
export const appointmentReminders: ReminderKind<AppointmentsDb> = {
  kind: 'appointment',
  told: (tx, { id, at: told }) => armReminder(tx, id, Math.max(Date.parse(told), Date.now() - 86_400_000)),
}

type Reminding = AppointmentRow & { users: string[] }

/** Sees to it that everybody who takes part and has not declined is reminded of the next occurrence (as system). */
export async function armReminder(tx: Tx<AppointmentsDb>, id: string, now: number): Promise<void> {
  const { rows } = await sql<Reminding>`
    select a.id, a.title, a.place, a.all_day, a.starts, a.ends, a.time_zone, a.starts_at, a.ends_at, a.rrule,
      a.reminder_minutes, coalesce((select json_agg(p.user_id) from appointment_attendee p
        where p.appointment_id = a.id and p.user_id is not null and p.response != 'declined'), '[]') as users
    from appointment a where a.id = ${id} and a.deleted_at is null`.execute(tx)
  const [row] = rows
  const exceptions = row ? ((await exceptionsOf(tx, [row])).get(id) ?? []) : []
  const next =
    row && occurrencesOf(row, exceptions, { from: now, to: now + REACH }).find((one) => at(row, one) > now)
  if (!row || !next) return dropReminders(tx, 'appointment', id)
  const { title, place } = { ...row, ...next.changes }
  await setReminder(tx, {
    kind: 'appointment',
    id,
    title,
    text: place,
    users: row.users,
    at: isoInstant(at(row, next)),
    due: (next.allDay ?? row.allDay) ? written(next.start, true) : next.startsAt,
    ...(next.original !== null && { occurrence: written(next.original, row.allDay) }),
  })
}

/** How far ahead a series is looked through for its next reminder. */
const REACH = 800 * 86_400_000

function at(row: Reminding, { startsAt, changes }: Occurrence): number {
  const minutes = changes?.reminderMinutes === undefined ? row.reminderMinutes : changes.reminderMinutes
  return minutes === null ? Number.NEGATIVE_INFINITY : Date.parse(startsAt) - minutes * MINUTE
}
