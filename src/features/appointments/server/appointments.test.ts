import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import { handOverAppointments } from './hand-over-appointments.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let anna: Person
let ben: Person
let guest: Person
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
  guest = await app.person('guest', 'Gast Gerd')
})
afterAll(() => app.close())

const TALK = {
  title: 'Gespräch',
  start: '2027-03-02T10:00',
  end: '2027-03-02T11:00',
  timeZone: 'Europe/Berlin',
}
const enter = async (who: Person, input: object = {}) => {
  const { status, body } = await who.post('/appointments', { ...TALK, ...input })
  expect(body).toMatchObject({ id: expect.any(String) })
  expect(status).toBe(201)
  return body
}
const calendar = async (who: Person, query: string) => {
  const { status, body } = await who.get(`/appointments?${query}`)
  expect(body).toMatchObject({ items: expect.any(Array) })
  expect(status).toBe(200)
  return body.items
}
const contactOf = async (who: Person, input: object = {}) =>
  (await who.post('/contacts', { kind: 'person', lastName: 'Kunde', ...input })).body

describe('one appointment', () => {
  test('stands at its wall clock, and at the instant that is in its zone', async () => {
    const made = await enter(anna)
    expect(made).toMatchObject({
      startsAt: '2027-03-02T09:00:00Z',
      endsAt: '2027-03-02T10:00:00Z',
      kind: 'appointment',
    })
    const [found] = await calendar(anna, 'from=2027-03-02&to=2027-03-02')
    expect(found).toMatchObject({
      id: made.id,
      start: '2027-03-02T10:00',
      userIds: [anna.by.id],
      occurrence: null,
    })
    expect(await calendar(anna, 'from=2027-03-03&to=2027-03-03')).toEqual([])
  })

  test('takes the zone of the firm when none is said', async () => {
    const { status, body } = await anna.post('/appointments', {
      title: 'X',
      start: '2027-07-01T10:00',
      end: '2027-07-01T11:00',
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ timeZone: 'Europe/Berlin', startsAt: '2027-07-01T08:00:00Z' })
  })

  test('takes whole days when only days are said; the last is not part of it', async () => {
    const made = await enter(anna, { start: '2027-05-03', end: '2027-05-05' })
    expect(made).toMatchObject({
      allDay: true,
      start: '2027-05-03',
      end: '2027-05-05',
      startsAt: '2027-05-02T22:00:00Z',
    })
    expect(await calendar(anna, 'from=2027-05-04&to=2027-05-04')).toHaveLength(1)
    expect(await calendar(anna, 'from=2027-05-05&to=2027-05-05')).toEqual([])
  })

  test.each([
    [{ end: '2027-03-02T09:00' }, 'end'],
    [{ start: '2027-02-30T10:00' }, 'start'],
    [{ start: 'tomorrow' }, 'start'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ title: ' ' }, 'title'],
    [{ allDay: true, end: '2027-03-02T11:00' }, 'end'],
    [{ rrule: 'FREQ=HOURLY' }, 'rrule'],
    [{ rrule: 'FREQ=WEEKLY;BYDAY=XX' }, 'rrule'],
    [{ rrule: 'FREQ=WEEKLY;BYHOUR=8' }, 'rrule'],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rrule'],
    [{ rrule: 'FREQ=DAILY;COUNT=2;UNTIL=20280101' }, 'rrule'],
    [{ rrule: 'FREQ=DAILY;COUNT=0' }, 'rrule'],
    [{ rrule: 'nonsense' }, 'rrule'],
    [{ contactId: '00000000-0000-4000-8000-000000000000' }, 'contactId'],
    [{ attendees: [{ userId: '00000000-0000-4000-8000-000000000000' }] }, 'attendees'],
    [{ organizerId: '00000000-0000-4000-8000-000000000000' }, 'organizerId'],
  ])('is refused with %j', async (wrong, path) => {
    const { status, body } = await anna.post('/appointments', { ...TALK, ...wrong })
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe(path)
  })

  test('is changed by a merge patch; the sequence counts when it moves', async () => {
    const made = await enter(anna)
    const renamed = await anna.patch(`/appointments/${made.id}`, { title: 'Neu' }, { 'if-match': '"1"' })
    expect(renamed.body).toMatchObject({ title: 'Neu', sequence: 0, version: 2 })
    const moved = await anna.patch(`/appointments/${made.id}`, {
      start: '2027-03-09T08:00',
      end: '2027-03-09T08:30',
    })
    expect(moved.body).toMatchObject({ startsAt: '2027-03-09T07:00:00Z', sequence: 1, version: 3 })
    expect(
      (await anna.patch(`/appointments/${made.id}`, { title: 'Alt' }, { 'if-match': '"1"' })).status,
    ).toBe(412)
  })

  test('goes to the bin, comes back, and is erased by administrators only', async () => {
    const { id } = await enter(anna, { start: '2027-09-01T10:00', end: '2027-09-01T11:00' })
    expect((await anna.remove(`/appointments/${id}`)).status).toBe(204)
    expect((await anna.get(`/appointments/${id}`)).status).toBe(404)
    expect((await anna.get('/bin')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'appointment', id }),
    )
    expect((await ben.get('/bin')).body.items.map((one: { id: string }) => one.id)).not.toContain(id)
    expect((await anna.post(`/appointments/${id}/restore`, {})).status).toBe(200)
    expect((await anna.remove(`/appointments/${id}?permanent=true`)).status).toBe(403)
    expect((await app.admin.remove(`/appointments/${id}?permanent=true`)).status).toBe(204)
    expect((await app.admin.get(`/appointments/${id}`)).status).toBe(404)
  })

  test('is copied to another time', async () => {
    const { id } = await enter(anna, { place: 'Köln', attendees: [{ userId: ben.by.id }] })
    const { status, body } = await anna.post(`/appointments/${id}/copy`, { start: '2027-04-06T10:00' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      start: '2027-04-06T10:00',
      end: '2027-04-06T11:00',
      place: 'Köln',
      kind: 'meeting',
    })
    expect(body.id).not.toBe(id)
  })
})

