import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { dayText, wallText } from '#kernel/wall.ts'
import { EVENT_FIELDS } from '../event-item.ts'
import type { EventItem } from '../event-item.ts'
import { TODO_FIELDS } from '../todo-item.ts'
import type { TodoItem } from '../todo-item.ts'
import { readEvents } from './read-events.ts'
import { editEvent, writeEvent } from './write-event.ts'
import { editTodo, writeTodo } from './write-todo.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

const now = Date.parse('2026-11-21T08:00:00Z')
const runs = { seed: SEED, numRuns: 200 }

// What no line may hold is left out, and there is one line end.
const tidy = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- exactly those
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F\u0085\u2028\u2029]/g, '')
    .trim()
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 90 }),
    fc.stringMatching(/^[ -~äöüß\n]{0,120}$/),
    fc.constantFrom(
      '',
      'a; b, c\\d',
      '\\n',
      'BEGIN:VEVENT',
      'END:VCALENDAR\nX:y',
      '  x',
      '"',
      'Zeile 1\n Zeile 2\n\nEnde',
    ),
  )
  .map(tidy)
  // What looks like HTML is read as that.
  .filter((value) => !/<\/?[a-z]/i.test(value))
const words = fc.uniqueArray(
  text.filter((word) => word !== '' && !word.includes('\n')),
  { maxLength: 3 },
)
const ZONES = ['Europe/Berlin', 'Europe/Vienna', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'UTC']
const zone = fc.constantFrom(...ZONES)
const minute = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2031, 0, 1) / 60_000 })
  .map((n) => n * 60_000)
const id = fc.option(fc.uuid(), { nil: null })

const span = fc
  .record({ allDay: fc.boolean(), start: minute, minutes: fc.integer({ min: 0, max: 5000 }) })
  .map(({ allDay, start, minutes }) => {
    if (!allDay) return { allDay, start: wallText(start), end: wallText(start + minutes * 60_000) }
    return {
      allDay,
      start: dayText(start),
      end: dayText(start + (1 + Math.floor(minutes / 1440)) * 86_400_000),
    }
  })
const occurrence = fc.record({
  title: text,
  description: text,
  place: text,
  categories: words,
  busy: fc.constantFrom('busy' as const, 'free' as const, 'tentative' as const, 'away' as const),
  private: fc.boolean(),
  reminderMinutes: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null }),
})
const RULES = [
  'FREQ=DAILY;COUNT=10',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=YEARLY',
  'FREQ=WEEKLY;WKST=SU;COUNT=5',
]

const base = fc.record({
  uid: fc.uuid(),
  timeZone: zone,
  rrule: fc.option(fc.constantFrom(...RULES), { nil: null }),
  cancelled: fc.boolean(),
  kontorId: id,
})
const exception = fc.record({
  day: fc.integer({ min: 1, max: 300 }),
  cancelled: fc.boolean(),
  moved: fc.option(span, { nil: null }),
  own: occurrence,
  names: fc.subarray([
    'title',
    'place',
    'description',
    'categories',
    'busy',
    'private',
    'reminderMinutes',
  ] as const),
})

const event: fc.Arbitrary<EventItem> = fc
  .tuple(base, span, occurrence, fc.uniqueArray(exception, { maxLength: 4, selector: ({ day }) => day }))
  .map(([common, times, values, list]) => {
    const item: EventItem = {
      ...common,
      ...times,
      ...values,
      timeZone: times.allDay ? 'Europe/Berlin' : common.timeZone,
      exceptions: [],
      organizer: null,
      attendees: [],
      own: true,
      response: null,
    }
    return common.rrule === null ? item : { ...item, exceptions: exceptionsOf(item, list) }
  })

type Drawn = typeof exception extends fc.Arbitrary<infer T> ? T : never

function exceptionsOf(item: EventItem, list: readonly Drawn[]): EventItem['exceptions'] {
  return [...list]
    .sort((a, b) => a.day - b.day)
    .map(({ day, cancelled, moved, own, names }) => {
      const start = Date.parse(item.allDay ? item.start : `${item.start}Z`) + day * 86_400_000
      const original = item.allDay ? dayText(start) : wallText(start)
      const lasts =
        Date.parse(item.allDay ? item.end : `${item.end}Z`) -
        Date.parse(item.allDay ? item.start : `${item.start}Z`)
      const regular: Record<string, unknown> = {
        ...item,
        start: original,
        end: item.allDay ? dayText(start + lasts) : wallText(start + lasts),
      }
      const wanted: Record<string, unknown> = {
        ...Object.fromEntries(names.map((name) => [name, own[name]])),
        ...moved,
      }
      const order = [
        'title',
        'description',
        'place',
        'categories',
        'allDay',
        'start',
        'end',
        'busy',
        'private',
        'reminderMinutes',
      ]
      const changes = order.filter(
        (name) => name in wanted && JSON.stringify(wanted[name]) !== JSON.stringify(regular[name]),
      )
      return {
        original,
        cancelled,
        changes: cancelled ? {} : Object.fromEntries(changes.map((name) => [name, wanted[name]])),
      }
    })
}

