import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldLine } from '#kernel/fold-line.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { program } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

let app: TestApp
let anna: Person
let phone: Program
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  phone = await program(app, anna)
})
afterAll(() => app.close())

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
const words = fc
  .oneof(
    fc.stringMatching(/^[ -~äöüßé€]{0,80}$/),
    fc.constantFrom('Zeile 1\nZeile 2', 'a;b,c\\d', 'BEGIN:VEVENT', '😀 Ärger', ''),
  )
  .map(escaped)
const line = (name: string, value: fc.Arbitrary<string> = words) => value.map((text) => `${name}:${text}`)
const some = (lines: fc.Arbitrary<string>[]) =>
  fc
    .tuple(...lines.map((one) => fc.option(one, { nil: undefined })))
    .map((all) => all.filter((one) => one !== undefined))
const written = (lines: readonly string[]) => lines.map((one) => `${foldLine(one)}\r\n`).join('')
const day = fc
  .integer({ min: 0, max: 600 })
  .map((n) => new Date(Date.UTC(2027, 0, 4) + n * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''))
const clock = fc
  .tuple(fc.integer({ min: 0, max: 22 }), fc.constantFrom('00', '15', '30'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}${m}00`)

const unknown = fc.array(
  fc.oneof(
    line('X-OWN'),
    line('X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="A, B"', fc.constant('geo:50.1,8.6')),
    line('COMMENT'),
    line('ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE', fc.constant('mailto:gast@example.com')),
    line('X-MOZ-LASTACK', fc.constant('20270101T000000Z')),
    line('GEO', fc.constant('50.1;8.6')),
  ),
  { maxLength: 4 },
)
const alarm = fc.constantFrom(
  ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', 'TRIGGER:-PT15M', 'END:VALARM'],
  [
    'BEGIN:VALARM',
    'ACTION:EMAIL',
    'SUMMARY:x',
    'DESCRIPTION:y',
    'ATTENDEE:mailto:a@example.com',
    'TRIGGER:-P1D',
    'END:VALARM',
  ],
  [
    'BEGIN:VALARM',
    'ACTION:AUDIO',
    'TRIGGER;VALUE=DATE-TIME:20270101T080000Z',
    'X-WR-ALARMUID:7',
    'END:VALARM',
  ],
)
const times = fc.oneof(
  fc.tuple(day, clock).map(([d, c]) => [`DTSTART:${d}T${c}Z`, `DTEND:${d}T230000Z`]),
  fc.tuple(day, clock).map(([d, c]) => [`DTSTART;TZID=Europe/Berlin:${d}T${c}`, 'DURATION:PT45M']),
  fc.tuple(day, clock).map(([d, c]) => [`DTSTART;TZID="W. Europe Standard Time":${d}T${c}`]),
  fc.tuple(day, clock).map(([d, c]) => [`DTSTART:${d}T${c}`, `DTEND:${d}T233000`]),
  day.map((d) => [`DTSTART;VALUE=DATE:${d}`]),
)
const rule = fc.constantFrom(
  [],
  [],
  ['RRULE:FREQ=DAILY;COUNT=5'],
  ['RRULE:FREQ=WEEKLY;INTERVAL=2'],
  ['RRULE:FREQ=YEARLY'],
  ['RRULE:FREQ=DAILY;COUNT=3', 'RDATE;VALUE=DATE:20290101'],
)

const about = some([
  line('SUMMARY'),
  line('DESCRIPTION'),
  line('LOCATION'),
  line('CATEGORIES', fc.constantFrom('Rot', 'Rot,Grün', 'A\\,B')),
  line('STATUS', fc.constantFrom('TENTATIVE', 'CONFIRMED', 'CANCELLED')),
  line('TRANSP', fc.constantFrom('OPAQUE', 'TRANSPARENT')),
  line('CLASS', fc.constantFrom('PRIVATE', 'CONFIDENTIAL', 'PUBLIC')),
  line('PRIORITY', fc.constantFrom('0', '3', '9')),
])
const object = (name: string, uid: string, lines: string[]) =>
  written([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//T//T//EN',
    `BEGIN:${name}`,
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    ...lines,
    `END:${name}`,
    'END:VCALENDAR',
  ])

let number = 0
/** Puts an object there and demands it back, letter by letter where the server says that it is so. */
async function kept(url: string, text: string): Promise<boolean> {
  const put = await phone.put(url, text)
  expect([201, 403], `${put.body}\n${text}`).toContain(put.status)
  if (put.status === 403) return false
  const got = (await phone.ask('GET', url)).body
  if (put.headers['etag'] !== undefined) expect(got).toBe(text)
  for (const one of linesOf(text)) if (!OURS.test(one)) expect(linesOf(got)).toContain(one)
  expect((await phone.ask('DELETE', url)).status).toBe(204)
  return put.headers['etag'] !== undefined
}
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')
/** What Kontor keeps itself, and may write another way. */
const OURS =
  /^(SUMMARY|DESCRIPTION|LOCATION|CATEGORIES|DT|DUE|DURATION|RRULE|LAST-MODIFIED|SEQUENCE|REV|TEL|EMAIL|URL|ADR|ORG|N:|FN)/

async function mostly(arbitrary: fc.Arbitrary<(id: string) => [string, string]>): Promise<void> {
  let [same, all] = [0, 0]
  await fc.assert(
    fc.asyncProperty(arbitrary, async (make) => {
      all += 1
      if (await kept(...make(`r${++number}`))) same += 1
    }),
    { seed: SEED, numRuns: 40, endOnFailure: true },
  )
  expect(same / all).toBeGreaterThan(0.9)
}

test('an event comes back as it was written', async () => {
  await mostly(
    fc
      .tuple(times, rule, about, unknown, fc.option(alarm, { nil: [] }))
      .map(([when, again, said, more, rings]) => (id) => [
        `${phone.at.appointments}${id}.ics`,
        object('VEVENT', id, [...when, ...again, ...said, ...more, ...rings]),
      ]),
  )
})

test('a task comes back as it was written', async () => {
  const due = fc.oneof(
    fc.constant([]),
    day.map((d) => [`DUE;VALUE=DATE:${d}`]),
    fc.tuple(day, clock).map(([d, c]) => [`DUE;TZID=Europe/Berlin:${d}T${c}`]),
  )
  const state = fc.constantFrom(
    [],
    ['STATUS:NEEDS-ACTION'],
    ['STATUS:IN-PROCESS', 'PERCENT-COMPLETE:40'],
    ['STATUS:COMPLETED', 'COMPLETED:20270101T000000Z'],
  )
  const said = some([
    line('SUMMARY'),
    line('DESCRIPTION'),
    line('CATEGORIES', fc.constant('A,B')),
    line('PRIORITY', fc.constantFrom('1', '5', '7')),
  ])
  await mostly(
    fc.tuple(due, state, said, unknown).map(([when, how, what, more]) => (id) => [
      `${phone.at.tasks}${id}.ics`,
      object('VTODO', id, [...when, ...how, ...what, ...more]),
    ]),
  )
})

test('a card comes back as it was written', async () => {
  const name = fc.stringMatching(/^[A-ZÄÖÜ][a-zäöüß]{1,12}$/)
  const more = some([
    line('TEL;TYPE=CELL', fc.constantFrom('+49 170 1234567', '0221 / 99 88')),
    line('EMAIL;TYPE=INTERNET', fc.constantFrom('a.b@example.com', 'kein@', 'X@EXAMPLE.COM')),
    line('item1.URL', fc.constant('https://example.com/a?b=c')),
    line('item1.X-ABLabel', fc.constant('_$!<HomePage>!$_')),
    line('ADR;TYPE=HOME', fc.constantFrom(';;Am Weg 3;Köln;;50667;Deutschland', ';;Postfach 1;Wien;;1010;')),
    line('BDAY', fc.constantFrom('1980-02-03', '--0203', '19800203')),
    line('ORG', fc.constantFrom('Firma;Einkauf;Ost', 'Firma')),
    line('NOTE'),
    line('CATEGORIES', fc.constant('Freunde,Chor')),
    line('X-OWN;X-P=1'),
    line('NICKNAME'),
  ])
  await mostly(
    fc.tuple(name, name, more).map(([first, last, lines]) => (id) => [
      `${phone.at.contacts}${id}.vcf`,
      written([
        'BEGIN:VCARD',
        'VERSION:3.0',
        `UID:${id}`,
        `N:${last};${first};;;`,
        `FN:${first} ${last}`,
        ...lines,
        'END:VCARD',
      ]),
    ]),
  )
})
