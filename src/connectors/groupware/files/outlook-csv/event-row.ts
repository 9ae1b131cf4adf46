import { dayNumber, dayOf } from '#kernel/day.ts'
import type { Attendee, EventItem } from '#kernel/groupware/event-item.ts'
import { factUid } from '#kernel/groupware/fact-uid.ts'
import { minutesBetween } from '#kernel/groupware/ical/times.ts'
import { wallOf } from '#kernel/wall.ts'
import { isPrivate } from './cells.ts'
import type { Row } from './cells.ts'
import type { EVENT_HEADINGS } from './headings.ts'
import { byWord, wordKey } from './headings.ts'

/** An event out of a row of Outlook's calendar; undefined when it does not say when. A series comes as its single times. */
export function eventOfRow(row: Row<keyof typeof EVENT_HEADINGS>, zone: string): EventItem | undefined {
  const day = row.day('startDay')
  if (day === null) return undefined
  const startTime = row.time('startTime')
  const allDay = row.yes('allDay') || startTime === null
  const start = allDay ? day : `${day}T${startTime}`
  const end = endOf(row, { day, start, allDay })
  const attendees = [...peopleOf(row.text('required')), ...peopleOf(row.text('optional'))]
  const [organizer] = peopleOf(row.text('organizer'))
  const title = row.text('title')
  return {
    uid: factUid('csv', [title, start, end, row.text('place')]),
    title,
    description: row.text('description'),
    place: row.text('place'),
    categories: row.list('categories'),
    allDay,
    start,
    end,
    timeZone: zone,
    rrule: null,
    exceptions: [],
    busy: BUSY.get(wordKey(row.text('busy'))) ?? (allDay ? 'free' : 'busy'),
    private: isPrivate(row),
    reminderMinutes: reminderOf(row, start, zone),
    cancelled: false,
    // Names without an address say nothing about who it is.
    organizer: organizer?.email ? { name: organizer.name, email: organizer.email } : null,
    attendees: attendees.filter(({ name, email }) => name !== organizer?.name || email !== organizer.email),
    own: true,
    response: null,
    kontorId: null,
  }
}

/** A whole day ends on the day after; Outlook writes midnight of it, or the last day itself. */
function endOf(
  row: Row<'endDay' | 'endTime'>,
  { day, start, allDay }: { day: string; start: string; allDay: boolean },
): string {
  const endDay = row.day('endDay') ?? day
  const time = row.time('endTime')
  if (!allDay) {
    const end = `${endDay}T${time ?? start.slice(11)}`
    return end < start ? start : end
  }
  const until = time === null || time > '00:00' || endDay <= day ? dayNumber(endDay) + 1 : dayNumber(endDay)
  return dayOf(Math.max(until, dayNumber(day) + 1))
}

/** Outlook numbers them in another order than it does inside; newer versions write words. */
const BUSY = byWord<EventItem['busy']>({
  tentative: ['1', 'Mit Vorbehalt', 'Unter Vorbehalt', 'Tentative'],
  busy: ['2', '5', 'Gebucht', 'Beschäftigt', 'Busy', 'An anderem Ort tätig', 'Working elsewhere'],
  free: ['3', 'Frei', 'Free'],
  away: ['4', 'Abwesend', 'Außer Haus', 'Out of office'],
})

function reminderOf(
  row: Row<'reminder' | 'reminderDay' | 'reminderTime'>,
  start: string,
  zone: string,
): number | null {
  const day = row.day('reminderDay')
  if (!row.yes('reminder') || day === null) return null
  return Math.max(
    0,
    minutesBetween(wallOf(`${day}T${row.time('reminderTime') ?? '00:00'}`), wallOf(start), zone),
  )
}

/** `Haas, Jörg; eva@example.de; Eva Berg <eva@example.de>`. */
function peopleOf(text: string): Attendee[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, name = '', address] = /^(.*?)\s*[<(]([^<>()\s]+@[^<>()\s]+)[>)]$/.exec(part) ?? []
      const email = (address ?? (/^[^\s@]+@[^\s@]+$/.test(part) ? part : '')).toLowerCase()
      return { name: email === '' ? part : name.replace(/^'(.*)'$/, '$1'), email, response: 'open' }
    })
}
