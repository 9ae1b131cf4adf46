import { diff, isSame } from '#kernel/diff.ts'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment, AppointmentChange } from '../appointment.ts'
import { wallOf, wallText, written } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { presentOccurrence } from './appointment-row.ts'
import { stateOf, timesOf } from './appointment-state.ts'
import { armReminder } from './arm-reminder.ts'
import { usersOf } from './changed-state.ts'
import type { Held } from './changed-state.ts'
import { occurrenceAt } from './occurrences.ts'
import type { Occurrence, OccurrenceChanges } from './occurrences.ts'
import { readAppointment } from './read-appointment.ts'
import { storeException, touchAppointment } from './store-appointment.ts'
import type { AppointmentsDb } from './tables.ts'
import { recordAppointment, tellUsers } from './tell.ts'
import { isoInstant, spanOf } from '#kernel/zone-clock.ts'

const OWN = ['title', 'description', 'category', 'place', 'busy', 'private', 'reminderMinutes'] as const
const COMMON = [
  'timeZone',
  'rrule',
  'contactId',
  'opportunityId',
  'eventId',
  'projectId',
  'organizerId',
] as const

/** Gives one occurrence of a series a time or words of its own; who takes part is the same for all. */
export async function changeOccurrence(
  tx: Tx<AppointmentsDb>,
  by: By,
  { row, exceptions }: Held,
  { original, said }: { original: Wall; said: AppointmentChange },
): Promise<Appointment> {
  const shown = occurrenceAt(row, exceptions, original)
  if (!shown) throw missing()
  const before = presentOccurrence(by, row, shown)
  refuseCommon(said, before)
  const changes = ownChanges(row, shown, original, said)
  const start = wallOf(changes.starts ?? wallText(original))
  const lasts = wallOf(row.ends) - wallOf(row.starts)
  const end = changes.ends === undefined ? start + lasts : wallOf(changes.ends)
  const { startsAt, endsAt } = spanOf(start, end, row.timeZone)
  const exception = {
    appointmentId: row.id,
    original: wallText(original),
    cancelled: false,
    changes,
    startsAt: isoInstant(startsAt),
    endsAt: isoInstant(endsAt),
  }
  await storeException(tx, exception)
  const after = await readAppointment(tx, by, { id: row.id, occurrence: written(original, row.allDay) })
  const moved =
    before.startsAt !== after.startsAt || before.endsAt !== after.endsAt || before.place !== after.place
  const now = Date.now()
  const users = usersOf(stateOf(row))
  await touchAppointment(tx, by, row.id, { moved: true })
  const { id, title } = row
  const audit = diff(audited(before), audited(after))
  const named = { field: 'occurrence', from: before.occurrence, to: after.occurrence }
  await recordAppointment(tx, by, {
    verb: 'changed',
    id,
    title,
    version: row.version + 1,
    users,
    diff: [named, ...audit],
  })
  await tellUsers(tx, by, { id, users: moved ? users : [], now })
  await armReminder(tx, id, now)
  return { ...after, version: row.version + 1, sequence: row.sequence + 1 }
}

/** Fields that are those of the whole series; said anew as they are, they are no change. */
function refuseCommon(said: AppointmentChange, before: Appointment): void {
  for (const field of COMMON) {
    if (said[field] !== undefined && !isSame(said[field], before[field]))
      throw invalid(field, 'whole_series', 'This is the same for the whole series.')
  }
  const idOf = (one: { userId?: string | null | undefined; contactId?: string | null | undefined }) =>
    one.userId ?? one.contactId ?? ''
  const known = new Set([before.organizerId, ...before.attendees.map(idOf)])
  const asked = said.attendees && new Set([before.organizerId, ...said.attendees.map(idOf)])
  if (asked && known.symmetricDifference(asked).size > 0)
    throw invalid('attendees', 'whole_series', 'Who takes part is the same for the whole series.')
}

/** What the occurrence has of its own after the change; what is again as in the series is not kept. */
function ownChanges(
  row: AppointmentRow,
  shown: Occurrence,
  original: Wall,
  said: AppointmentChange,
): OccurrenceChanges {
  const allDay = said.allDay ?? shown.allDay ?? row.allDay
  const { starts, ends } = timesOf(
    said.start ?? wallText(shown.start),
    said.end ?? wallText(shown.end),
    allDay,
  )
  if (ends < starts || (allDay && ends === starts))
    throw invalid('end', 'before_start', 'The end must lie behind the start.')
  const changes: Record<string, unknown> = { ...shown.changes }
  for (const field of OWN) if (said[field] !== undefined) changes[field] = said[field]
  Object.assign(changes, { starts: wallText(starts), ends: wallText(ends), allDay })
  for (const field of [...OWN, 'allDay' as const])
    if (isSame(changes[field], row[field])) delete changes[field]
  if (starts === original) delete changes['starts']
  if (ends - starts === wallOf(row.ends) - wallOf(row.starts)) delete changes['ends']
  return changes
}

/** What the audit trail compares; an occurrence has people and a rule of its series only. */
function audited(shown: Appointment): object {
  return Object.fromEntries(
    [...OWN, 'start' as const, 'end' as const, 'allDay' as const].map((field) => [field, shown[field]]),
  )
}