describe('who sees what', () => {
  const DAY = 'from=2027-06-01&to=2027-06-01'
  const HERE = { start: '2027-06-01T10:00', end: '2027-06-01T11:00' }
  const seen = async (who: Person) => (await calendar(who, `${DAY}&user=${anna.by.id}`)).at(-1)

  test('colleagues see it and do not change it; the organizer and administrators do', async () => {
    const { id } = await enter(anna, HERE)
    expect(await seen(ben)).toMatchObject({ id, title: 'Gespräch', hidden: false, can: [] })
    expect((await ben.patch(`/appointments/${id}`, { title: 'X' })).status).toBe(403)
    expect((await ben.remove(`/appointments/${id}`)).status).toBe(403)
    expect((await app.admin.patch(`/appointments/${id}`, { title: 'X' })).status).toBe(200)
    await anna.remove(`/appointments/${id}`)
  })

  test('of a private one they see only whose time is taken', async () => {
    const { id } = await enter(anna, { ...HERE, private: true, place: 'Geheim', description: 'Geheim' })
    const found = await seen(ben)
    expect(found).toMatchObject({ id, hidden: true, title: '', busy: 'busy', userIds: [anna.by.id], can: [] })
    expect(JSON.stringify(found)).not.toMatch(/Geheim|Gespräch/)
    expect(await seen(app.admin)).toMatchObject({ hidden: false })
    expect((await ben.get(`/appointments/${id}`)).body).toMatchObject({ hidden: true, title: '' })
    await anna.remove(`/appointments/${id}`)
  })

  test('what has to do with a contact they may not see is hidden like a private one', async () => {
    const contact = await contactOf(anna, { visibility: 'managers', managers: [anna.by.id] })
    const { id } = await enter(anna, { ...HERE, contactId: contact.id })
    expect(await seen(anna)).toMatchObject({ contact: { id: contact.id }, hidden: false })
    expect(await seen(ben)).toMatchObject({ hidden: true, contact: null, contactId: null })
    expect((await ben.post('/appointments', { ...TALK, contactId: contact.id })).status).toBe(422)
    expect((await ben.get(`/appointments?contact=${contact.id}`)).status).toBe(404)
    await anna.remove(`/appointments/${id}`)
  })

  test('somebody invited sees it whole, but not the contact that is not theirs', async () => {
    const contact = await contactOf(anna, { visibility: 'managers', managers: [anna.by.id] })
    const { id } = await enter(anna, {
      ...HERE,
      contactId: contact.id,
      attendees: [{ userId: ben.by.id }, { contactId: contact.id }],
    })
    const found = await seen(ben)
    expect(found).toMatchObject({ hidden: false, title: 'Gespräch', contact: null, can: ['respond'] })
    expect(found.attendees.map((one: { name: string }) => one.name)).toEqual(['Anna Amsel', 'Ben Birke'])
    await anna.remove(`/appointments/${id}`)
  })

  test('guests find only what they are asked to, and answer', async () => {
    const own = await enter(anna, { ...HERE, attendees: [{ userId: guest.by.id }] })
    const other = await enter(anna, HERE)
    expect((await calendar(guest, `${DAY}&user=${anna.by.id}`)).map((one: { id: string }) => one.id)).toEqual(
      [own.id],
    )
    expect((await guest.get(`/appointments/${other.id}`)).status).toBe(404)
    expect((await guest.post(`/appointments/${own.id}/respond`, { response: 'accepted' })).status).toBe(200)
    expect((await guest.post('/appointments', TALK)).status).toBe(403)
    for (const { id } of [own, other]) await anna.remove(`/appointments/${id}`)
  })
})

