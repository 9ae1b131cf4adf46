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

describe('reads what is written by', () => {
  test('Outlook: names of Windows, days left out, an occurrence moved, rooms', () => {
    const { items, warnings } = readEvents(OUTLOOK, reader)
    expect(warnings).toEqual([])
    expect(items).toEqual([
      {
        uid: '040000008200E00074C5B7101A82E008',
        title: 'Jour fixe',
        description: 'Agenda:\n1. Preise, Mengen',
        place: 'Köln',
        categories: [],
        allDay: false,
        start: '2026-11-02T09:00',
        end: '2026-11-02T10:00',
        timeZone: 'Europe/Berlin',
        rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T080000Z',
        exceptions: [
          { original: '2026-11-09T09:00', cancelled: true, changes: {} },
          { original: '2026-11-16T09:00', cancelled: true, changes: {} },
          {
            original: '2026-11-23T09:00',
            cancelled: false,
            changes: { place: 'Bonn', start: '2026-11-23T14:00', end: '2026-11-23T15:00' },
          },
        ],
        busy: 'away',
        private: false,
        reminderMinutes: 15,
        cancelled: false,
        organizer: { name: 'Anna Berg', email: 'anna@kontor.example' },
        attendees: [{ name: 'Müller, Jörg', email: 'joerg@example.de', response: 'open' }],
        own: true,
        response: null,
        kontorId: null,
      },
    ])
  })

  test('Google: HTML in the description, times in UTC and a zone for the whole', () => {
    const item = one(
      calendar(
        'X-WR-TIMEZONE:America/New_York',
        ...vevent(
          'DTSTART:20261121T140000Z',
          'DTEND:20261121T150000Z',
          'SUMMARY:Call',
          'DESCRIPTION:<b>Hallo</b><br>Bitte <a href="https://x.example/a">hier</a>&nbsp;&amp; dort',
          'ORGANIZER;CN=eva@example.de:mailto:eva@example.de',
          'ATTENDEE;CN=Anna;PARTSTAT=TENTATIVE:mailto:anna@kontor.example',
          'STATUS:TENTATIVE',
          'TRANSP:TRANSPARENT',
        ),
      ),
    )
    expect(item).toMatchObject({
      start: '2026-11-21T09:00',
      end: '2026-11-21T10:00',
      timeZone: 'America/New_York',
      description: 'Hallo\nBitte hier (https://x.example/a) & dort',
      busy: 'free',
      organizer: { name: '', email: 'eva@example.de' },
      own: false,
      response: 'tentative',
    })
  })

  test('Apple: whole days, an alarm that does nothing, an address of its own for people', () => {
    const item = one(
      event(
        'DTSTART;VALUE=DATE:20261224',
        'DTEND;VALUE=DATE:20261227',
        'SUMMARY:Ferien',
        'ATTENDEE;EMAIL=eva@example.de;CN=Eva;PARTSTAT=ACCEPTED:/aMTI/principal/',
        'BEGIN:VALARM',
        'ACTION:NONE',
        'TRIGGER;VALUE=DATE-TIME:19760401T005545Z',
        'END:VALARM',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-P1D',
        'END:VALARM',
      ),
    )
    expect(item).toMatchObject({
      allDay: true,
      start: '2026-12-24',
      end: '2026-12-27',
      reminderMinutes: 1440,
      attendees: [{ name: 'Eva', email: 'eva@example.de', response: 'accepted' }],
    })
  })

  test('Thunderbird and Nextcloud: a length instead of an end, a path of a zone, private', () => {
    const item = one(
      event(
        'DTSTART;TZID=/mozilla.org/20050126_1/Europe/Vienna:20260325T100000',
        'DURATION:P1DT2H',
        'CLASS:CONFIDENTIAL',
        String.raw`CATEGORIES:Kunde,A\,B`,
        'CATEGORIES:Kunde',
        'X-MOZ-GENERATION:3',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER;RELATED=END:-PT30M',
        'END:VALARM',
      ),
    )
    expect(item).toMatchObject({
      timeZone: 'Europe/Vienna',
      end: '2026-03-26T12:00',
      private: true,
      categories: ['Kunde', 'A,B'],
      reminderMinutes: 0,
    })
  })
})

