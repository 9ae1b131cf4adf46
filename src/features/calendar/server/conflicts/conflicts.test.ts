import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'

let app: TestApp
let anna: Person
let ben: Person
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
})
afterAll(() => app.close())

/** What speaks against a time of Ben's, as Anna sees it. */
const against = async (question: object) => {
  const asked = { timeZone: 'Europe/Berlin', users: [ben.by.id], ...question }
  const { status, body } = await anna.post('/appointments/conflicts', asked)
  expect(body).toMatchObject({ items: [{ userId: ben.by.id }] })
  expect(status).toBe(200)
  return body.items[0].conflicts.map((one: { kind: string; title: string }) =>
    `${one.kind} ${one.title}`.trim(),
  )
}
const tuesday = (from: string, to: string) => ({ start: `2027-03-02T${from}`, end: `2027-03-02T${to}` })

test('another appointment, unless it is free, declined, or the one that moves', async () => {
  const enter = async (input: object) =>
    (
      await ben.post('/appointments', {
        title: 'Termin',
        timeZone: 'Europe/Berlin',
        ...tuesday('10:00', '11:00'),
        ...input,
      })
    ).body
  const { id } = await enter({})
  expect(await against(tuesday('10:30', '12:00'))).toEqual(['appointment Termin'])
  expect(await against(tuesday('11:00', '12:00'))).toEqual([])
  expect(await against({ ...tuesday('10:30', '12:00'), exceptId: id })).toEqual([])
  await ben.patch(`/appointments/${id}`, { private: true })
  expect(await against(tuesday('10:30', '12:00'))).toEqual(['appointment'])
  await ben.patch(`/appointments/${id}`, { busy: 'free' })
  expect(await against(tuesday('10:30', '12:00'))).toEqual([])
  const asked = (
    await anna.post('/appointments', {
      title: 'Runde',
      ...tuesday('14:00', '15:00'),
      attendees: [{ userId: ben.by.id }],
    })
  ).body
  expect(await against(tuesday('14:00', '15:00'))).toEqual(['appointment Runde'])
  await ben.post(`/appointments/${asked.id}/respond`, { response: 'declined' })
  expect(await against(tuesday('14:00', '15:00'))).toEqual([])
})

test('one of a series', async () => {
  await ben.post('/appointments', {
    title: 'Runde',
    start: '2027-04-06T10:00',
    end: '2027-04-06T11:00',
    rrule: 'FREQ=WEEKLY',
    timeZone: 'Europe/Berlin',
  })
  expect(await against({ start: '2027-06-08T10:59', end: '2027-06-08T11:30' })).toEqual(['appointment Runde'])
})

test('outside of working time, weekends, holidays and half of Christmas Eve', async () => {
  expect(await against(tuesday('07:00', '09:00'))).toEqual(['workingTime'])
  expect(await against(tuesday('16:30', '17:30'))).toEqual(['workingTime'])
  expect(await against({ start: '2027-03-06', end: '2027-03-08' })).toEqual(['workingTime', 'workingTime'])
  expect(await against({ start: '2027-03-26T10:00', end: '2027-03-26T11:00' })).toEqual([
    'holiday Karfreitag',
  ])
  expect(await against({ start: '2027-12-24T09:00', end: '2027-12-24T11:00' })).toEqual([])
  expect(await against({ start: '2027-12-24T11:00', end: '2027-12-24T13:00' })).toEqual([
    expect.stringMatching(/^holiday Heiliger Abend|^holiday Heiligabend/),
  ])
})

test('away, of which the kind is said but not that somebody is ill', async () => {
  const absence = {
    id: randomUUIDv7(),
    userId: ben.by.id,
    fromDay: '2027-05-12',
    toDay: '2027-05-13',
    kind: 'sick' as const,
    note: 'Grippe',
    createdBy: null,
  }
  await app.house.db.insertInto('absence').values(absence).execute()
  expect(await against({ start: '2027-05-13T10:00', end: '2027-05-13T11:00' })).toEqual(['absence other'])
  expect(await against({ start: '2027-05-14T10:00', end: '2027-05-14T11:00' })).toEqual([])
})

test.each([{ start: '2027-03-02T11:00' }, { end: '2028-03-02T11:00' }, { users: [] }, { timeZone: 'x' }])(
  '%j is refused',
  async (wrong) => {
    const question = { ...tuesday('10:00', '11:00'), users: [ben.by.id], ...wrong }
    expect((await anna.post('/appointments/conflicts', question)).status).toBe(422)
  },
)
