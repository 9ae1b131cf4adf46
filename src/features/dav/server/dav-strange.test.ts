import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { SPACES, event, program, propfindOf, syncOf } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

let app: TestApp
let phone: Program
beforeAll(async () => {
  app = await startApp()
  phone = await program(app, app.admin)
})
afterAll(() => app.close())

const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PROPFIND',
  'PROPPATCH',
  'REPORT',
  'MOVE',
  'MKCALENDAR',
  'MKCOL',
  'COPY',
  'LOCK',
]
const query = (inside: string) =>
  `<C:calendar-query ${SPACES}><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${inside}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
const BODIES = [
  '',
  '<',
  '<a xmlns="b"/>',
  propfindOf('D:nothing', 'C:calendar-data'),
  syncOf('urn:kontor:sync:::'),
  query('<C:time-range start="00000000T000000Z"/>'),
  query('<C:time-range start="20270101T000000Z" end="99991231T235959Z"/>'),
  query('<C:prop-filter name="toString"><C:param-filter name="constructor"/></C:prop-filter>'),
  `<D:propertyupdate ${SPACES}><D:set><D:prop><x xmlns="__proto__">a</x></D:prop></D:set></D:propertyupdate>`,
  `<C:calendar-multiget ${SPACES}><D:prop><C:calendar-data/></D:prop><D:href>%</D:href><D:href/></C:calendar-multiget>`,
  event('a', 'DTSTART:99991231T235959Z', 'DTEND:99991231T235959Z'),
  event('b', 'DTSTART:20270230T000000Z'),
  event('c', 'DTSTART;TZID=Nowhere/Land:20270101T000000', 'DURATION:P9999999999W'),
  event('d', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY;UNTIL=00000000', 'EXDATE:x', 'RDATE:y'),
  event('e', `SUMMARY:${'x'.repeat(70_000)}`, 'DTSTART:00010101T000000Z', 'DTEND:00010101T000000Z'),
  event('f', 'DTSTART:20270101T000000Z', 'DTEND:20370101T000000Z', 'TRIGGER:-P1D'),
  event('g', 'DTSTART:20270101T000000Z', 'RECURRENCE-ID:20270101T000000Z'),
  'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nN:;;;;\r\nFN:\r\nEND:VCARD\r\n',
  `BEGIN:VCARD\r\nVERSION:4.0\r\nUID:b\r\nFN:${'y'.repeat(3000)}\r\nBDAY:99999999\r\nPHOTO:data:image/png;base64,AAAA\r\nEND:VCARD\r\n`,
]

test('whatever is sent wherever, nothing breaks', async () => {
  const { appointments, tasks, contacts } = phone.at
  const places = [
    '/dav',
    '/dav/',
    '/dav/%',
    '/dav/principals/',
    `/dav/principals/${app.admin.by.id}/`,
    '/dav/calendars/x/appointments/',
    `${appointments}../../`,
  ]
  const objects = [appointments, tasks, contacts].flatMap((one) => [
    one,
    `${one}x.ics`,
    `${one}%00`,
    `${one}${'n'.repeat(300)}`,
    `${one}a%2Fb.ics`,
  ])
  const asking = fc.record({
    method: fc.constantFrom(...METHODS),
    url: fc.constantFrom(...places, ...objects, ...objects),
    body: fc.oneof(fc.constantFrom(...BODIES), fc.string({ maxLength: 60 })),
    type: fc.constantFrom(
      'text/calendar',
      'text/vcard',
      'application/xml',
      '',
      'x/y; z',
      'multipart/form-data; boundary=a',
    ),
    depth: fc.constantFrom('0', '1', 'infinity', '-1'),
    destination: fc.constantFrom('', '/dav/', `${appointments}y.ics`, 'http://%'),
  })
  const ask = async ({ method, url, body, type, depth, destination }: Record<string, string>) => {
    const headers = { depth: depth ?? '', destination: destination ?? '', 'content-type': type ?? '' }
    const reply = await phone.ask(method ?? '', url ?? '', body, headers)
    expect(reply.status, `${method} ${url}\n${reply.body}`).toBeLessThan(500)
  }
  for (const body of BODIES)
    for (const one of [appointments, tasks, contacts])
      for (const [method, type] of [
        ['PUT', 'text/calendar'],
        ['PUT', 'text/vcard'],
        ['REPORT', 'application/xml'],
        ['PROPFIND', 'application/xml'],
        ['PROPPATCH', 'text/xml'],
      ] as const)
        await ask({ method, url: method === 'PUT' ? `${one}z.ics` : one, body, type, depth: '1' })
  await fc.assert(fc.asyncProperty(asking, ask), { seed: SEED, numRuns: 300, endOnFailure: true })
})