describe('a meeting', () => {
  const HERE = { start: '2027-06-08T10:00', end: '2027-06-08T11:00' }

  test('stands in the calendars of all, once when both are asked for', async () => {
    const { id, kind } = await enter(anna, { ...HERE, attendees: [{ userId: ben.by.id }] })
    expect(kind).toBe('meeting')
    const [both, ...more] = await calendar(
      app.admin,
      `from=2027-06-08&to=2027-06-08&user=${anna.by.id}&user=${ben.by.id}`,
    )
    expect(more).toEqual([])
    expect(new Set(both.userIds)).toEqual(new Set([anna.by.id, ben.by.id]))
    await anna.remove(`/appointments/${id}`)
  })

  test('tells who is asked, tells the organizer the answer, and asks anew after it moved', async () => {
    const { id } = await enter(anna, { ...HERE, attendees: [{ userId: ben.by.id }] })
    const about = async (who: Person) =>
      (await who.get('/notifications')).body.items.filter(
        (one: { record: { id: string } }) => one.record.id === id,
      )
    expect(await about(ben)).toMatchObject([{ kind: 'appointment', by: { id: anna.by.id } }])
    const { body } = await ben.post(`/appointments/${id}/respond`, { response: 'declined' })
    expect(body.attendees).toMatchObject([
      { userId: anna.by.id, response: 'accepted' },
      { response: 'declined' },
    ])
    expect(await about(anna)).toMatchObject([{ kind: 'appointment', by: { id: ben.by.id } }])
    const moved = await anna.patch(`/appointments/${id}`, {
      start: '2027-06-08T12:00',
      end: '2027-06-08T13:00',
    })
    expect(moved.body.attendees[1]).toMatchObject({ userId: ben.by.id, response: 'open' })
    expect(await about(ben)).toHaveLength(2)
    expect((await app.admin.get('/mails')).body.items).toEqual([])
    expect((await app.admin.post(`/appointments/${id}/respond`, { response: 'accepted' })).status).toBe(403)
  })

  test('is found in the timeline of the contact it is about and of those who take part', async () => {
    const [linked, asked] = [
      await contactOf(anna, { visibility: 'read' }),
      await contactOf(anna, { lastName: 'Gast', visibility: 'read' }),
    ]
    const { id } = await enter(anna, { ...HERE, contactId: linked.id, attendees: [{ contactId: asked.id }] })
    for (const contact of [linked, asked]) {
      const found = await calendar(ben, `contact=${contact.id}&from=2027-01-01&to=2027-12-31`)
      expect(found.map((one: { id: string }) => one.id)).toEqual([id])
    }
  })
})

