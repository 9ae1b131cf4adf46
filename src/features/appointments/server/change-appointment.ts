import { diff, isSame } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment, AppointmentChange } from '../appointment.ts'
import { wallOf } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { auditedOf, settle, stateOf } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { carried, changedState, originalOf, usersOf } from './changed-state.ts'
import type { Held } from './changed-state.ts'
import { changeOccurrence } from './change-occurrence.ts'
import { checkReferences } from './check-references.ts'
import { occurrenceAt } from './occurrences.ts'
import { lockAppointment, readAppointment } from './read-appointment.ts'
import { splitSeries } from './split-series.ts'
import { askAgain, storeExceptions, updateAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'

/** Changes an appointment, or of a series one occurrence, this and all later ones, or all. */
export async function changeAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: AppointmentChange; ifMatch?: number | undefined },
): Promise<Appointment> {
  const { occurrence, scope = 'all', ...said } = change
  const held = await lockAppointment(tx, by, { id, ifMatch })
  const original = originalOf(held.row, { occurrence, scope })
  if (scope === 'this' && original !== undefined) return changeOccurrence(tx, by, held, { original, said })
  if (scope === 'following' && original !== undefined && original > wallOf(held.row.starts))
    return splitSeries(tx, by, held, { original, said })
  return changeAll(tx, by, held, { original, said })
}

async function changeAll(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, exceptions }: Held,
  { original, said }: { original: Wall | undefined; said: AppointmentChange },
): Promise<Appointment> {
  const before = stateOf(row)
  const base = original === undefined ? undefined : occurrenceAt(row, exceptions, original)
  const after = settle(changedState(row, said, base ?? { start: before.starts, end: before.ends }))
  const kept = row.rrule === null ? [] : carried(exceptions, before, after)
  const changes = diff(auditedOf(before), auditedOf(after))
  if (changes.length === 0) return readAppointment(tx, by, { id: row.id })
  await checkReferences(tx, by, after, before)
  const retimed = TIMES.some((field) => !isSame(before[field], after[field]))
  const moved = retimed || before.place !== after.place
  const now = Date.now()
  await updateAppointment(tx, by, row.id, { state: after, moved })
  if (retimed) await askAgain(tx, row.id)
  if (!isSame(kept, exceptions)) await storeExceptions(tx, row.id, kept)
  const [was, are] = [usersOf(before), usersOf(after)]
  await recordAppointment(tx, by, {
    verb: 'changed',
    id: row.id,
    title: after.title,
    version: row.version + 1,
    users: [...new Set([...was, ...are])],
    diff: changes,
  })
  await tellUsers(tx, by, { id: row.id, users: moved ? are : are.filter((id) => !was.includes(id)), now })
  await armReminder(tx, row.id, now)
  return readAppointment(tx, by, { id: row.id })
}

const TIMES = ['starts', 'ends', 'allDay', 'timeZone', 'rrule'] as const
