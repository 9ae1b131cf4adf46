import { eventHead, eventLine } from '#connectors/groupware/files/outlook-csv/write-events.ts'
import type { TableStyle } from '#connectors/groupware/files/outlook-csv/write-table.ts'
import type { Window } from '#features/appointments/server/occurrences.ts'
import { calendarText } from '#features/calendar/server/feed/calendar-text.ts'
import type { CalendarParts } from '#features/calendar/server/feed/ical-parts.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { Problem } from '#kernel/problem.ts'
import { singleDates } from './single-dates.ts'

/** One appointment each half hour of a year comes to less. */
const MOST = 20_000

/**
 * Parts of a calendar as Outlook's table, in order of time: what its file (.ics) says, with the single dates of each
 * series inside of the window, by the clock of `zone`.
 */
export function writeEvents(
  parts: readonly CalendarParts[],
  style: TableStyle & { zone: string },
  window: Window,
): Buffer {
  const { items } = readEvents(calendarText(parts), style)
  const dates = []
  for (const item of items) {
    dates.push(...singleDates(item, window))
    if (dates.length > MOST) throw new Problem('too-large', 'appointment.too_many', 'Ask for a shorter time.')
  }
  const inOrder = dates.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  return Buffer.concat([eventHead(style), ...inOrder.map((date) => eventLine(date, style))])
}
