import type { Appointment } from '#features/appointments/appointment.ts'
import type { CalendarEntry } from './calendar-entry.ts'

/** An appointment as it stands in a calendar; in that of the organiser, where that is one of those asked for. */
export function appointmentEntry(one: Appointment): CalendarEntry {
  const { id, title, start, end, timeZone, allDay, startsAt, endsAt, busy, hidden, contact } = one
  const { place, category, occurrence, version, organizerId, userIds, can } = one
  const userId = userIds.includes(organizerId) ? organizerId : (userIds[0] ?? organizerId)
  return {
    kind: 'appointment',
    id,
    userId,
    userIds,
    title,
    start,
    end,
    timeZone,
    allDay,
    startsAt,
    endsAt,
    color: null,
    state: one.kind,
    busy,
    private: one.private,
    hidden,
    contact,
    place,
    category,
    occurrence,
    version,
    can,
  }
}
