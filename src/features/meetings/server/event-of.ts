import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import type { ExceptionRow } from '#features/appointments/server/occurrences.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { wallOf, written } from '#kernel/wall.ts'

/** An appointment as an event that every calendar can say; without anybody who takes part. */
export function eventOf(row: AppointmentRow, exceptions: readonly ExceptionRow[]): EventItem {
  const { id, uid, allDay, timeZone, rrule, busy, reminderMinutes } = row
  return {
    uid,
    title: row.title,
    description: row.description,
    place: row.place,
    categories: row.category === null ? [] : [row.category],
    allDay,
    start: written(wallOf(row.starts), allDay),
    end: written(wallOf(row.ends), allDay),
    timeZone,
    rrule,
    exceptions: exceptions.map((one) => exceptionItem(row, one)),
    busy,
    private: row.private,
    reminderMinutes,
    cancelled: false,
    organizer: null,
    attendees: [],
    own: true,
    response: null,
    kontorId: id,
  }
}

function exceptionItem(
  row: AppointmentRow,
  { original, cancelled, changes }: ExceptionRow,
): EventItem['exceptions'][number] {
  const { starts, ends, category, ...said } = changes
  const from = wallOf(starts ?? original)
  const to = ends === undefined ? from + wallOf(row.ends) - wallOf(row.starts) : wallOf(ends)
  const allDay = said.allDay ?? row.allDay
  const isMoved = starts !== undefined || ends !== undefined || said.allDay !== undefined
  return {
    original: written(wallOf(original), row.allDay),
    cancelled,
    changes: cancelled
      ? {}
      : {
          ...said,
          ...(category === undefined ? {} : { categories: category === null ? [] : [category] }),
          ...(isMoved ? { start: written(from, allDay), end: written(to, allDay) } : {}),
        },
  }
}
