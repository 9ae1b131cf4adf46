import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment } from '../appointment.ts'
import { stateOf } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { usersOf } from './changed-state.ts'
import { readAppointment, readRow } from './read-appointment.ts'
import { touchAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'

/** Says whether `by` comes; the organizer is told. Guests who were asked answer too. */
export async function respond(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, response }: { id: string; response: Appointment['attendees'][number]['response'] },
): Promise<Appointment> {
  await sql`select 1 from appointment where id = ${id} for update`.execute(tx)
  const row = await readRow(tx, by, id)
  const own = row.attendees.find(({ userId }) => userId === by.id)
  if (!own)
    throw new Problem('forbidden', 'appointment.not_asked', 'You do not take part in this appointment.')
  if (own.response === response) return readAppointment(tx, by, { id })
  await tx
    .updateTable('appointmentAttendee')
    .set({ response })
    .where('appointmentId', '=', id)
    .where('userId', '=', by.id)
    .execute()
  await touchAppointment(tx, by, id, { moved: false })
  const diff = [{ field: 'response', from: own.response, to: response }]
  const { title, version } = row
  await recordAppointment(tx, by, {
    verb: 'answered',
    id,
    title,
    version: version + 1,
    users: usersOf(stateOf(row)),
    diff,
  })
  const now = Date.now()
  await tellUsers(tx, by, { id, users: [row.organizerId], now })
  await armReminder(tx, id, now)
  return readAppointment(tx, by, { id })
}
