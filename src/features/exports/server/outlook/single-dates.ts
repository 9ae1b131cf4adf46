import { occurrencesOf } from '#features/appointments/server/occurrences.ts'
import type { Window } from '#features/appointments/server/occurrences.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { wallOf, wallText, written } from '#kernel/wall.ts'

/** When an event takes place inside of the window, each time as an event of its own, for what knows no rules. */
export function singleDates(event: EventItem, window: Window): EventItem[] {
  const { rrule, start: starts, end: ends, allDay, timeZone } = event
  if (rrule === null) return [event]
  const others = new Map(event.exceptions.map((one) => [wallOf(one.original), one]))
  const exceptions = [...others].map(
    ([
      original,
      {
        cancelled,
        changes: { start, end },
      },
    ]) => ({
      appointmentId: '',
      original: wallText(original),
      cancelled,
      changes: { ...(start && { starts: start }), ...(end && { ends: end }) },
      startsAt: null,
      endsAt: null,
    }),
  )
  const series = { rrule, starts, ends, allDay, timeZone, startsAt: '', endsAt: '' }
  return occurrencesOf(series, exceptions, window).map(({ original, start, end }) => {
    const one = { ...event, ...others.get(original ?? start)?.changes, rrule: null, exceptions: [] }
    return { ...one, start: written(start, one.allDay), end: written(end, one.allDay) }
  })
}
