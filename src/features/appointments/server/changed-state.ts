import { invalid } from '#kernel/problem.ts'
import type { AppointmentChange } from '../appointment.ts'
import { movedRule, readRule, ruleText } from '../recurrence.ts'
import { wallOf, wallText } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { invitedOf, plainChanges, stateOf, timesOf } from './appointment-state.ts'
import type { AppointmentState } from './appointment-state.ts'
import { isStart } from './expand-rule.ts'
import type { ExceptionRow } from './occurrences.ts'
import { isoInstant, spanOf } from '#kernel/zone-clock.ts'

/** An appointment that is locked and may be changed. */
export interface Held {
  row: AppointmentRow
  exceptions: ExceptionRow[]
}

/** The start by the rule of the occurrence that is meant; undefined when all of it is. */
export function originalOf(
  row: AppointmentRow,
  { occurrence, scope }: { occurrence?: string | undefined; scope: string },
): Wall | undefined {
  if (occurrence === undefined) {
    if (scope === 'all' || row.rrule === null) return undefined
    throw invalid('occurrence', 'needed', 'Say which occurrence is meant.')
  }
  const original = wallOf(occurrence)
  if (row.rrule === null) {
    if (original === wallOf(row.starts)) return undefined
    throw invalid('occurrence', 'unknown', 'This appointment takes place once.')
  }
  if (!isStart({ rrule: row.rrule, starts: wallOf(row.starts), zone: row.timeZone }, original))
    throw invalid('occurrence', 'unknown', 'The series has no such occurrence.')
  return original
}

/**
 * The state after a change in which start and end are those of the occurrence `shown`: the series moves by as much. A
 * rule that said a weekday or a day of the month moves along.
 */
export function changedState(
  row: AppointmentRow,
  said: AppointmentChange,
  shown: { start: Wall; end: Wall },
): AppointmentState {
  const before = stateOf(row)
  const { allDay = before.allDay, attendees } = said
  const { starts: start, ends: end } = timesOf(
    said.start ?? wallText(shown.start),
    said.end ?? wallText(shown.end),
    allDay,
  )
  const starts = before.starts + (start - shown.start)
  const after = { ...before, ...plainChanges(said), allDay, starts, ends: starts + (end - start) }
  const hidden = row.attendees.flatMap(({ seen, contactId }) => (seen || !contactId ? [] : [contactId]))
  const invited = attendees
    ? invitedOf([...attendees, ...hidden.map((contactId) => ({ contactId }))], after.organizerId)
    : { ...before.invited, users: before.invited.users.filter((id) => id !== after.organizerId) }
  return { ...after, invited, rrule: ruleAfter(before, said, starts) }
}

function ruleAfter(before: AppointmentState, said: AppointmentChange, starts: Wall): string | null {
  if (said.rrule !== undefined) return said.rrule
  const parts = before.rrule === null ? '' : readRule(before.rrule)
  if (typeof parts === 'string' || Number.isNaN(starts)) return before.rrule
  const moved = movedRule(parts, before.starts, starts)
  if (!moved) throw invalid('start', 'rule', 'Say the rule too: this day does not fit the one there is.')
  return ruleText(moved)
}

/** The exceptions as they hold for the series after its change; what its rule does not name any more is left out. */
export function carried(
  exceptions: readonly ExceptionRow[],
  before: AppointmentState,
  after: AppointmentState,
): ExceptionRow[] {
  const { rrule, starts, timeZone: zone } = after
  if (rrule === null) return []
  return exceptions.flatMap((one) => {
    const original = wallOf(one.original) + (starts - before.starts)
    if (!isStart({ rrule, starts, zone }, original)) return []
    const { cancelled, changes, appointmentId } = one
    const start = changes.starts === undefined ? original : wallOf(changes.starts)
    const end = changes.ends === undefined ? start + (after.ends - starts) : wallOf(changes.ends)
    const { startsAt, endsAt } = spanOf(start, Math.max(start, end), zone)
    const span = cancelled
      ? { startsAt: null, endsAt: null }
      : { startsAt: isoInstant(startsAt), endsAt: isoInstant(endsAt) }
    return [{ appointmentId, original: wallText(original), cancelled, changes, ...span }]
  })
}

/** All users who take part. */
export function usersOf({ organizerId, invited }: AppointmentState): string[] {
  return [organizerId, ...invited.users]
}
