import { randomUUIDv7 } from 'node:crypto'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json } from '#platform/database.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'

let app: TestApp
let anna: Person
let ben: Person
beforeAll(async () => {
  app = await startApp({ KONTOR_PUBLIC_URL: 'https://crm.example' })
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
})
afterAll(() => app.close())

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const SOON = dayFromNow(10)
const TALK = { title: 'Gespräch', start: `${SOON}T10:00`, end: `${SOON}T11:00`, timeZone: 'Europe/Berlin' }

const subscribe = async (who: Person, input: object = {}) => {
  const { status, body } = await who.post('/calendars', input)
  expect(status).toBe(201)
  return body
}
const fetched = (url: string, headers = {}) =>
  app.server.inject({ method: 'GET', url: url.replace('https://crm.example', ''), headers })
const read = async (url: string) => parse((await fetched(url)).body)
const parse = (text: string) => {
  expect(text).not.toMatch(/ATTENDEE|ORGANIZER/)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  return new ICAL.Component(ICAL.parse(text))
}
const events = (calendar: ICAL.Component) =>
  calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
const summaries = (calendar: ICAL.Component) => events(calendar).map((one) => one.summary)
const enter = async (who: Person, input: object = {}) =>
  (await who.post('/appointments', { ...TALK, ...input })).body

describe('an address to subscribe to', () => {
  test('is shown once, listed without its secret, and taken back', async () => {
    const made = await subscribe(anna, { name: 'Telefon', include: ['tasks', 'visits'] })
    expect(made).toMatchObject({ name: 'Telefon', include: ['visits', 'tasks'], lastUsedAt: null })
    expect(made.url).toMatch(/^https:\/\/crm\.example\/calendars\/[\w-]{40,}\.ics$/)
    const { items } = (await anna.get('/calendars')).body
    expect(items).toHaveLength(1)
    expect(JSON.stringify(items)).not.toContain(made.url.slice(-20))
    expect((await ben.get('/calendars')).body.items).toEqual([])
    expect((await ben.remove(`/calendars/${made.id}`)).status).toBe(404)
    expect((await fetched(made.url)).statusCode).toBe(200)
    expect((await anna.get('/calendars')).body.items[0].lastUsedAt).not.toBeNull()
    expect((await anna.remove(`/calendars/${made.id}`)).status).toBe(204)
    expect((await fetched(made.url)).statusCode).toBe(404)
  })

  test('is the same below the API', async () => {
    const { url } = await subscribe(anna)
    const reply = await app.anonymous.get(url.replace('https://crm.example', ''))
    expect(reply.status).toBe(200)
    expect(reply.body).toBe((await fetched(url)).body)
  })

  test('finds nothing any more when its owner is deactivated', async () => {
    const gone = await app.person('user', 'Geht Bald')
    const { url } = await subscribe(gone)
    expect((await fetched(url)).statusCode).toBe(200)
    await app.admin.patch(`/users/${gone.by.id}`, { active: false })
    expect((await fetched(url)).statusCode).toBe(404)
  })

  test('is not guessed: who tries often is slowed down, who knows theirs is not', async () => {
    const { url } = await subscribe(anna)
    const codes = []
    for (let n = 0; n < 12; n++) codes.push((await fetched(`/calendars/guess${n}.ics`)).statusCode)
    expect(codes).toContain(429)
    expect((await fetched(url)).statusCode).toBe(200)
    await app.house.db.deleteFrom('attempt').execute()
  })

  test('says when nothing has changed', async () => {
    const { url } = await subscribe(ben)
    const first = await fetched(url)
    const { etag = '', 'last-modified': day = '' } = first.headers as Record<string, string>
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect((await fetched(url, { 'if-none-match': etag })).statusCode).toBe(304)
    expect((await fetched(url, { 'if-modified-since': day })).statusCode).toBe(304)
    await app.house.db.updateTable('calendarFeed').set({ changedAt: '2020-01-01T00:00:00Z' }).execute()
    const { id } = await enter(ben)
    expect((await fetched(url, { 'if-none-match': etag })).statusCode).toBe(200)
    expect((await fetched(url, { 'if-modified-since': 'Wed, 01 Jan 2020 00:00:00 GMT' })).statusCode).toBe(
      200,
    )
    await ben.remove(`/appointments/${id}`)
  })
})

