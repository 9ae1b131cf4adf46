import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { SPACES, event, lines, program, propfindOf, syncOf, tokenIn } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'

let app: TestApp
let anna: Person
let ben: Person
let phone: Program
beforeAll(async () => {
  app = await startApp({ KONTOR_PUBLIC_URL: 'https://crm.example' })
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
  phone = await program(app, anna)
})
afterAll(() => app.close())

const TALK = {
  title: 'Gespräch',
  start: '2027-05-04T10:00',
  end: '2027-05-04T11:00',
  timeZone: 'Europe/Berlin',
}
describe('an appointment', () => {
  test('of Kontor stands there, is changed by a program and goes to the bin by it', async () => {
    const { body: made } = await anna.post('/appointments', { ...TALK, place: 'Köln', category: 'Vertrieb' })
    const listed = await phone.find('PROPFIND', phone.at.appointments, propfindOf('D:getetag'), {
      depth: '1',
    })
    const url = [...listed.keys()].find((one) => one.endsWith(`${made.id}.ics`)) ?? ''
    const { body, headers } = await phone.ask('GET', url)
    expect(body).toContain('SUMMARY:Gespräch')
    expect(body).toContain('DTSTART;TZID=Europe/Berlin:20270504T100000')
    expect(body).not.toMatch(/ATTENDEE|ORGANIZER|METHOD/)
    expect(headers['etag']).toBe(listed.get(url)?.['D:getetag'])
    const changed = body
      .replace('T100000', 'T140000')
      .replace('T110000', 'T150000')
      .replace('SUMMARY:Gespräch', 'SUMMARY:Verlegt')
    expect((await phone.put(url, changed, { 'if-match': '"1"' })).status).toBe(412)
    const put = await phone.put(url, changed, { 'if-match': String(headers['etag']) })
    expect(put.status).toBe(204)
    const after = (await anna.get(`/appointments/${made.id}`)).body
    expect(after).toMatchObject({
      title: 'Verlegt',
      start: '2027-05-04T14:00',
      place: 'Köln',
      category: 'Vertrieb',
    })
    expect((await phone.ask('DELETE', url, undefined, { 'if-match': String(headers['etag']) })).status).toBe(
      412,
    )
    expect((await phone.ask('DELETE', url)).status).toBe(204)
    expect((await anna.get(`/appointments/${made.id}`)).status).toBe(404)
    expect((await anna.post(`/appointments/${made.id}/restore`, {})).status).toBe(200)
    expect((await phone.ask('GET', url)).status).toBe(200)
    await anna.remove(`/appointments/${made.id}`)
  })

  test('of a program keeps its name, its UID and every line Kontor knows nothing of', async () => {
    const text = event(
      'abc-123@phone',
      'DTSTART;TZID=Europe/Berlin:20270511T090000',
      'DTEND;TZID=Europe/Berlin:20270511T093000',
      'SUMMARY:Zahnarzt',
      'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
      'ORGANIZER;CN=Anna:mailto:anna@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED;CN=Dr. Zahn:mailto:zahn@example.com',
      'BEGIN:VALARM',
      'ACTION:AUDIO',
      'TRIGGER;VALUE=DATE-TIME:20270511T060000Z',
      'X-WR-ALARMUID:1',
      'END:VALARM',
    )
    const url = `${phone.at.appointments}My%20Event%C3%A4.ics`
    const put = await phone.put(url, text, { 'if-none-match': '*' })
    expect([put.status, typeof put.headers['etag']]).toEqual([201, 'string'])
    expect((await phone.ask('GET', url)).body).toBe(text)
    expect((await phone.put(url, text, { 'if-none-match': '*' })).status).toBe(412)
    const { items } = (await anna.get('/appointments?from=2027-05-11&to=2027-05-11')).body
    expect(items).toMatchObject([{ title: 'Zahnarzt', start: '2027-05-11T09:00', kind: 'appointment' }])
    expect(await app.house.db.selectFrom('mail').selectAll().execute()).toEqual([])
    await anna.patch(`/appointments/${items[0].id}`, { title: 'Zahnärztin', place: 'Bonn' })
    const after = (await phone.ask('GET', url)).body
    expect(after).toContain('SUMMARY:Zahnärztin')
    expect(after).toContain('LOCATION:Bonn')
    for (const kept of [
      'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
      'ATTENDEE;PARTSTAT=ACCEPTED',
      'X-WR-ALARMUID:1',
      'UID:abc-123@phone',
    ])
      expect(after).toContain(kept)
    expect((await phone.ask('DELETE', url)).status).toBe(204)
  })

  test('with a UID that is there already is refused with the address of the other', async () => {
    const text = event('twin', 'DTSTART:20270601T100000Z', 'DTEND:20270601T110000Z', 'SUMMARY:A')
    await phone.put(`${phone.at.appointments}one.ics`, text)
    const twin = await phone.put(`${phone.at.appointments}two.ics`, text)
    expect(twin.status).toBe(403)
    expect(twin.body).toContain(`<C:no-uid-conflict><D:href>${phone.at.appointments}one.ics</D:href>`)
    const other = await phone.put(`${phone.at.appointments}one.ics`, text.replace('UID:twin', 'UID:other'))
    expect([other.status, other.body]).toEqual([403, expect.stringContaining('no-uid-conflict')])
    const moved = await phone.ask('MOVE', `${phone.at.appointments}one.ics`, undefined, {
      destination: `https://crm.example${phone.at.appointments}three.ics`,
    })
    expect(moved.status).toBe(201)
    expect((await phone.ask('GET', `${phone.at.appointments}one.ics`)).status).toBe(404)
    expect((await phone.ask('GET', `${phone.at.appointments}three.ics`)).body).toBe(text)
    await phone.ask('DELETE', `${phone.at.appointments}three.ics`)
  })

  test('that repeats is written with what is left out and what is another', async () => {
    const series = lines(
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:x',
      'BEGIN:VEVENT',
      'UID:series',
      'DTSTAMP:20270101T000000Z',
      'DTSTART;TZID=Europe/Berlin:20270302T100000',
      'DTEND;TZID=Europe/Berlin:20270302T110000',
      'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=6',
      'EXDATE;TZID=Europe/Berlin:20270309T100000',
      'SUMMARY:Runde',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:series',
      'DTSTAMP:20270101T000000Z',
      'RECURRENCE-ID;TZID=Europe/Berlin:20270316T100000',
      'DTSTART;TZID=Europe/Berlin:20270317T150000',
      'DTEND;TZID=Europe/Berlin:20270317T160000',
      'SUMMARY:Verlegt',
      'END:VEVENT',
      'END:VCALENDAR',
    )
    const url = `${phone.at.appointments}series.ics`
    const put = await phone.put(url, series)
    expect([put.status, put.body]).toEqual([201, ''])
    expect((await phone.ask('GET', url)).body).toBe(series)
    const listed = async () =>
      (await anna.get('/appointments?from=2027-03-01&to=2027-04-30')).body.items.map(
        (one: { start: string; title: string }) => `${one.start} ${one.title}`,
      )
    expect(await listed()).toEqual([
      '2027-03-02T10:00 Runde',
      '2027-03-17T15:00 Verlegt',
      '2027-03-23T10:00 Runde',
      '2027-03-30T10:00 Runde',
      '2027-04-06T10:00 Runde',
    ])
    const ranged = (start: string, end: string, data = '<C:calendar-data/>') =>
      `<C:calendar-query ${SPACES}><D:prop>${data}</D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${start}" end="${end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
    const query = async (start: string, end: string, data?: string) =>
      phone.find('REPORT', phone.at.appointments, ranged(start, end, data), { depth: '1' })
    expect((await query('20270309T000000Z', '20270310T000000Z')).size).toBe(0)
    expect([...(await query('20270317T140000Z', '20270317T141000Z')).keys()]).toEqual([url])
    const expanded = await query(
      '20270301T000000Z',
      '20270325T000000Z',
      '<C:calendar-data><C:expand start="20270301T000000Z" end="20270325T000000Z"/></C:calendar-data>',
    )
    const text = expanded.get(url)?.['C:calendar-data'] ?? ''
    expect(text.match(/RECURRENCE-ID:\w+/g)).toEqual([
      'RECURRENCE-ID:20270302T090000Z',
      'RECURRENCE-ID:20270316T090000Z',
      'RECURRENCE-ID:20270323T090000Z',
    ])
    expect(text).toContain('DTSTART:20270317T140000Z')
    expect(text).not.toMatch(/RRULE|EXDATE|TZID/)
    expect([...(await query('19000101T000000Z', '99991231T000000Z')).keys()]).toEqual([url])
    const less = series
      .replace('EXDATE;TZID=Europe/Berlin:20270309T100000\r\n', '')
      .replace('T150000', 'T170000')
      .replace('T160000', 'T180000')
    expect((await phone.put(url, less)).status).toBe(204)
    expect((await listed()).slice(1, 3)).toEqual(['2027-03-09T10:00 Runde', '2027-03-17T17:00 Verlegt'])
    await phone.ask('DELETE', url)
  })

  test('of somebody else is read, reminded of in one’s own way, and declined by removing it', async () => {
    const { body: made } = await ben.post('/appointments', {
      ...TALK,
      title: 'Bens Runde',
      attendees: [{ userId: anna.by.id }],
    })
    const url = `${phone.at.appointments}${made.id}.ics`
    const { body } = await phone.ask('GET', url)
    expect(body).toContain('SUMMARY:Bens Runde')
    const token = tokenIn((await phone.ask('REPORT', phone.at.appointments, syncOf(''))).body)
    const refused = await phone.put(url, body.replace('Bens Runde', 'Meine Runde'))
    expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('<D:need-privileges/>')])
    // A program that shows it as its own by now hears of it once more.
    const again = await phone.find('REPORT', phone.at.appointments, syncOf(token))
    expect([...again.keys()]).toEqual([url])
    const alarm = lines('BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', 'TRIGGER:-PT10M', 'END:VALARM')
    const own = body.replace('END:VEVENT', `${alarm}END:VEVENT`)
    expect((await phone.put(url, own)).status).toBe(204)
    expect((await phone.ask('GET', url)).body).toContain('BEGIN:VALARM')
    expect(
      (await (await program(app, ben)).ask('GET', url.replace(anna.by.id, ben.by.id))).body,
    ).not.toContain('VALARM')
    expect((await phone.ask('DELETE', url)).status).toBe(204)
    const after = (await ben.get(`/appointments/${made.id}`)).body
    expect(after.attendees.find((one: { userId: string }) => one.userId === anna.by.id).response).toBe(
      'declined',
    )
    expect((await phone.ask('GET', url)).status).toBe(404)
  })

  test.each([
    ['no calendar', 'BEGIN:NOTHING\r\nEND:NOTHING\r\n', 'valid-calendar-data'],
    ['cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n', 'valid-calendar-data'],
    ['without a start', event('x', 'SUMMARY:A'), 'valid-calendar-data'],
    ['a task', event('x', 'SUMMARY:A').replaceAll('VEVENT', 'VTODO'), 'supported-calendar-component'],
    [
      'an invitation',
      event('x', 'DTSTART:20270601T100000Z').replace('VERSION', 'METHOD:REQUEST\r\nVERSION'),
      'valid-calendar-object-resource',
    ],
    [
      'every hour',
      event('x', 'DTSTART:20270601T100000Z', 'RRULE:FREQ=HOURLY'),
      'valid-calendar-object-resource',
    ],
    [
      'a rule that never comes true',
      event('x', 'DTSTART:20270601T100000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      'valid-calendar-object-resource',
    ],
    ['zeroes', event('x', 'DTSTART:20270601T100000Z', 'SUMMARY:a\0b'), 'valid-calendar-data'],
  ])('that is none (%s) is refused by name', async (_what, text, condition) => {
    const reply = await phone.put(`${phone.at.appointments}bad.ics`, text)
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining(`<C:${condition}/>`)])
  })

  test('of another kind or in the wrong place is refused', async () => {
    const text = event('x', 'DTSTART:20270601T100000Z')
    expect(
      (await phone.put(`${phone.at.appointments}x.ics`, text, { 'content-type': 'text/plain' })).status,
    ).toBe(415)
    expect((await phone.put(phone.at.appointments, text)).status).toBe(405)
    expect((await phone.put(`/dav/calendars/${anna.by.id}/x.ics`, text)).status).toBe(404)
    expect((await phone.put(`${phone.at.appointments}a/b.ics`, text)).status).toBe(404)
  })
})
