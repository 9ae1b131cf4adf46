import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import type { CalendarEntry } from '../calendar-entry.ts'

let app: TestApp
let anna: Person
let bert: Person
let guest: Person

beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna')
  bert = await app.person('user', 'Bert')
  guest = await app.person('guest', 'Gerd')
})
afterAll(() => app.close())

const march = 'from=2027-03-01&to=2027-03-31'
const calendar = async (person: Person, query: string): Promise<CalendarEntry[]> =>
  (await person.get(`/calendar?${query}`)).body.items
const enter = async (person: Person, body: object) => {
  const reply = await person.post('/appointments', { timeZone: 'Europe/Berlin', ...body })
  expect(reply.status).toBe(201)
  return reply.body
}
const titles = (entries: CalendarEntry[]) => entries.map(({ kind, title }) => `${kind} ${title}`)

test('own appointments, tasks and days off stand there in order, each with its wall clock', async () => {
  await enter(anna, { title: 'Angebot', start: '2027-03-02T09:00', end: '2027-03-02T10:00' })
  await anna.post('/tasks', { title: 'Anrufen', dueDate: '2027-03-02', dueTime: '08:30' })
  await anna.post('/absences', { from: '2027-03-03', to: '2027-03-04', kind: 'vacation' })
  const items = await calendar(anna, `${march}&user=me`)
  expect(titles(items).slice(0, 3)).toEqual(['task Anrufen', 'appointment Angebot', 'absence '])
  expect(items[2]).toMatchObject({ start: '2027-03-03', end: '2027-03-05', allDay: true, busy: 'away' })
  expect(titles(items)).toContain('holiday Karfreitag')
  expect(items[1]).toMatchObject({
    start: '2027-03-02T09:00',
    startsAt: '2027-03-02T08:00:00Z',
    can: ['change', 'delete'],
  })
})

test('every occurrence of a series stands by itself, over the change of the clocks', async () => {
  await enter(anna, {
    title: 'Jour fixe',
    start: '2027-03-22T08:00',
    end: '2027-03-22T08:30',
    rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
  })
  const found = await calendar(anna, 'from=2027-03-15&to=2027-04-30&include=appointment')
  expect(found.map(({ occurrence, startsAt }) => [occurrence, startsAt])).toEqual([
    ['2027-03-22T08:00', '2027-03-22T07:00:00Z'],
    ['2027-03-29T08:00', '2027-03-29T06:00:00Z'],
    ['2027-04-05T08:00', '2027-04-05T06:00:00Z'],
  ])
})

test('of a private appointment a colleague sees that the time is taken, and no more', async () => {
  await enter(anna, {
    title: 'Arzt',
    start: '2027-05-03T09:00',
    end: '2027-05-03T10:00',
    private: true,
    place: 'Praxis',
  })
  const [seen] = await calendar(bert, `from=2027-05-03&to=2027-05-03&user=${anna.by.id}&include=appointment`)
  expect(seen).toMatchObject({
    hidden: true,
    title: '',
    place: '',
    busy: 'busy',
    userId: anna.by.id,
    can: [],
  })
})

test('an appointment about a contact one may not see hides what it is about', async () => {
  const { body: contact } = await anna.post('/contacts', {
    kind: 'company',
    companyName: 'Still GmbH',
    visibility: 'managers',
  })
  await enter(anna, {
    title: 'Besuch Still',
    start: '2027-05-04T09:00',
    end: '2027-05-04T10:00',
    contactId: contact.id,
  })
  await anna.post('/tasks', { title: 'Still anrufen', dueDate: '2027-05-04', contactId: contact.id })
  const day = 'from=2027-05-04&to=2027-05-04&include=appointment&include=task'
  expect(titles(await calendar(anna, day))).toEqual(['task Still anrufen', 'appointment Besuch Still'])
  const seen = await calendar(bert, `${day}&user=${anna.by.id}`)
  expect(seen).toMatchObject([{ kind: 'appointment', hidden: true, contact: null }])
})

test('a guest finds the appointments they are asked to, no tasks and nobody away', async () => {
  await enter(anna, {
    title: 'Übergabe',
    start: '2027-06-01T09:00',
    end: '2027-06-01T10:00',
    attendees: [{ userId: guest.by.id }],
  })
  await enter(anna, { title: 'Ohne Gast', start: '2027-06-01T11:00', end: '2027-06-01T12:00' })
  await anna.post('/tasks', { title: 'Vorbereiten', dueDate: '2027-06-01' })
  await anna.post('/absences', { from: '2027-06-01', to: '2027-06-01', kind: 'training' })
  const seen = await calendar(guest, `from=2027-06-01&to=2027-06-01&user=me&user=${anna.by.id}`)
  expect(titles(seen)).toEqual(['appointment Übergabe'])
  expect(seen[0]?.userIds.toSorted()).toEqual([anna.by.id, guest.by.id].toSorted())
})

