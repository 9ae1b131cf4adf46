import { describe, expect, test } from 'vitest'
import {
  OUTLOOK,
  calendar,
  event,
  one,
  oneTodo,
  reader,
  todo,
  vevent,
} from '../../../../test/groupware/calendars.ts'
import { readEvents } from './read-events.ts'
import { editEvent } from './write-event.ts'
import { editTodo } from './write-todo.ts'

const now = Date.parse('2026-11-21T08:00:00Z')

describe('an edit of what others wrote', () => {
  const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')
  const changed = (before: string, after: string) => ({
    gone: lines(before).filter((line) => !lines(after).includes(line)),
    come: lines(after).filter((line) => !lines(before).includes(line)),
  })
  const item = one(OUTLOOK)

  test('of the title changes the title, in the series and in its occurrences', () => {
    const edited = editEvent(OUTLOOK, { ...item, title: 'Wochenrunde' }, ['title'], { now })
    expect(changed(OUTLOOK, edited)).toEqual({
      gone: ['SUMMARY;LANGUAGE=de-DE:Jour fixe', 'SUMMARY;LANGUAGE=de-DE:Jour fixe'],
      come: [
        'SUMMARY:Wochenrunde',
        'DTSTAMP:20261121T080000Z',
        'LAST-MODIFIED:20261121T080000Z',
        'SUMMARY:Wochenrunde',
        'DTSTAMP:20261121T080000Z',
        'LAST-MODIFIED:20261121T080000Z',
      ],
    })
  })

  test('of the time keeps the name of the zone, who takes part, and counts up', () => {
    const later = { ...item, start: '2026-11-02T11:00', end: '2026-11-02T12:00', exceptions: [] }
    const edited = editEvent(OUTLOOK, later, ['start', 'end'], { now })
    expect(edited).toContain('DTSTART;TZID=W. Europe Standard Time:20261102T110000')
    expect(edited).toContain('SEQUENCE:4')
    expect(edited.match(/ATTENDEE/g)).toHaveLength(3)
    expect(edited.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    expect(one(edited)).toEqual({ ...later, exceptions: [] })
  })

  test('leaves another day out, and takes one back', () => {
    const exceptions = [
      { original: '2026-11-09T09:00', cancelled: true, changes: {} },
      { original: '2026-11-30T09:00', cancelled: true, changes: {} },
      { original: '2026-12-07T09:00', cancelled: false, changes: { title: 'Jahresende' } },
    ]
    const edited = editEvent(OUTLOOK, { ...item, exceptions }, ['exceptions'], { now })
    expect(one(edited)).toEqual({ ...item, exceptions })
    expect(edited).toContain('EXDATE;TZID=W. Europe Standard Time:20261130T090000')
    expect(edited).toContain('RECURRENCE-ID;TZID=W. Europe Standard Time:20261207T090000')
  })

  test('that says the same writes nothing', () => {
    expect(
      editEvent(OUTLOOK, item, ['title', 'start', 'end', 'exceptions', 'rrule', 'reminderMinutes'], { now }),
    ).toBe(OUTLOOK)
  })

  test('of one of several occurrences without their series', () => {
    const alone = (at: string) => vevent(`RECURRENCE-ID:${at}`, `DTSTART:${at}`, `SUMMARY:${at}`)
    const text = calendar(...alone('20261109T080000Z'), ...alone('20261116T080000Z'))
    const [, second] = readEvents(text, reader).items
    if (!second) throw new Error('no event')
    const edited = editEvent(text, { ...second, title: 'neu' }, ['title'], { now })
    expect(readEvents(edited, reader).items.map(({ title }) => title)).toEqual(['20261109T080000Z', 'neu'])
  })

  test('keeps other alarms, and takes HTML away that no longer holds', () => {
    const text = event(
      'DTSTART;TZID=Europe/Berlin:20261102T090000',
      'X-ALT-DESC;FMTTYPE=text/html:<p>Alt</p>',
      'BEGIN:VALARM',
      'ACTION:EMAIL',
      'TRIGGER:-P2D',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT5M',
      'UID:alarm-1',
      'ACKNOWLEDGED:20260101T000000Z',
      'END:VALARM',
    )
    const first = one(text)
    expect(first.description).toBe('Alt')
    const edited = editEvent(
      text,
      { ...first, description: 'Neu', reminderMinutes: 30 },
      ['description', 'reminderMinutes'],
      { now },
    )
    expect(edited).toContain('TRIGGER:-P2D')
    expect(edited).toContain('UID:alarm-1')
    expect(edited).not.toMatch(/ACKNOWLEDGED|X-ALT-DESC/)
    expect(one(edited)).toEqual({ ...first, description: 'Neu', reminderMinutes: 30 })
    expect(
      one(editEvent(edited, { ...first, reminderMinutes: null }, ['reminderMinutes'], { now })),
    ).toMatchObject({ reminderMinutes: null })
  })
})

describe('an edit of a task', () => {
  test('done and not done again', () => {
    const text = todo('SUMMARY:x', 'PERCENT-COMPLETE:40', 'X-APPLE-SORT-ORDER:7', 'RELATED-TO:t0')
    const item = oneTodo(text)
    const done = editTodo(text, { ...item, status: 'closed' }, ['status'], { now })
    expect(done).toContain('COMPLETED:20261121T080000Z')
    expect(done).toContain('PERCENT-COMPLETE:100')
    expect(done).toContain('X-APPLE-SORT-ORDER:7')
    const open = editTodo(done, { ...item, status: 'open' }, ['status'], { now })
    expect(open).not.toMatch(/COMPLETED|PERCENT/)
    expect(oneTodo(open)).toEqual({ ...item, status: 'open' })
  })

  test('due at another time reminds when it did', () => {
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER;RELATED=END:-PT1H', 'END:VALARM']
    const text = todo('SUMMARY:x', 'DUE;TZID=Europe/Berlin:20261121T140000', ...alarm)
    const item = oneTodo(text)
    const edited = editTodo(text, { ...item, dueTime: '15:00' }, ['dueTime'], { now })
    expect(edited).toContain('TRIGGER;RELATED=END:-PT2H')
    expect(oneTodo(edited)).toEqual({ ...item, dueTime: '15:00' })
    const day = editTodo(edited, { ...item, dueTime: null }, ['dueTime'], { now })
    expect(day).toContain('TRIGGER;RELATED=END:PT13H')
  })
})