describe('an appointment', () => {
  test('has its wall clock, its zone and a UID that stays; the sequence counts', async () => {
    const { id } = await enter(anna, {
      description: 'Über alles; und mehr,\nviel mehr',
      place: 'Köln',
      category: 'Vertrieb',
    })
    const { url } = await subscribe(anna, { include: ['appointments'] })
    const calendar = await read(url)
    const [event] = events(calendar)
    expect(calendar.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Europe/Berlin')
    expect(event?.startDate.toString()).toBe(`${SOON}T10:00:00`)
    expect(event?.startDate.zone?.tzid).toBe('Europe/Berlin')
    expect(event).toMatchObject({ summary: 'Gespräch', location: 'Köln', sequence: 0 })
    expect(event?.description).toContain('Über alles; und mehr,\nviel mehr')
    expect(event?.description).toContain(`https://crm.example/open/appointment/${id}`)
    await anna.patch(`/appointments/${id}`, { start: `${SOON}T12:00`, end: `${SOON}T13:00` })
    const [moved] = events(await read(url))
    expect(moved).toMatchObject({ uid: event?.uid, sequence: 1 })
    await anna.remove(`/appointments/${id}`)
    expect(events(await read(url))).toEqual([])
  })

  test('that repeats comes as its rule, with what is left out and what is another', async () => {
    const { id } = await enter(anna, {
      start: '2027-03-02T10:00',
      end: '2027-03-02T11:00',
      rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6',
    })
    await anna.remove(`/appointments/${id}?occurrence=2027-03-09T10:00&scope=this`)
    await anna.patch(`/appointments/${id}`, {
      occurrence: '2027-03-16T10:00',
      scope: 'this',
      start: '2027-03-17T15:00',
      end: '2027-03-17T16:00',
      title: 'Verlegt',
    })
    const { body } = await anna.get(`/appointments/${id}.ics`)
    const calendar = parse(body)
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? undefined)
    ICAL.TimezoneService.register(zone)
    const [master, ...others] = events(calendar)
    expect(others).toHaveLength(1)
    others.forEach((one) => master?.relateException(one))
    const walk = master?.iterator()
    const found: string[] = []
    for (let next = walk?.next(); next; next = walk?.next()) {
      const { startDate, item } = master?.getOccurrenceDetails(next) ?? {}
      found.push(`${startDate?.toJSDate().toISOString()} ${item?.summary}`)
    }
    ICAL.TimezoneService.reset()
    expect(found.sort()).toEqual([
      '2027-03-02T09:00:00.000Z Gespräch',
      '2027-03-17T14:00:00.000Z Verlegt',
      '2027-03-23T09:00:00.000Z Gespräch',
      '2027-03-30T08:00:00.000Z Gespräch',
      '2027-04-06T08:00:00.000Z Gespräch',
    ])
    await anna.remove(`/appointments/${id}`)
  })

  test('of whole days comes as days', async () => {
    const { id } = await enter(anna, { start: SOON, end: dayFromNow(12), busy: 'free', private: true })
    const { body, headers } = await anna.get(`/appointments/${id}.ics`)
    const [event] = events(parse(body))
    expect(event?.startDate).toMatchObject({ isDate: true })
    expect(event?.endDate.toString()).toBe(dayFromNow(12))
    expect(body).toContain('TRANSP:TRANSPARENT')
    expect(body).toContain('CLASS:PRIVATE')
    expect(headers['content-disposition']).toContain(encodeURIComponent('Gespräch.ics'))
    expect((await ben.get(`/appointments/${id}.ics`)).status).toBe(404)
    await anna.remove(`/appointments/${id}`)
  })

  test('stands in the calendar of whoever was asked until they decline', async () => {
    const { id } = await enter(anna, { attendees: [{ userId: ben.by.id }] })
    const { url } = await subscribe(ben, { include: ['appointments'] })
    const calendar = await read(url)
    expect(events(calendar)[0]?.description).toContain('Teilnehmende: Anna Amsel, Ben Birke')
    await ben.post(`/appointments/${id}/respond`, { response: 'declined' })
    expect(events(await read(url))).toEqual([])
    await anna.remove(`/appointments/${id}`)
  })

  test('in a zone that only offsets name comes as an instant', async () => {
    const { id } = await enter(anna, {
      start: '2027-07-01T10:00',
      end: '2027-07-01T11:00',
      timeZone: '+02:00',
    })
    expect((await anna.get(`/appointments/${id}.ics`)).body).toContain('DTSTART:20270701T080000Z')
    await anna.remove(`/appointments/${id}`)
  })
})

