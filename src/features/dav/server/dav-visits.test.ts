import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { program, propfindOf, syncOf, tokenIn } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'
import { VISIT_DAY, plannedVisit } from '../../../../test/planned-visit.ts'

let app: TestApp
let anna: Person
let phone: Program
beforeAll(async () => {
  app = await startApp({ KONTOR_PUBLIC_URL: 'https://crm.example' })
  anna = await app.person('user', 'Anna Amsel')
  phone = await program(app, anna)
})
afterAll(() => app.close())

const read = async (id: string) => (await anna.get(`/visits/${id}`)).body

test('a visit stands in the calendar with whom it is for, is moved by a program, and is not taken away by one', async () => {
  const { id } = await plannedVisit(app, anna, 'Müller GmbH')
  const url = `${phone.at.appointments}${id}.ics`
  const { body } = await phone.ask('GET', url)
  for (const line of [
    'SUMMARY:Besuch – Müller GmbH',
    'DTSTART;TZID=Europe/Berlin:20270504T080000',
    '0221 123456',
  ])
    expect(body.replaceAll('\r\n ', '')).toContain(line)
  expect(body.replaceAll('\r\n ', '')).toContain('LOCATION:Domplatz 1\\, 50667 Köln')
  const moved = body
    .replace('20270504T080000', '20270505T140000')
    .replace('20270504T083000', '20270505T150000')
    .replace('Muster zeigen', 'Muster und Preise zeigen')
  expect((await phone.put(url, moved)).status).toBe(204)
  expect(await read(id)).toMatchObject({
    date: '2027-05-05',
    startTime: '14:00',
    durationMinutes: 60,
    title: 'Besuch',
    description: 'Muster und Preise zeigen',
    place: '',
    nominalDate: VISIT_DAY,
  })
  const series = moved.replace('SUMMARY:', 'RRULE:FREQ=DAILY\r\nSUMMARY:')
  expect((await phone.put(url, series)).status).toBe(403)
  const token = tokenIn((await phone.ask('REPORT', phone.at.appointments, syncOf(''))).body)
  const gone = await phone.ask('DELETE', url)
  expect([gone.status, gone.body]).toEqual([403, expect.stringContaining('need-privileges')])
  expect(await read(id)).toMatchObject({ state: 'planned' })
  // Who has thrown it away already hears of it once more.
  const after = await phone.find('REPORT', phone.at.appointments, syncOf(token))
  expect([...after.keys()]).toEqual([url])
})

test('a visit is another for programs when its customer moves, and gone when it is called off', async () => {
  const { id, contactId } = await plannedVisit(app, anna, 'Weber AG')
  const url = `${phone.at.appointments}${id}.ics`
  const etag = async () =>
    (await phone.find('PROPFIND', phone.at.appointments, propfindOf('D:getetag'), { depth: '1' })).get(url)
  const before = await etag()
  expect(before).toBeDefined()
  const details = [{ kind: 'address', category: 'work', value: { city: 'Bonn', country: 'DE' } }]
  await app.admin.patch(`/contacts/${contactId}`, { details })
  expect(await etag()).not.toEqual(before)
  expect((await phone.ask('GET', url)).body).toContain('LOCATION:Bonn')
  await anna.post(`/visits/${id}/cancel`, {})
  expect(await etag()).toBeUndefined()
})