describe('times', () => {
  test('a series in UTC stays there, what takes place once is told here', () => {
    const lines = ['DTSTART:20260701T080000Z', 'DTEND:20260701T090000Z']
    expect(one(event(...lines))).toMatchObject({ start: '2026-07-01T10:00', timeZone: 'Europe/Berlin' })
    expect(one(event(...lines, 'RRULE:FREQ=DAILY'))).toMatchObject({
      start: '2026-07-01T08:00',
      timeZone: 'UTC',
    })
  })

  test('the clock of whoever reads it is the account’s', () => {
    expect(one(event('DTSTART:20260701T080000', 'DTEND:20260701T090000'))).toMatchObject({
      start: '2026-07-01T08:00',
      timeZone: 'Europe/Berlin',
    })
  })

  test('an end in another zone', () => {
    const flight = event(
      'DTSTART;TZID=Europe/Berlin:20260701T100000',
      'DTEND;TZID=America/New_York:20260701T130000',
    )
    expect(one(flight)).toMatchObject({ start: '2026-07-01T10:00', end: '2026-07-01T19:00' })
  })

  test('without an end a day lasts a day, a moment no time; what ends early says so', () => {
    expect(one(event('DTSTART;VALUE=DATE:20260701'))).toMatchObject({ end: '2026-07-02' })
    expect(one(event('DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260701'))).toMatchObject({
      end: '2026-07-02',
    })
    expect(one(event('DTSTART:20260701T080000'))).toMatchObject({ end: '2026-07-01T08:00' })
    const early = readEvents(event('DTSTART:20260701T080000', 'DTEND:20260701T070000'), reader)
    expect(early.items[0]?.end).toBe('2026-07-01T08:00')
    expect(early.warnings).toEqual([{ code: 'end', uid: 'u1', detail: '20260701T070000' }])
  })

  test('a zone nobody knows is the account’s, with a warning; by its rules it is found', () => {
    const lines = vevent(
      'DTSTART;TZID=Customized Time Zone:20260701T080000',
      'DTEND;TZID=Customized Time Zone:20260701T090000',
    )
    const { items, warnings } = readEvents(calendar(...lines), reader)
    expect(items[0]).toMatchObject({ start: '2026-07-01T08:00', timeZone: 'Europe/Berlin' })
    expect(warnings).toEqual([{ code: 'zone', uid: 'u1', detail: 'Customized Time Zone' }])
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      ...[
        'STANDARD -0400 -0500 20071104T020000 11 1SU',
        'DAYLIGHT -0500 -0400 20070311T020000 3 2SU',
      ].flatMap((text) => {
        const [name, from, to, start, month, day] = text.split(' ')
        return [
          `BEGIN:${name}`,
          `TZOFFSETFROM:${from}`,
          `TZOFFSETTO:${to}`,
          `DTSTART:${start}`,
          `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=${day}`,
          `END:${name}`,
        ]
      }),
      'END:VTIMEZONE',
    ]
    expect(one(calendar(...zone, ...lines)).timeZone).toBe('America/New_York')
  })

  test('whole days as Exchange writes them', () => {
    const flag = 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'
    const days = { allDay: true, start: '2026-12-24', end: '2026-12-26' }
    const edges = (zone: string, from: string, to: string) => [`DTSTART${zone}:${from}`, `DTEND${zone}:${to}`]
    const newYork = edges(';TZID=America/New_York', '20261224T000000', '20261226T000000')
    expect(one(event(...newYork, flag))).toMatchObject(days)
    expect(one(event(...edges('', '20261223T230000Z', '20261225T230000Z'), flag))).toMatchObject(days)
    expect(one(event(...newYork))).toMatchObject({ allDay: false })
  })

  test('nothing without a start', () => {
    expect(readEvents(event('SUMMARY:x'), reader)).toEqual({
      items: [],
      todos: [],
      warnings: [{ code: 'start', uid: 'u1', detail: '' }],
    })
  })
})

