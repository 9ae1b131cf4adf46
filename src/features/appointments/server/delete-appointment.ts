import { sql } from 'kysely'
import { forgetNotifications } from '#features/notifications/server/notify.ts'
import { dropReminders } from '#features/notifications/server/reminders.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { forgetWords } from '#platform/journal.ts'
import type { Appointment, AppointmentPart } from '../appointment.ts'
import { wallOf, wallText, written } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { stateOf } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { originalOf, usersOf } from './changed-state.ts'
import type { Held } from './changed-state.ts'
import { occurrenceAt, occurrencesOf } from './occurrences.ts'
import { lockAppointment, readAppointment } from './read-appointment.ts'
import { endSeries } from './split-series.ts'
import { storeException, storeExceptions, touchAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'

/** Moves an appointment to the bin; of a series one occurrence, or this and all later ones, do not take place. */
export async function deleteAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, ifMatch, occurrence, scope = 'all' }: AppointmentPart & { id: string; ifMatch?: number | undefined },
): Promise<void> {
  const held = await lockAppointment(tx, by, { id, ifMatch })
  const original = originalOf(held.row, { occurrence, scope })
  if (original === undefined || scope === 'all' || isAllOfIt(held, original, scope))
    return binAppointment(tx, by, held)
  if (scope === 'following') return endSeries(tx, by, held, original)
  if (!occurrenceAt(held.row, held.exceptions, original)) throw missing()
  const gone = { appointmentId: id, original: wallText(original), cancelled: true, changes: {} }
  await storeException(tx, { ...gone, startsAt: null, endsAt: null })
  await tellOfOccurrence(tx, by, held, { original, now: 'cancelled' })
}

/** Brings an appointment back out of the bin, or one occurrence back to what the rule says. */
export async function restoreAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, occurrence }: { id: string; occurrence?: string | undefined },
): Promise<Appointment> {
  if (occurrence !== undefined) return restoreOccurrence(tx, by, { id, occurrence })
  const { row } = await lockAppointment(tx, by, { id, where: 'bin' })
  await tx
    .updateTable('appointment')
    .set({ deletedAt: null, deletedBy: null, version: row.version + 1, sequence: row.sequence + 1 })
    .where('id', '=', id)
    .execute()
  await armReminder(tx, id, Date.now())
  await tell(tx, by, 'restored', row)
  return readAppointment(tx, by, { id })
}

/** Erases an appointment for good; the audit trail forgets its words. */
export async function eraseAppointment(tx: Tx<AppointmentsDb>, by: By, id: string): Promise<void> {
  const { row } = await lockAppointment(tx, by, { id, where: 'any' })
  await tx.deleteFrom('appointment').where('id', '=', id).execute()
  await forgetNotifications(tx, id)
  await dropReminders(tx, 'appointment', id)
  await forgetWords(tx, id)
  await tell(tx, by, 'erased', { ...row, title: '–' })
}

async function binAppointment(tx: Tx<AppointmentsDb>, by: By, { row }: Held): Promise<void> {
  const users = usersOf(stateOf(row))
  await tellUsers(tx, by, { id: row.id, users, now: Date.now() })
  await tx
    .updateTable('appointment')
    .set({ deletedAt: sql<string>`now()`, deletedBy: by.id, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  await dropReminders(tx, 'appointment', row.id)
  await tell(tx, by, 'deleted', row)
}

/** Whether nothing of the series would be left: then it goes to the bin whole. */
function isAllOfIt({ row, exceptions }: Held, original: Wall, scope: string): boolean {
  if (scope === 'following') return original <= wallOf(row.starts)
  if (row.repeatsUntil === null) return false
  const window = {
    from: Date.parse(row.startsAt) - 86_400_000,
    to: Date.parse(row.repeatsUntil) + 86_400_000,
  }
  return occurrencesOf(row, exceptions, window).every((one) => one.original === original)
}

async function restoreOccurrence(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, occurrence }: { id: string; occurrence: string },
): Promise<Appointment> {
  const held = await lockAppointment(tx, by, { id })
  const original = wallOf(occurrence)
  const others = held.exceptions.filter((one) => wallOf(one.original) !== original)
  if (others.length === held.exceptions.length) throw missing()
  await storeExceptions(tx, id, others)
  await tellOfOccurrence(tx, by, held, { original, now: 'regular' })
  return readAppointment(tx, by, { id, occurrence })
}

async function tellOfOccurrence(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, exceptions }: Held,
  { original, now }: { original: Wall; now: 'cancelled' | 'regular' },
): Promise<void> {
  const was = exceptions.find((one) => wallOf(one.original) === original)
  const from = was === undefined ? 'regular' : was.cancelled ? 'cancelled' : 'changed'
  const users = usersOf(stateOf(row))
  await touchAppointment(tx, by, row.id, { moved: true })
  await recordAppointment(tx, by, {
    verb: 'changed',
    id: row.id,
    title: row.title,
    version: row.version + 1,
    users,
    diff: [
      { field: 'occurrence', from: null, to: written(original, row.allDay) },
      { field: 'occurrenceState', from, to: now },
    ],
  })
  await tellUsers(tx, by, { id: row.id, users, now: Date.now() })
  await armReminder(tx, row.id, Date.now())
}

function tell(tx: Tx<AppointmentsDb>, by: By, verb: string, row: Held['row']): Promise<void> {
  const { id, title, version } = row
  return recordAppointment(tx, by, { verb, id, title, version: version + 1, users: usersOf(stateOf(row)) })
}