describe('a visit', () => {
  const customer = async (input: object = {}) => {
    const details = [
      {
        kind: 'address',
        category: 'work',
        value: { street: 'Domplatz', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' },
      },
      { kind: 'phone', category: 'work', value: '+49 221 123456' },
    ]
    const contact = { kind: 'company', companyName: 'Müller GmbH', visibility: 'read', details, ...input }
    const { status, body } = await app.admin.post('/contacts', contact)
    expect(status).toBe(201)
    return body
  }
  const enterVisit = async (contactId: string, visit: object = {}) => {
    const { db } = app.house
    const [planId, chainId, id] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
    const days = { nominalDate: SOON, dueFrom: SOON, dueTo: SOON, date: SOON }
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('visitPlan')
        .values({
          id: planId,
          name: 'A-Kunden',
          color: null,
          category: null,
          assigneeId: anna.by.id,
          assigneeRule: 'fixed',
          filter: null,
          contactIds: [],
          rhythm: json({ every: 1, unit: 'month' }) as never,
          visitCount: 0,
          refill: 'whenEmpty',
          startDate: SOON,
          endDate: null,
          first: 'start',
          sample: json({ title: 'Besuch' }) as never,
          holidays: json({ country: 'DE' }) as never,
          workdays: [1, 2, 3, 4, 5],
          capacityPerDay: null,
          toleranceDays: null,
          minimumGapDays: null,
          catchUp: 'skip',
          createdBy: null,
          updatedBy: null,
        } as never)
        .execute()
      await tx
        .insertInto('visitChain')
        .values({ id: chainId, planId, contactId, assigneeId: null, anchor: SOON, lastDone: null })
        .execute()
      await tx
        .insertInto('visit')
        .values({
          id,
          planId,
          chainId,
          no: 1,
          contactId,
          assigneeId: anna.by.id,
          state: 'planned',
          ...days,
          startTime: '08:00',
          durationMinutes: 15,
          timeZone: 'Europe/Berlin',
          startsAt: `${SOON}T07:00:00Z`,
          endsAt: `${SOON}T07:15:00Z`,
          title: 'Besuch',
          description: '',
          category: null,
          place: '',
          bring: 'Muster',
          createdBy: null,
          updatedBy: null,
          ...visit,
        } as never)
        .execute()
    })
    return id
  }
  const summariesOf = async () => summaries(await read((await subscribe(anna, { include: ['visits'] })).url))

  test('has the address and the telephone of its customer, and its state', async () => {
    const contact = await customer()
    const id = await enterVisit(contact.id)
    const { body } = await anna.get(`/visits/${id}.ics`)
    const [event] = events(parse(body))
    expect(event).toMatchObject({
      summary: 'Besuch – Müller GmbH',
      location: 'Domplatz 1, 50667 Köln',
      uid: `${id}@kontor`,
    })
    expect(event?.description).toMatch(
      /\+49 221 123456[^]*Mitbringen: Muster[^]*https:\/\/crm\.example\/open\/visit\//,
    )
    expect(event?.component.getFirstPropertyValue('categories')).toBe('Besuch – geplant')
    expect(await summariesOf()).toEqual(['Besuch – Müller GmbH'])
    await app.house.db.updateTable('visit').set({ state: 'cancelled' }).where('id', '=', id).execute()
    expect(await summariesOf()).toEqual([])
    expect((await anna.get(`/visits/${id}.ics`)).status).toBe(404)
  })

  test('without a time takes the day and nobody’s time; a proposal is none', async () => {
    const contact = await customer()
    const id = await enterVisit(contact.id, { startTime: null })
    const { body } = await anna.get(`/visits/${id}.ics`)
    expect(body).toContain(`DTSTART;VALUE=DATE:${SOON.replaceAll('-', '')}`)
    expect(body).toContain('TRANSP:TRANSPARENT')
    await app.house.db.updateTable('visit').set({ state: 'proposed' }).where('id', '=', id).execute()
    expect(await summariesOf()).toEqual([])
  })

  test('disappears when its customer is not theirs to see any more', async () => {
    const contact = await customer({ companyName: 'Geheim AG' })
    await enterVisit(contact.id)
    expect(await summariesOf()).toEqual(['Besuch – Geheim AG'])
    await app.admin.patch(`/contacts/${contact.id}`, { visibility: 'managers' })
    expect(await summariesOf()).toEqual([])
  })
})

