import { readEvents } from '#kernel/groupware/ical/read-events.ts'

// Calendars as programs write them.

export const reader = { zone: 'Europe/Berlin', self: ['Anna@Kontor.example'] }
export const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//DE', ...lines, 'END:VCALENDAR', ''].join('\r\n')
export const vevent = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:u1',
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:VEVENT',
]
export const event = (...lines: string[]) => calendar(...vevent(...lines))
export const todo = (...lines: string[]) => calendar('BEGIN:VTODO', 'UID:t1', ...lines, 'END:VTODO')
export const one = (text: string) => {
  const [item] = readEvents(text, reader).items
  if (!item) throw new Error('no event')
  return item
}
export const oneTodo = (text: string) => {
  const [item] = readEvents(text, reader).todos
  if (!item) throw new Error('no task')
  return item
}

export const OUTLOOK = calendar(
  'METHOD:REQUEST',
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'ORGANIZER;CN=Anna Berg:mailto:anna@kontor.example',
  'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Müller, Jörg":mailto:Joerg@Example.de',
  'ATTENDEE;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Beamer:mailto:beamer@kontor.example',
  'ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Raum 1:mailto:raum1@kontor.example',
  String.raw`DESCRIPTION;LANGUAGE=de-DE:Agenda:\n1. Preise\, Mengen\n`,
  'RRULE:FREQ=WEEKLY;UNTIL=20261214T080000Z;INTERVAL=1;BYDAY=MO;WKST=MO',
  'UID:040000008200E00074C5B7101A82E008',
  'SUMMARY;LANGUAGE=de-DE:Jour fixe',
  'DTSTART;TZID=W. Europe Standard Time:20261102T090000',
  'DTEND;TZID=W. Europe Standard Time:20261102T100000',
  'EXDATE;TZID=W. Europe Standard Time:20261109T090000,20261116T090000',
  'CLASS:PUBLIC',
  'PRIORITY:5',
  'TRANSP:OPAQUE',
  'STATUS:CONFIRMED',
  'SEQUENCE:3',
  'LOCATION;LANGUAGE=de-DE:Köln',
  'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
  'X-MICROSOFT-CDO-IMPORTANCE:1',
  'BEGIN:VALARM',
  'DESCRIPTION:REMINDER',
  'TRIGGER;RELATED=START:-PT15M',
  'ACTION:DISPLAY',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:040000008200E00074C5B7101A82E008',
  'SUMMARY;LANGUAGE=de-DE:Jour fixe',
  'RECURRENCE-ID;TZID=W. Europe Standard Time:20261123T090000',
  'DTSTART;TZID=W. Europe Standard Time:20261123T140000',
  'DTEND;TZID=W. Europe Standard Time:20261123T150000',
  'TRANSP:OPAQUE',
  'LOCATION:Bonn',
  String.raw`DESCRIPTION:Agenda:\n1. Preise\, Mengen\n`,
  'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
  'BEGIN:VALARM',
  'TRIGGER:-PT15M',
  'ACTION:DISPLAY',
  'END:VALARM',
  'END:VEVENT',
)
