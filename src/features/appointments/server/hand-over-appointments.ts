import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { armReminder } from './arm-reminder.ts'
import { recordAppointment } from './tell.ts'
import type { AppointmentsDb } from './tables.ts'

/**
 * Makes `to` the organizer of what `from` organizes and is not over; what is over stays theirs. Both are known to be
 * users, and `by` to be an administrator. Gives back how many it were.
 */
export async function handOverAppointments(
  tx: Tx<AppointmentsDb>,
  by: By,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; title: string; version: number }>`
    update appointment a set organizer_id = ${to}, version = version + 1, updated_at = now(), updated_by = ${by.id}
    where a.organizer_id = ${from} and a.deleted_at is null and exists (
      select 1 from appointment_attendee t
      where t.appointment_id = a.id and t.user_id = ${from} and t.until > now())
    returning a.id, a.title, a.version`.execute(tx)
  for (const { id, title, version } of rows) {
    await sql`
      delete from appointment_attendee where appointment_id = ${id} and user_id = ${to}`.execute(tx)
    await sql`
      update appointment_attendee set user_id = ${to}, response = 'accepted'
      where appointment_id = ${id} and user_id = ${from}`.execute(tx)
    const diff = [{ field: 'organizerId', from, to }]
    await recordAppointment(tx, by, { verb: 'changed', id, title, version, users: [from, to], diff })
    await armReminder(tx, id, Date.now())
  }
  return rows.length
}
