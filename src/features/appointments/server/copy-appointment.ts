import { idsIn } from '#features/subjects/subject.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Appointment, AppointmentCopy } from '../appointment.ts'
import { wallOf, wallText } from '#kernel/wall.ts'
import { sightOf } from './appointment-row.ts'
import { settle, stateOf } from './appointment-state.ts'
import { enterAppointment } from './create-appointment.ts'
import { exceptionsOf } from './list-occurrences.ts'
import { changedState } from './changed-state.ts'
import { occurrenceAt } from './occurrences.ts'
import { readRow } from './read-appointment.ts'
import type { AppointmentsDb } from './tables.ts'

/** Enters the same once more, at the same time or another; of a series all of it, or the one occurrence that is named. */
export async function copyAppointment(
  tx: Tx<AppointmentsDb>,
  by: By,
  { id, start, occurrence, organizerId = by.id }: AppointmentCopy & { id: string },
): Promise<Appointment> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests only read.')
  const row = await readRow(tx, by, id)
  if (sightOf(by, row) !== 'all') throw missing()
  const exceptions = (await exceptionsOf(tx, [row])).get(id) ?? []
  const one = occurrence === undefined ? undefined : occurrenceAt(row, exceptions, wallOf(occurrence))
  if (occurrence !== undefined && !one) throw missing()
  const state = stateOf(row)
  const once = one && {
    ...one.changes,
    allDay: one.allDay ?? row.allDay,
    start: one.start,
    end: one.end,
    rrule: null,
  }
  const base = { starts: once?.start ?? state.starts, ends: once?.end ?? state.ends }
  const seen = new Set(row.attendees.flatMap((p) => (p.seen && p.contactId ? [p.contactId] : [])))
  const said = start === undefined ? {} : { start, end: wallText(wallOf(start) + base.ends - base.starts) }
  const copied = once ? { ...row, ...once, starts: wallText(once.start), ends: wallText(once.end) } : row
  const after = changedState(copied, said, { start: base.starts, end: base.ends })
  const { users, contacts } = after.invited
  // Whoever was asked asks those they met there, the organizer of then among them.
  const host = row.attendees.some(({ userId }) => userId === by.id) ? [row.organizerId] : []
  const invited = {
    users: [...new Set([...host, ...users])].filter((user) => user !== organizerId),
    contacts: contacts.filter((contact) => seen.has(contact)),
  }
  const contactId = row.contactSeen ? after.contactId : null
  return enterAppointment(tx, by, settle({ ...after, ...idsIn(row.about), organizerId, invited, contactId }))
}
