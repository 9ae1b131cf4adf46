import { eventHead, eventLine } from '#connectors/groupware/files/outlook-csv/write-events.ts'
import type { TableStyle } from '#connectors/groupware/files/outlook-csv/write-table.ts'
import { calendarText } from '#features/calendar/server/feed/calendar-text.ts'
import type { CalendarParts } from '#features/calendar/server/feed/ical-parts.ts'
import { datesOf } from '#features/takeover/server/single-dates.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { Problem } from '#kernel/problem.ts'

/** One appointment each half hour of a year comes to less. */
const MOST = 20_000

/**
 * Parts of a calendar as Outlook's table, in order of time: what its file (.ics) says, with the single dates of each
 * series from one day to another, by the clock of `zone`.
 */
export function writeEvents(
  parts: readonly CalendarParts[],
  style: TableStyle & { zone: string },
  { from, to }: { from: string; to: string },
): Buffer {
  const { items } = readEvents(calendarText(parts), style)
  const dates: EventItem[] = []
  for (const item of items) {
    if (item.rrule === null) dates.push(item)
    else dates.push(...datesOf(item, from, to).map(({ event }) => event))
    if (dates.length > MOST) throw new Problem('too-large', 'appointment.too_many', 'Ask for a shorter time.')
  }
  const inOrder = dates.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  return Buffer.concat([eventHead(style), ...inOrder.map((date) => eventLine(date, style))])
}
