import { diff, isSame } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import { missing } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment, AppointmentChange } from '../appointment.ts'
import { readRule, ruleText } from '../recurrence.ts'
import { wallOf } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { auditedOf, settle, stateOf } from './appointment-state.ts'
import type { AppointmentState } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { carried, changedState, usersOf } from './changed-state.ts'
import type { Held } from './changed-state.ts'
import { checkReferences } from './check-references.ts'
import { countBefore, ruleUntil } from './expand-rule.ts'
import { occurrenceAt } from './occurrences.ts'
import { readAppointment } from './read-appointment.ts'
import { copyAnswers, insertAppointment, storeExceptions, updateAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'

/** Changes an occurrence and all later ones: the series ends before it, and a new one goes on; gives back that one. */
export async function splitSeries(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, exceptions }: Held,
  { original, said }: { original: Wall; said: AppointmentChange },
): Promise<Appointment> {
  const shown = occurrenceAt(row, exceptions, original)
  if (!shown) throw missing()
  // The rest of the series as it is, and as it is to be.
  const rest = restOf(row, original)
  const state = settle(changedState(rest, said, shown))
  const before = stateOf(rest)
  await checkReferences(tx, by, state, before)
  const now = Date.now()
  await endSeries(tx, by, { row, exceptions }, original)
  const id = await insertAppointment(tx, by, state, { createdBy: row.createdBy })
  const later = exceptions.filter((one) => wallOf(one.original) >= original)
  await storeExceptions(tx, id, carried(later, before, state))
  const retimed = (['starts', 'ends', 'allDay', 'timeZone', 'rrule'] as const).some(
    (field) => !isSame(before[field], state[field]),
  )
  if (!retimed) await copyAnswers(tx, { from: row.id, to: id })
  const users = usersOf(state)
  const changes = diff({}, auditedOf(state))
  await recordAppointment(tx, by, {
    verb: 'created',
    id,
    title: state.title,
    version: 1,
    users,
    diff: changes,
  })
  const old = usersOf(before)
  await tellUsers(tx, by, { id, users: retimed ? users : users.filter((user) => !old.includes(user)), now })
  await armReminder(tx, id, now)
  return readAppointment(tx, by, { id })
}

/** Ends a series before this occurrence; exceptions from there on are gone. */
export async function endSeries(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, exceptions }: Held,
  original: Wall,
): Promise<void> {
  const before = stateOf(row)
  const rrule = ruleUntil(row.rrule ?? '', original, { allDay: row.allDay, zone: row.timeZone })
  const after: AppointmentState = { ...before, rrule }
  await updateAppointment(tx, by, row.id, { state: after, moved: true })
  const earlier = exceptions.filter((one) => wallOf(one.original) < original)
  await storeExceptions(tx, row.id, earlier)
  await recordAppointment(tx, by, {
    verb: 'changed',
    id: row.id,
    title: row.title,
    version: row.version + 1,
    users: usersOf(before),
    diff: diff(auditedOf(before), auditedOf(after)),
  })
  await armReminder(tx, row.id, Date.now())
}

/** The series as if it began with this occurrence. */
function restOf(row: AppointmentRow, original: Wall): AppointmentRow {
  const starts = wallOf(row.starts)
  const parts = readRule(row.rrule ?? '')
  if (typeof parts === 'string') throw new Error(parts)
  const count = parts.get('COUNT')
  if (count !== undefined) {
    const gone = countBefore({ rrule: row.rrule ?? '', starts, zone: row.timeZone }, original)
    parts.set('COUNT', String(Number(count) - gone))
  }
  const move = (text: string) => new Date(wallOf(text) + (original - starts)).toISOString().slice(0, 16)
  return { ...row, rrule: ruleText(parts), starts: move(row.starts), ends: move(row.ends) }
}