describe('questions', () => {
  test.each([
    'from=2027-01-01&to=2028-06-01',
    'from=2027-02-01&to=2027-01-01',
    'from=x',
    'user=nobody',
    'from=2027-02-30',
  ])('%s is refused', async (query) => expect((await anna.get(`/appointments?${query}`)).status).toBe(422))

  test('instants are as good as days', async () => {
    const { id } = await enter(anna, { start: '2027-08-02T10:00', end: '2027-08-02T11:00' })
    const ids = async (query: string) => (await calendar(anna, query)).map((one: { id: string }) => one.id)
    expect(await ids('from=2027-08-02T08:59:00Z&to=2027-08-02T20:00:00Z')).toEqual([id])
    expect(await ids('from=2027-08-02T09:00:00Z&to=2027-08-02T20:00:00Z')).toEqual([])
    expect(await ids(`from=2027-08-02T00:00:00%2B02:00&to=2027-08-02T08:00:01Z&user=me`)).toEqual([id])
  })
})

test('what a leaver organizes and is not over goes to their successor; what is over stays', async () => {
  const leaver = await app.person('user', 'Lena Leicht')
  const past = await enter(leaver, { start: '2020-03-02T10:00', end: '2020-03-02T11:00' })
  const begun = await enter(leaver, {
    start: '2020-03-03T10:00',
    end: '2020-03-03T11:00',
    rrule: 'FREQ=WEEKLY',
  })
  const future = await enter(leaver, {
    start: '2099-03-02T10:00',
    end: '2099-03-02T11:00',
    attendees: [{ userId: ben.by.id }],
  })
  const count = await app.house.db
    .transaction()
    .execute((tx) => handOverAppointments(tx, app.admin.by, { from: leaver.by.id, to: ben.by.id }))
  expect(count).toBe(2)
  const organizerOf = async ({ id }: { id: string }) =>
    (await app.admin.get(`/appointments/${id}`)).body.organizerId
  expect([await organizerOf(past), await organizerOf(begun), await organizerOf(future)]).toEqual([
    leaver.by.id,
    ben.by.id,
    ben.by.id,
  ])
  const { attendees } = (await ben.get(`/appointments/${future.id}`)).body
  expect(attendees).toEqual([{ userId: ben.by.id, contactId: null, name: 'Ben Birke', response: 'accepted' }])
})

test('when two contacts become one, their appointments are those of the one, and come back', async () => {
  const [keep, go] = [
    await contactOf(anna, { lastName: 'Bleibt' }),
    await contactOf(anna, { lastName: 'Geht' }),
  ]
  const linked = await enter(anna, {
    contactId: go.id,
    attendees: [{ contactId: go.id }, { contactId: keep.id }],
  })
  const other = await enter(anna, { attendees: [{ contactId: go.id }] })
  const { body: merged, status } = await anna.post(`/contacts/${keep.id}/merge`, { otherId: go.id })
  expect(status).toBeLessThan(300)
  const of = async (id: string) => (await anna.get(`/appointments/${id}`)).body
  expect(await of(linked.id)).toMatchObject({ contactId: keep.id })
  expect((await of(other.id)).attendees[1]).toMatchObject({ contactId: keep.id })
  expect((await anna.post(`/merges/${merged.mergeId}/undo`)).status).toBeLessThan(300)
  expect(await of(linked.id)).toMatchObject({ contactId: go.id })
  expect((await of(other.id)).attendees[1]).toMatchObject({ contactId: go.id })
})

test('the search over everything finds what one may see', async () => {
  const own = await enter(anna, {
    title: 'Xylophonprobe',
    start: '2027-10-01T10:00',
    end: '2027-10-01T11:00',
  })
  const secret = await enter(anna, { title: 'Xylophonkauf', private: true })
  const found = async (who: Person) =>
    (await who.get('/search?q=Xylophon')).body.items.map((one: { id: string }) => one.id)
  expect(new Set(await found(anna))).toEqual(new Set([own.id, secret.id]))
  expect(await found(ben)).toEqual([own.id])
  expect(await found(guest)).toEqual([])
})
