import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { startsBetween } from '#features/appointments/server/expand-rule.ts'
import { wallOf, wallText } from '#kernel/wall.ts'
import type { EventItem } from '../event-item.ts'
import { writeEvent } from './write-event.ts'

// What we write of a series is when another program shows it.

const HOUR = 3_600_000
const RULES = [
  'FREQ=DAILY;COUNT=10',
  'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8',
  'FREQ=MONTHLY;BYDAY=3MO;COUNT=6',
  'FREQ=WEEKLY;UNTIL=20261231T080000Z',
]
const cases = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC'].flatMap((zone) =>
  RULES.map((rule) => [rule, zone] as const),
)

test.each(cases)('%s in %s, one left out and one moved', (rrule, timeZone) => {
  // The clocks change in its first week in Berlin, later in New York.
  const starts = wallOf('2026-10-19T09:00')
  const regular = startsBetween({ rrule, starts, zone: timeZone }, starts, wallOf('2027-06-01'))
  const [, gone = 0, moved = 0] = regular
  const item: EventItem = {
    ...BLANK,
    start: wallText(starts),
    end: wallText(starts + HOUR),
    timeZone,
    rrule,
    exceptions: [
      { original: wallText(gone), cancelled: true, changes: {} },
      {
        original: wallText(moved),
        cancelled: false,
        changes: { title: 'moved', start: wallText(moved + 2 * HOUR), end: wallText(moved + 4 * HOUR) },
      },
    ],
  }
  const told = regular
    .filter((start) => start !== gone)
    .map((start) =>
      start === moved
        ? `${wallText(start + 2 * HOUR)} ${wallText(start + 4 * HOUR)} moved`
        : `${wallText(start)} ${wallText(start + HOUR)} series`,
    )
  expect(shown(writeEvent(item, { now: 0 }), told.length)).toEqual(told)
})

function shown(text: string, most: number): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const [series] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  if (!series) throw new Error('no event')
  const starts = series.iterator()
  const times = Array.from({ length: most }, () => starts.next())
  return times.map((time) => {
    const { startDate, endDate, item } = series.getOccurrenceDetails(time)
    return `${startDate.toString().slice(0, 16)} ${endDate.toString().slice(0, 16)} ${item.summary}`
  })
}

const BLANK: EventItem = {
  uid: 'u',
  title: 'series',
  description: '',
  place: '',
  categories: [],
  allDay: false,
  start: '',
  end: '',
  timeZone: '',
  rrule: null,
  exceptions: [],
  busy: 'busy',
  private: false,
  reminderMinutes: null,
  cancelled: false,
  organizer: null,
  attendees: [],
  own: true,
  response: null,
  kontorId: null,
}
