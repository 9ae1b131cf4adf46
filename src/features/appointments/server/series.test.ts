import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remindAll } from '#features/notifications/server/remind.ts'
import { reminderKinds } from '../../../app/catalogue.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let anna: Person
let ben: Person
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
})
afterAll(() => app.close())

const WEEKLY = {
  title: 'Jour fixe',
  start: '2027-01-05T10:00',
  end: '2027-01-05T11:00',
  timeZone: 'Europe/Berlin',
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
}
const enter = async (input: object = {}) => (await anna.post('/appointments', { ...WEEKLY, ...input })).body
const starts = async (from: string, to: string, who = anna) =>
  (await who.get(`/appointments?from=${from}&to=${to}`)).body.items.map((one: { start: string }) => one.start)
const inJanuary = () => starts('2027-01-01', '2027-01-31')
const change = async (id: string, body: object) => {
  const reply = await anna.patch(`/appointments/${id}`, body)
  expect(reply.body).toMatchObject({ id: expect.any(String) })
  return reply.body
}
const TUESDAYS = ['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26']
const at = (days: string[], time: string) => days.map((day) => `${day}T${time}`)

/** Each test begins with an empty calendar. */
const cleared = async () => {
  const { items } = (await anna.get('/appointments?from=2026-12-01&to=2027-12-31')).body
  for (const id of new Set(items.map((one: { id: string }) => one.id)))
    await anna.remove(`/appointments/${id}`)
}