describe('series', () => {
  const weekly = ['DTSTART;TZID=Europe/Berlin:20261102T090000', 'DTEND;TZID=Europe/Berlin:20261102T100000']

  test('days that are only listed are a rule for the first, and days besides', () => {
    const item = one(event(...weekly, 'RDATE;TZID=Europe/Berlin:20261102T090000,20261105T090000'))
    expect(item.rrule).toBe('FREQ=DAILY;COUNT=1')
    expect(item.exceptions).toEqual([{ original: '2026-11-05T09:00', cancelled: false, changes: {} }])
  })

  test('an end of a rule in any form is an instant', () => {
    const until = (text: string) => one(event(...weekly, `RRULE:FREQ=WEEKLY;UNTIL=${text}`)).rrule
    expect(until('20261231')).toBe('FREQ=WEEKLY;UNTIL=20261231T080000Z')
    expect(until('20261231T090000')).toBe('FREQ=WEEKLY;UNTIL=20261231T080000Z')
    expect(until('20261231T080000Z')).toBe('FREQ=WEEKLY;UNTIL=20261231T080000Z')
    const days = one(event('DTSTART;VALUE=DATE:20261102', 'RRULE:UNTIL=20261231T000000Z;FREQ=WEEKLY'))
    expect(days.rrule).toBe('FREQ=WEEKLY;UNTIL=20261231')
  })

  test('names of occurrences in other zones and forms mean the same', () => {
    const item = one(
      calendar(
        ...vevent(...weekly, 'RRULE:FREQ=WEEKLY', 'EXDATE:20261109T080000Z', 'EXDATE;VALUE=DATE:20261116'),
        ...vevent('RECURRENCE-ID:20261123T080000Z', 'STATUS:CANCELLED'),
        ...vevent(
          'RECURRENCE-ID;TZID=America/New_York:20261130T030000',
          'DTSTART:20261130T080000Z',
          'DTEND:20261130T090000Z',
          'SUMMARY:Anders',
        ),
      ),
    )
    expect(item.exceptions).toEqual([
      { original: '2026-11-09T09:00', cancelled: true, changes: {} },
      { original: '2026-11-16T09:00', cancelled: true, changes: {} },
      { original: '2026-11-23T09:00', cancelled: true, changes: {} },
      { original: '2026-11-30T09:00', cancelled: false, changes: { title: 'Anders' } },
    ])
  })

  test('single occurrences without their series stand for themselves', () => {
    const text = calendar(
      ...vevent('RECURRENCE-ID:20261109T080000Z', 'DTSTART:20261109T080000Z', 'SUMMARY:a'),
      ...vevent('RECURRENCE-ID:20261116T080000Z', 'DTSTART:20261116T080000Z', 'SUMMARY:b'),
    )
    expect(readEvents(text, reader).items.map(({ uid, title, rrule }) => [uid, title, rrule])).toEqual([
      ['u1', 'a', null],
      ['u1/20261116T080000Z', 'b', null],
    ])
  })

  test('what stands there twice counts once, the newest', () => {
    const text = calendar(
      ...vevent(...weekly, 'SEQUENCE:2', 'SUMMARY:neu'),
      ...vevent(...weekly, 'SEQUENCE:1', 'SUMMARY:alt'),
    )
    expect(readEvents(text, reader).items.map(({ title }) => title)).toEqual(['neu'])
  })

  test('"this and all following" is taken for the one, with a warning', () => {
    const text = calendar(
      ...vevent(...weekly, 'RRULE:FREQ=WEEKLY'),
      ...vevent(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T080000Z',
        'DTSTART:20261123T080000Z',
        'DTEND:20261123T090000Z',
        'SUMMARY:x',
      ),
    )
    expect(readEvents(text, reader).warnings).toEqual([
      { code: 'following', uid: 'u1', detail: '2026-11-23T09:00' },
    ])
  })
})

describe('tasks', () => {
  test('of Apple, Nextcloud and Thunderbird', () => {
    expect(
      oneTodo(
        todo(
          'SUMMARY:Angebot',
          'DUE;TZID=Europe/Vienna:20261121T143000',
          'DTSTART;TZID=Europe/Vienna:20261120T000000',
          'PRIORITY:1',
          'PERCENT-COMPLETE:40',
        ),
      ),
    ).toMatchObject({
      title: 'Angebot',
      dueDay: '2026-11-21',
      dueTime: '14:30',
      timeZone: 'Europe/Vienna',
      startDay: '2026-11-20',
      priority: 'high',
      status: 'started',
    })
    expect(oneTodo(todo('DUE;VALUE=DATE:20261121', 'STATUS:COMPLETED', 'PRIORITY:9'))).toMatchObject({
      dueDay: '2026-11-21',
      dueTime: null,
      priority: 'low',
      status: 'closed',
    })
    expect(
      oneTodo(todo('DTSTART;VALUE=DATE:20261120', 'DURATION:P2D', 'COMPLETED:20261121T080000Z')),
    ).toMatchObject({
      dueDay: '2026-11-22',
      startDay: '2026-11-20',
      status: 'closed',
    })
    expect(
      oneTodo(
        todo(
          'SUMMARY:x',
          'DUE:20261121T133000Z',
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'TRIGGER;VALUE=DATE-TIME:20261121T120000Z',
          'END:VALARM',
        ),
      ),
    ).toMatchObject({
      dueTime: '14:30',
      reminderMinutes: 90 - 14.5 * 60,
    })
  })

  test.each([
    ['DUE;VALUE=DATE:20261121', 'TRIGGER;RELATED=END:PT8H', -480],
    ['DUE;VALUE=DATE:20261121', 'TRIGGER;RELATED=END:-P1D', 1440],
    ['DUE;VALUE=DATE:20261121', 'TRIGGER;VALUE=DATE-TIME:20261121T083000Z', -570],
    ['DUE;TZID=Europe/Berlin:20261121T140000', 'TRIGGER;RELATED=END:-PT1H', -780],
    ['DUE;TZID=Europe/Berlin:20261121T140000', 'TRIGGER:-PT1H', -780],
    ['DUE;TZID=Europe/Berlin:20261121T140000', 'TRIGGER;RELATED=END:PT11H', -1500],
    // The clock is put forward in that night.
    ['DUE;TZID=Europe/Berlin:20270328T140000', 'TRIGGER;RELATED=END:-PT1H', -720],
  ])('%s with %s are reminded of %i minutes before the day', (due, trigger, minutes) => {
    expect(
      oneTodo(todo('SUMMARY:x', due, 'BEGIN:VALARM', 'ACTION:DISPLAY', trigger, 'END:VALARM')),
    ).toMatchObject({ reminderMinutes: minutes })
  })
})