test('a visit is seen by who may read its customer and by whom it was given to', async () => {
  const { body: contact } = await anna.post('/contacts', {
    kind: 'company',
    companyName: 'Kunde AG',
    visibility: 'managers',
  })
  await insertVisit(contact.id, bert.by.id)
  const day = 'from=2027-07-06&to=2027-07-06&include=visit'
  expect(await calendar(bert, day)).toMatchObject([
    {
      title: 'Besuch Kunde AG',
      start: '2027-07-06T08:00',
      end: '2027-07-06T08:15',
      color: '#2f9d62',
      state: 'planned',
      can: [],
    },
  ])
  expect(await calendar(anna, `${day}&user=${bert.by.id}`)).toMatchObject([{ can: ['change'] }])
  const stranger = await app.person('user', 'Stefan')
  expect(await calendar(stranger, `${day}&user=${bert.by.id}`)).toEqual([])
})

test('only what is asked for comes, and no longer than 400 days', async () => {
  expect(new Set((await calendar(anna, `${march}&include=holiday`)).map(({ kind }) => kind))).toEqual(
    new Set(['holiday']),
  )
  expect((await anna.get('/calendar?from=2027-01-01&to=2029-01-01')).status).toBe(422)
  expect((await app.anonymous.get(`/calendar?${march}`)).status).toBe(401)
})

async function insertVisit(contactId: string, assigneeId: string) {
  const [plan, chain] = [randomUUID(), randomUUID()]
  await sql`insert into visit_plan (id, name, color, assignee_id, assignee_rule, rhythm, visit_count, refill, start_date,
      first, sample, holidays, workdays, catch_up)
    values (${plan}, 'Kundendienst', '#2f9d62', ${assigneeId}, 'fixed', '{}', 0, 'whenEmpty', '2027-07-06', 'start', '{}',
      '{}', '{1,2,3,4,5}', 'skip')`.execute(app.house.db)
  await sql`insert into visit_chain (id, plan_id, contact_id, anchor) values (${chain}, ${plan}, ${contactId}, '2027-07-06')`.execute(
    app.house.db,
  )
  await sql`insert into visit (id, plan_id, chain_id, no, contact_id, assignee_id, state, nominal_date, due_from, due_to,
      date, start_time, duration_minutes, time_zone, starts_at, ends_at, title)
    values (${randomUUID()}, ${plan}, ${chain}, 1, ${contactId}, ${assigneeId}, 'planned', '2027-07-06', '2027-07-06',
      '2027-07-06', '2027-07-06', '08:00', 15, 'Europe/Berlin', '2027-07-06T06:00Z', '2027-07-06T06:15Z', 'Besuch Kunde AG')`.execute(
    app.house.db,
  )
}

test('an event stands with whoever answers for it or is on its list, by a group as well', async () => {
  const team = (await app.admin.post('/groups', { name: 'Messe', members: [bert.by.id] })).body
  const seminar = {
    title: 'Seminar',
    start: '2027-06-01T09:00',
    end: '2027-06-01T17:00',
    timeZone: 'Europe/Berlin',
    place: 'Köln',
  }
  const { body: event } = await anna.post('/events', seminar)
  const june = 'from=2027-06-01&to=2027-06-01&include=event'
  const [own] = await calendar(anna, june)
  expect(own).toMatchObject({ id: event.id, title: 'Seminar', place: 'Köln', state: 'open', busy: 'busy' })
  expect(own).toMatchObject({ startsAt: '2027-06-01T07:00:00Z', userIds: [anna.by.id], can: [] })
  expect(await calendar(bert, june)).toEqual([])
  await anna.patch(`/events/${event.id}`, { visibility: 'managers', access: [team.id], closed: true })
  const both = await calendar(anna, `${june}&user=me&user=${bert.by.id}`)
  expect(both).toMatchObject([{ state: 'closed', userId: anna.by.id }])
  expect(both[0]?.userIds.toSorted()).toEqual([anna.by.id, bert.by.id].toSorted())
  expect(titles(await calendar(bert, june))).toEqual(['event Seminar'])
  expect(await calendar(guest, `${june}&user=${anna.by.id}`)).toEqual([])
  const charlie = await app.person('user', 'Charlie')
  expect(await calendar(charlie, `${june}&user=${anna.by.id}`)).toEqual([])
  await anna.remove(`/events/${event.id}`)
  expect(await calendar(anna, june)).toEqual([])
})

test('an event of whole days stands on each of them, and one without a day nowhere', async () => {
  await anna.post('/events', { title: 'Irgendwann' })
  await anna.post('/events', { title: 'Messe', allDay: true, start: '2027-07-01', end: '2027-07-04' })
  const on = (day: string) => calendar(anna, `from=${day}&to=${day}&include=event`)
  expect(titles(await on('2027-07-03'))).toEqual(['event Messe'])
  expect(await on('2027-07-03')).toMatchObject([{ start: '2027-07-01', end: '2027-07-04', busy: 'free' }])
  expect([await on('2027-06-30'), await on('2027-07-04')]).toEqual([[], []])
})