const todo: fc.Arbitrary<TodoItem> = fc
  .record({
    uid: fc.uuid(),
    title: text,
    description: text,
    categories: words,
    due: fc.option(minute, { nil: null }),
    timed: fc.boolean(),
    before: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    timeZone: zone,
    status: fc.constantFrom('open' as const, 'started' as const, 'closed' as const),
    priority: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
    // Less than none lies on the day it is due or after it.
    reminderMinutes: fc.option(fc.integer({ min: -5000, max: 20_000 }), { nil: null }),
    rrule: fc.option(fc.constantFrom(...RULES), { nil: null }),
    private: fc.boolean(),
    kontorId: id,
  })
  .map(({ due, timed, before, ...rest }) => ({
    ...rest,
    dueDay: due === null ? null : dayText(due),
    dueTime: due === null || !timed ? null : wallText(due).slice(11),
    startDay: due === null || before === null ? null : dayText(due - before * 86_400_000),
    timeZone: due === null || !timed ? 'Europe/Berlin' : rest.timeZone,
    rrule: due === null ? null : rest.rrule,
    reminderMinutes: due === null ? null : rest.reminderMinutes,
  }))

const read = (ics: string) => readEvents(ics, { zone: 'Europe/Berlin' })

describe(`what is written is read again (KONTOR_TEST_SEED=${SEED})`, () => {
  test('an event, with all that is another in its series', () => {
    fc.assert(
      fc.property(event, (item) => {
        expect(read(writeEvent(item, { now }))).toEqual({ items: [item], todos: [], warnings: [] })
      }),
      runs,
    )
  })

  test('a task', () => {
    fc.assert(
      fc.property(todo, (item) => {
        expect(read(writeTodo(item, { now }))).toEqual({ items: [], todos: [item], warnings: [] })
      }),
      runs,
    )
  })

  test('in lines that every program takes', () => {
    fc.assert(
      fc.property(event, (item) => {
        const ics = writeEvent(item, { now })
        expect(ics.split('\r\n').filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([])
        const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[])
        for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
        const [first] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
        expect(first?.summary ?? '').toBe(item.title)
        expect(first?.startDate.toString().slice(0, 16)).toBe(item.start)
        expect(first?.endDate.toString().slice(0, 16)).toBe(item.end)
      }),
      { ...runs, numRuns: 100 },
    )
  })
})

/** The same as other programs write it, with lines nobody here knows. */
const disguises: Record<string, (ics: string) => string> = {
  'names of Windows': (ics) =>
    ics
      .replaceAll('Europe/Berlin', 'W. Europe Standard Time')
      .replaceAll('X-LIC-LOCATION:W. Europe Standard Time\r\n', ''),
  'a zone with a name of its own': (ics) =>
    ics
      .replaceAll('Europe/Vienna', 'Customized Time Zone')
      .replaceAll('X-LIC-LOCATION:Customized Time Zone', 'X-LIC-LOCATION:Europe/Vienna'),
  'lines of others': (ics) =>
    ics
      .replaceAll(
        'BEGIN:VEVENT\r\n',
        'BEGIN:VEVENT\r\nX-OTHER;X-P="a;b":1\\,2\r\nATTACH:https://x.example/a,b\r\n',
      )
      .replaceAll(
        'END:VEVENT',
        'BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-P3D\r\nEND:VALARM\r\nBEGIN:X-PART\r\nX-Y:z\r\nEND:X-PART\r\nEND:VEVENT',
      ),
  'lengths instead of ends': (ics) => {
    const lasting = (all: string, start: string, end: string) => {
      const [from, to] = [start, end].map((text) =>
        Date.parse(text.replace(/^(....)(..)(..)/, '$1-$2-$3').replace(/T(..)(..)(..)/, 'T$1:$2:$3Z')),
      )
      const days = ((to ?? 0) - (from ?? 0)) / 86_400_000
      return Number.isInteger(days) ? all.replace(/DTEND[^\r]*/, `DURATION:P${days}D`) : all
    }
    return ics.replaceAll(/DTSTART[^:]*:(\S+)\r\nDTEND[^:]*:(\S+)/g, lasting)
  },
  'small letters and LF': (ics) =>
    ics.replaceAll('\r\n', '\n').replaceAll(/^(begin|end|dtstart|summary)/gim, (word) => word.toLowerCase()),
}