test('a task comes as an event, as a to-do, or as both', async () => {
  const categories = (await anna.get('/task-categories')).body
  const categoryId = (categories.items ?? categories)[0].id
  const task = {
    id: randomUUIDv7(),
    title: 'Anrufen',
    categoryId,
    assigneeId: anna.by.id,
    dueDay: SOON,
    dueTime: '14:00',
    timeZone: 'Europe/Berlin',
    description: '',
    dueAt: `${SOON}T13:00:00Z`,
    priority: 'high',
    status: 'open',
    checklist: json([]),
    recurrence: null,
    search: '',
    sortKey: '',
  }
  await app.house.db
    .insertInto('task')
    .values(task as never)
    .execute()
  const of = async (include: string[]) => read((await subscribe(anna, { include })).url)
  const [event] = events(await of(['tasks']))
  expect(event).toMatchObject({ summary: 'Anrufen' })
  expect(event?.startDate.toString()).toBe(`${SOON}T14:00:00`)
  const todos = (await of(['todos'])).getAllSubcomponents('vtodo')
  expect(todos.map((one) => one.getFirstPropertyValue('summary'))).toEqual(['Anrufen'])
  const both = await of(['todos', 'tasks'])
  expect([both.getAllSubcomponents('vtodo').length, events(both).length]).toEqual([1, 1])
  await app.house.db.updateTable('task').set({ status: 'closed', closedAt: SOON }).execute()
  expect(events(await of(['tasks', 'todos']))).toEqual([])
})

test('an event comes to whoever holds it or is on its list, and is a file of its own', async () => {
  const seminar = { title: 'Seminar', start: `${SOON}T09:00`, end: `${SOON}T17:00`, place: 'Köln, Saal 3' }
  const { id } = (await anna.post('/events', { ...seminar, timeZone: 'Europe/Berlin' })).body
  const of = async (who: Person) => read((await subscribe(who, { include: ['events'] })).url)
  const [event] = events(await of(anna))
  expect(event).toMatchObject({ summary: 'Seminar', location: 'Köln, Saal 3', uid: `${id}@kontor` })
  expect(event?.startDate.toString()).toBe(`${SOON}T09:00:00`)
  expect(event?.description).toMatch(/Verantwortlich: Anna Amsel\nhttps:\/\/crm\.example\/open\/event\//)
  expect(events(await of(ben))).toEqual([])
  await anna.patch(`/events/${id}`, { visibility: 'managers', access: [ben.by.id] })
  expect(summaries(await of(ben))).toEqual(['Seminar'])
  const { body, headers } = await ben.get(`/events/${id}.ics`)
  expect(summaries(parse(body))).toEqual(['Seminar'])
  expect(headers['content-disposition']).toContain('Seminar.ics')
  expect((await app.admin.get(`/events/${id}.ics`)).status).toBe(200)
  await anna.patch(`/events/${id}`, { start: null, end: null })
  expect((await anna.get(`/events/${id}.ics`)).status).toBe(404)
  expect(events(await of(anna))).toEqual([])
})