describe('a series', () => {
  test('takes place at the same wall clock, in winter and in summer', async () => {
    const { id } = await enter()
    const { items } = (await anna.get('/appointments?from=2027-03-22&to=2027-04-04')).body
    expect(items.map((one: { startsAt: string }) => one.startsAt)).toEqual([
      '2027-03-23T09:00:00Z',
      '2027-03-30T08:00:00Z',
    ])
    expect(items[0]).toMatchObject({ id, occurrence: '2027-03-23T10:00', rrule: 'FREQ=WEEKLY;BYDAY=TU' })
    await cleared()
  })

  test('at an hour that DST skips takes place behind the gap, at one that it repeats the first time', async () => {
    await enter({ rrule: 'FREQ=DAILY', start: '2026-10-01T02:30', end: '2026-10-01T02:45' })
    const on = async (day: string) => (await anna.get(`/appointments?from=${day}&to=${day}`)).body.items
    expect(await on('2026-10-25')).toMatchObject([
      { startsAt: '2026-10-25T00:30:00Z', endsAt: '2026-10-25T00:45:00Z' },
    ])
    expect(await on('2027-03-28')).toMatchObject([
      { start: '2027-03-28T02:30', startsAt: '2027-03-28T01:30:00Z', endsAt: '2027-03-28T01:45:00Z' },
    ])
    await cleared()
  })

  test('begins on the first day its rule names', async () => {
    expect(await enter({ start: '2027-01-06T10:00', end: '2027-01-06T11:00' })).toMatchObject({
      start: '2027-01-12T10:00',
      end: '2027-01-12T11:00',
    })
    await cleared()
  })

  test('ends where its rule says', async () => {
    await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' })
    expect(await inJanuary()).toEqual(at(TUESDAYS.slice(0, 2), '10:00'))
    await cleared()
    await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119' })
    expect(await inJanuary()).toEqual(at(TUESDAYS.slice(0, 3), '10:00'))
    await cleared()
    const { rrule } = await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119T090000Z' })
    expect(rrule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119T090000Z')
    expect(await inJanuary()).toHaveLength(3)
    await cleared()
  })

  test('of whole days takes place on days', async () => {
    await enter({ start: '2027-01-05', end: '2027-01-06', rrule: 'FREQ=WEEKLY;COUNT=3' })
    expect(await inJanuary()).toEqual(TUESDAYS.slice(0, 3))
    await cleared()
  })
})

describe('changing only this one', () => {
  test('moves it, and leaves the others', async () => {
    const { id } = await enter()
    const moved = await change(id, {
      occurrence: '2027-01-12T10:00',
      scope: 'this',
      start: '2027-01-13T15:00',
      end: '2027-01-13T16:30',
      title: 'Verlegt',
    })
    expect(moved).toMatchObject({
      id,
      occurrence: '2027-01-12T10:00',
      start: '2027-01-13T15:00',
      title: 'Verlegt',
    })
    expect(await inJanuary()).toEqual([
      '2027-01-05T10:00',
      '2027-01-13T15:00',
      '2027-01-19T10:00',
      '2027-01-26T10:00',
    ])
    const again = await change(id, { occurrence: '2027-01-12T10:00', scope: 'this', place: 'Saal' })
    expect(again).toMatchObject({ start: '2027-01-13T15:00', place: 'Saal', title: 'Verlegt' })
    expect((await anna.post(`/appointments/${id}/restore`, { occurrence: '2027-01-12T10:00' })).status).toBe(
      200,
    )
    expect(await inJanuary()).toEqual(at(TUESDAYS, '10:00'))
    await cleared()
  })

  test('finds it where it was moved to, however far that is', async () => {
    const { id } = await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' })
    await change(id, {
      occurrence: '2027-01-12T10:00',
      scope: 'this',
      start: '2027-11-13T15:00',
      end: '2027-11-13T16:30',
    })
    expect(await starts('2027-11-01', '2027-11-30')).toEqual(['2027-11-13T15:00'])
    await change(id, {
      occurrence: '2027-01-12T10:00',
      scope: 'this',
      start: '2026-12-13T15:00',
      end: '2026-12-13T16:30',
    })
    expect(await starts('2026-12-01', '2026-12-31')).toEqual(['2026-12-13T15:00'])
    await cleared()
  })

  test('is refused for what all have in common, and for an occurrence that there is not', async () => {
    const { id } = await enter()
    const refused = async (body: object) =>
      (await anna.patch(`/appointments/${id}`, { scope: 'this', ...body })).status
    expect(await refused({ occurrence: '2027-01-12T10:00', rrule: 'FREQ=DAILY' })).toBe(422)
    expect(await refused({ occurrence: '2027-01-12T10:00', attendees: [{ userId: ben.by.id }] })).toBe(422)
    expect(await refused({ occurrence: '2027-01-13T10:00', title: 'X' })).toBe(422)
    expect(await refused({ title: 'X' })).toBe(422)
    expect(
      await refused({ occurrence: '2027-01-12T10:00', rrule: WEEKLY.rrule, attendees: [], title: 'X' }),
    ).toBe(200)
    await cleared()
  })
})

describe('changing this one and all later ones', () => {
  test('ends the series before it and goes on with a new one', async () => {
    const { id } = await enter()
    await change(id, { occurrence: '2027-01-26T10:00', scope: 'this', place: 'Saal' })
    const rest = await change(id, {
      occurrence: '2027-01-19T10:00',
      scope: 'following',
      start: '2027-01-19T14:00',
      end: '2027-01-19T15:00',
    })
    expect(rest).toMatchObject({ start: '2027-01-19T14:00', rrule: 'FREQ=WEEKLY;BYDAY=TU' })
    expect(rest.id).not.toBe(id)
    const { items } = (await anna.get('/appointments?from=2027-01-01&to=2027-01-31')).body
    expect(items.map((one: { start: string; place: string }) => `${one.start} ${one.place}`)).toEqual([
      '2027-01-05T10:00 ',
      '2027-01-12T10:00 ',
      '2027-01-19T14:00 ',
      '2027-01-26T14:00 Saal',
    ])
    expect((await anna.get(`/appointments/${id}`)).body.rrule).toBe(
      'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119T085959Z',
    )
    await cleared()
  })

  test('unchanged it is split off whole, so that it can lie in the bin and come back as it was', async () => {
    const { id } = await enter()
    await change(id, { occurrence: '2027-01-26T10:00', scope: 'this', place: 'Saal' })
    const rest = await change(id, { occurrence: '2027-01-19T10:00', scope: 'following' })
    await anna.remove(`/appointments/${rest.id}`)
    expect(await inJanuary()).toEqual(at(TUESDAYS.slice(0, 2), '10:00'))
    await anna.post(`/appointments/${rest.id}/restore`, {})
    expect(await inJanuary()).toEqual(at(TUESDAYS, '10:00'))
    expect((await anna.get(`/appointments/${rest.id}?occurrence=2027-01-26T10:00`)).body.place).toBe('Saal')
    await cleared()
  })

  test('shares out a count', async () => {
    const { id } = await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4' })
    const rest = await change(id, { occurrence: '2027-01-19T10:00', scope: 'following', title: 'Rest' })
    expect(rest.rrule).toBe('FREQ=WEEKLY;BYDAY=TU;COUNT=2')
    expect(await starts('2027-01-01', '2027-03-31')).toEqual(at(TUESDAYS, '10:00'))
    await cleared()
  })

  test('from the first one on is changing all', async () => {
    const { id } = await enter()
    expect((await change(id, { occurrence: '2027-01-05T10:00', scope: 'following', title: 'Alle' })).id).toBe(
      id,
    )
    await cleared()
  })
})

describe('changing all', () => {
  test('moves every one by as much as the one that was moved; the weekday of the rule goes along', async () => {
    const { id } = await enter()
    await change(id, { occurrence: '2027-01-26T10:00', scope: 'this', place: 'Saal' })
    const moved = await change(id, {
      occurrence: '2027-01-12T10:00',
      scope: 'all',
      start: '2027-01-13T09:00',
      end: '2027-01-13T10:00',
    })
    expect(moved).toMatchObject({ id, start: '2027-01-06T09:00', rrule: 'FREQ=WEEKLY;BYDAY=WE' })
    expect(await inJanuary()).toEqual(at(['2027-01-06', '2027-01-13', '2027-01-20', '2027-01-27'], '09:00'))
    expect((await anna.get(`/appointments/${id}?occurrence=2027-01-27T09:00`)).body.place).toBe('Saal')
    await cleared()
  })

  test('to the second Wednesday keeps it a second weekday of the month', async () => {
    const { id } = await enter({
      rrule: 'FREQ=MONTHLY;BYDAY=2TU',
      start: '2027-01-12T10:00',
      end: '2027-01-12T11:00',
    })
    expect(await change(id, { start: '2027-01-13T10:00', end: '2027-01-13T11:00' })).toMatchObject({
      rrule: 'FREQ=MONTHLY;BYDAY=2WE',
    })
    await cleared()
  })

  test('to another rule keeps the exceptions that it still names', async () => {
    const { id } = await enter()
    await anna.remove(`/appointments/${id}?occurrence=2027-01-12T10:00&scope=this`)
    await anna.remove(`/appointments/${id}?occurrence=2027-01-19T10:00&scope=this`)
    await change(id, { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' })
    expect(await inJanuary()).toEqual(['2027-01-05T10:00'])
    await change(id, { rrule: null })
    expect(await inJanuary()).toEqual(['2027-01-05T10:00'])
    await cleared()
  })
})

describe('deleting', () => {
  test('only this one, this and all later ones, all', async () => {
    const { id } = await enter()
    expect((await anna.remove(`/appointments/${id}?occurrence=2027-01-12T10:00&scope=this`)).status).toBe(204)
    expect(await inJanuary()).toEqual(['2027-01-05T10:00', '2027-01-19T10:00', '2027-01-26T10:00'])
    expect(
      (await anna.remove(`/appointments/${id}?occurrence=2027-01-26T10:00&scope=following`)).status,
    ).toBe(204)
    expect(await starts('2027-01-01', '2027-12-31')).toEqual(['2027-01-05T10:00', '2027-01-19T10:00'])
    expect((await anna.remove(`/appointments/${id}`)).status).toBe(204)
    expect(await inJanuary()).toEqual([])
  })

  test('the last one that is left puts the series into the bin', async () => {
    const { id } = await enter({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' })
    await anna.remove(`/appointments/${id}?occurrence=2027-01-05T10:00&scope=this`)
    await anna.remove(`/appointments/${id}?occurrence=2027-01-12T10:00&scope=this`)
    expect((await anna.get('/bin')).body.items).toContainEqual(expect.objectContaining({ id }))
  })
})

test('the next occurrence is reminded of', async () => {
  const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const { id } = await enter({
    start: `${soon}T10:00`,
    end: `${soon}T11:00`,
    timeZone: 'UTC',
    rrule: 'FREQ=DAILY',
    reminderMinutes: 15,
    attendees: [{ userId: ben.by.id }],
  })
  const reminders = () =>
    app.house.db
      .selectFrom('reminder')
      .select(['userId', 'at', 'occurrence'])
      .where('recordId', '=', id)
      .execute()
  const expected = { at: `${soon}T09:45:00Z`, occurrence: `${soon}T10:00` }
  expect(await reminders()).toEqual(
    expect.arrayContaining([
      { ...expected, userId: anna.by.id },
      { ...expected, userId: ben.by.id },
    ]),
  )
  await app.house.db
    .updateTable('reminder')
    .set({ at: new Date(Date.now() - 60_000).toISOString() })
    .execute()
  await remindAll(reminderKinds).run(app.house as never)
  const told = (await ben.get('/notifications')).body.items.filter(
    (one: { kind: string }) => one.kind === 'reminder',
  )
  expect(told).toMatchObject([{ record: { kind: 'appointment', id } }])
  expect(await reminders()).toHaveLength(2)
  await ben.post(`/appointments/${id}/respond`, { response: 'declined' })
  expect(await reminders()).toEqual([{ ...expected, userId: anna.by.id }])
  await anna.remove(`/appointments/${id}`)
  expect(await reminders()).toEqual([])
})