describe(`an edit (KONTOR_TEST_SEED=${SEED})`, () => {
  test('of all fields makes an event the other', () => {
    fc.assert(
      fc.property(event, event, (one, other) => {
        const wanted = { ...other, uid: one.uid, kontorId: one.kontorId }
        const edited = editEvent(writeEvent(one, { now }), wanted, EVENT_FIELDS, { now: now + 1000 })
        expect(read(edited)).toEqual({ items: [wanted], todos: [], warnings: [] })
      }),
      runs,
    )
  })

  test('of one field leaves all others', () => {
    const single = fc.constantFrom(
      'title',
      'description',
      'place',
      'categories',
      'busy',
      'private',
      'reminderMinutes',
      'cancelled',
    )
    fc.assert(
      fc.property(event, event, single, (one, other, name) => {
        const field = name as 'title'
        const ics = writeEvent(one, { now })
        const edited = editEvent(ics, { ...other, uid: one.uid }, [field], { now: now + 1000 })
        const [after] = read(edited).items
        const wanted = { ...one, [field]: other[field] }
        expect(after && { ...after, exceptions: [] }).toEqual({ ...wanted, exceptions: [] })
        // What an occurrence has of its own it keeps, and what it has from the series changes with it.
        expect(after?.exceptions.map((e) => ({ ...wanted, ...e.changes, exceptions: [] }))).toEqual(
          one.exceptions.map((e) => ({ ...wanted, ...e.changes, exceptions: [] })),
        )
        expect(edited === ics).toBe(JSON.stringify(one[field]) === JSON.stringify(other[field]))
      }),
      runs,
    )
  })

  test('of a task', () => {
    fc.assert(
      fc.property(todo, todo, (one, other) => {
        const wanted = { ...other, uid: one.uid, kontorId: one.kontorId }
        const edited = editTodo(writeTodo(one, { now }), wanted, [...TODO_FIELDS, 'startDay', 'private'], {
          now: now + 1000,
        })
        expect(read(edited).todos).toEqual([wanted])
        expect(editTodo(edited, wanted, TODO_FIELDS, { now: now + 2000 })).toBe(edited)
      }),
      runs,
    )
  })

  test.each(Object.entries(disguises))('of one field in %s', (_name, disguise) => {
    const field = fc.constantFrom(
      ...EVENT_FIELDS.filter(
        (one) => !['exceptions', 'rrule', 'timeZone', 'allDay', 'start', 'end'].includes(one),
      ),
    )
    fc.assert(
      fc.property(event, event, field, (one, other, field) => {
        const ics = disguise(writeEvent(one, { now }))
        expect(read(ics)).toEqual({ items: [one], todos: [], warnings: [] })
        const edited = editEvent(ics, { ...one, [field]: other[field] }, [field], { now: now + 1000 })
        const [after] = read(edited).items
        expect(after && { ...after, exceptions: [] }).toEqual({
          ...one,
          [field]: other[field],
          exceptions: [],
        })
        const unknown = (text: string) =>
          text.match(/X-OTHER[^]*?ATTACH:\S+|ACTION:EMAIL|X-Y:z|^TZID:.*$/gm) ?? []
        expect(unknown(edited)).toEqual(unknown(ics))
      }),
      { ...runs, numRuns: 40 },
    )
  })

  test('of the times in names of Windows keeps the name', () => {
    fc.assert(
      fc.property(
        event.filter(({ allDay, timeZone }) => !allDay && timeZone === 'Europe/Berlin'),
        minute,
        (one, at) => {
          const ics = (disguises['names of Windows'] ?? String)(
            writeEvent({ ...one, exceptions: [] }, { now }),
          )
          const lasts = Date.parse(`${one.end}Z`) - Date.parse(`${one.start}Z`)
          const wanted = { ...one, exceptions: [], start: wallText(at), end: wallText(at + lasts) }
          const edited = editEvent(ics, wanted, ['start', 'end'], { now: now + 1000 })
          expect(read(edited).items).toEqual([wanted])
          expect(edited).not.toContain('Europe/Berlin')
        },
      ),
      { ...runs, numRuns: 100 },
    )
  })
})
