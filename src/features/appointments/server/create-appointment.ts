import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment, AppointmentNew } from '../appointment.ts'
import { auditedOf, newState, zoneOf } from './appointment-state.ts'
import type { AppointmentState } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { checkReferences } from './check-references.ts'
import { readAppointment } from './read-appointment.ts'
import { insertAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'

/**
 * Enters an appointment, for oneself or for a colleague; who is to take part is told. No mail leaves the house. One that
 * began in another calendar keeps its `uid`.
 */
export async function createAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  input: AppointmentNew,
  { uid }: { uid?: string | undefined } = {},
): Promise<Appointment> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests only read.')
  const { organizerId = by.id } = input
  const organizer = { id: organizerId, timeZone: input.timeZone ?? (await zoneOf(tx, organizerId)) }
  return enterAppointment(tx, by, newState(input, organizer), { uid })
}

/** Writes a settled state as a new appointment. */
export async function enterAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  state: AppointmentState,
  { uid }: { uid?: string | undefined } = {},
): Promise<Appointment> {
  await checkReferences(tx, by, state)
  const now = Date.now()
  const id = await insertAppointment(tx, by, state, { uid })
  const users = [state.organizerId, ...state.invited.users]
  const changes = diff({}, auditedOf(state))
  await recordAppointment(tx, by, {
    verb: 'created',
    id,
    title: state.title,
    version: 1,
    users,
    diff: changes,
  })
  await tellUsers(tx, by, { id, users, now })
  await armReminder(tx, id, now)
  return readAppointment(tx, by, { id })
}
