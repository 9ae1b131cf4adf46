import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { auditedOf, stateOf } from './appointment-state.ts'
import type { AppointmentState } from './appointment-state.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { sightOf } from './appointment-row.ts'
import { armReminder } from './arm-reminder.ts'
import { usersOf } from './changed-state.ts'
import { readRow } from './read-appointment.ts'
import { updateAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment } from './tell.ts'

/**
 * Has `by`, in whose calendar outside the same meeting stands, take part in one that a colleague entered. Where theirs is
 * the organizer's own copy (`leads`) it is theirs from now on, and the colleague takes part.
 */
export async function joinAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, leads }: { id: string; leads: boolean },
): Promise<void> {
  const row = await lock(tx, by, id)
  const before = stateOf(row)
  const everybody = new Set([...usersOf(before), by.id])
  const organizerId = leads ? by.id : before.organizerId
  everybody.delete(organizerId)
  const after = { ...before, organizerId, invited: { ...before.invited, users: [...everybody] } }
  await save(tx, by, { row, before, after })
}

/** Gives a meeting, whose organizer's own copy is gone, to a colleague who has one; the former takes part no more. */
export async function handOnAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, to }: { id: string; to: string },
): Promise<void> {
  const row = await lock(tx, by, id)
  if (row.organizerId !== by.id)
    throw new Problem('forbidden', 'forbidden', 'Only its organizer hands an appointment on.')
  const before = stateOf(row)
  const users = before.invited.users.filter((user) => user !== to)
  await save(tx, by, {
    row,
    before,
    after: { ...before, organizerId: to, invited: { ...before.invited, users } },
  })
}

async function lock(tx: Tx<AppointmentsDb>, by: By, id: string): Promise<AppointmentRow> {
  await tx.selectFrom('appointment').select('id').where('id', '=', id).forUpdate().execute()
  const row = await readRow(tx, by, id)
  if (sightOf(by, row) !== 'all')
    throw new Problem('forbidden', 'forbidden', 'Only who sees an appointment takes part in it.')
  return row
}

async function save(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, before, after }: { row: AppointmentRow; before: AppointmentState; after: AppointmentState },
): Promise<void> {
  const changes = diff(auditedOf(before), auditedOf(after))
  if (changes.length === 0) return
  await updateAppointment(tx, by, row.id, { state: after, moved: false })
  const users = [...new Set([...usersOf(before), ...usersOf(after)])]
  const { id, title, version } = row
  await recordAppointment(tx, by, { verb: 'changed', id, title, version: version + 1, users, diff: changes })
  await armReminder(tx, id, Date.now())
}
