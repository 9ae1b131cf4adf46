import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { remindAll } from '#features/notifications/server/remind.ts'
import { reminderKinds } from '../../../app/catalogue.ts'
import { form } from '../../../../test/form.ts'
import { app, guest, inviteTwoUsers, mine, other } from '../../../../test/two-users.ts'
import { instantsOf, todayIn } from './visit-time.ts'

inviteTwoUsers()

const today = dayNumber(todayIn('Europe/Berlin'))
/** The next Monday, so that weekends and the day of the test play no part. */
const monday = today + 8 - weekdayOf(today)
let number = 0

const customer = async (input: object = {}) => {
  const company = { kind: 'company', companyName: `Kunde ${++number}`, visibility: 'write', ...input }
  return (await mine.post('/contacts', company)).body
}
const plan = async (contactIds: string[], input: object = {}) => {
  const reply = await mine.post('/visit-plans', {
    name: `Plan ${++number}`,
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    count: 0,
    startDate: dayOf(monday),
    sample: { title: 'Besuch bei {company}', startTime: '08:00', durationMinutes: 15 },
    holidays: { country: 'DE', onHoliday: 'keep' },
    workdays: [1, 2, 3, 4, 5, 6, 7],
    contactIds,
    ...input,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const propose = async (id: string) => {
  const reply = await mine.post(`/visit-plans/${id}/propose`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const visitsOf = async (id: string, who = mine) => (await who.get(`/visits?plan=${id}&limit=200`)).body.items
/** A plan with one customer whose first visit is accepted. */
const lived = async (input: object = {}) => {
  const contact = await customer()
  const { id } = await plan([contact.id], input)
  const { items } = await propose(id)
  expect((await mine.post('/visits/accept', { ids: [items[0].id] })).body).toMatchObject({ changed: 1 })
  return { contact, planId: id, visit: (await mine.get(`/visits/${items[0].id}`)).body }
}

describe('the case people asked for', () => {
  test('a visit that is done brings the next one, which can be moved and given to a colleague', async () => {
    const { contact, planId, visit } = await lived()
    expect(visit).toMatchObject({
      state: 'planned',
      title: `Besuch bei ${contact.companyName}`,
      startTime: '08:00',
    })
    const { status, body } = await mine.post(`/visits/${visit.id}/done`, { report: 'Alles gut' })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.visit).toMatchObject({ state: 'done', report: 'Alles gut' })
    expect(body.next).toMatchObject({ state: 'planned', no: 2, startTime: '08:00', assigneeId: mine.by.id })
    const { body: moved } = await mine.patch(`/visits/${body.next.id}`, {
      date: dayOf(dayNumber(body.next.date) - 3),
      assigneeId: other.by.id,
    })
    expect(moved).toMatchObject({
      nominalDate: body.next.nominalDate,
      assigneeId: other.by.id,
      state: 'planned',
    })
    expect((await visitsOf(planId)).length).toBe(2)
    const { items } = (await mine.get(`/history?contact=${contact.id}&category=meeting`)).body
    expect(items.map((one: { text: string }) => one.text)).toEqual([`${visit.title}\nAlles gut`])
    expect((await other.get('/notifications')).body.items[0]).toMatchObject({ kind: 'visit' })
  })

  test('sent twice, from two devices or fifty times at once it is done once', async () => {
    const { planId, visit } = await lived()
    const replies = await Promise.all(Array.from({ length: 50 }, () => mine.post(`/visits/${visit.id}/done`)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await visitsOf(planId)).map((one: { state: string }) => one.state)).toEqual(['done', 'planned'])
  })

  test('photos of a "done" that came second are kept, at the entry of the visit and once', async () => {
    const { contact, visit } = await lived()
    await mine.post(`/visits/${visit.id}/done`)
    const { body, headers } = await form({ file: new File(['…'], 'ladentheke.jpg', { type: 'image/jpeg' }) })
    const files = [(await mine.post('/files', body, headers)).body.items[0].id]
    const again = () => mine.post(`/visits/${visit.id}/done`, { report: '', files })
    expect([(await again()).status, (await again()).status]).toEqual([200, 200])
    const entries = (await mine.get(`/history?contact=${contact.id}`)).body.items
    const names = entries.flatMap((entry: { files?: { name: string }[] }) =>
      entry.files?.map((one) => one.name),
    )
    expect(names.filter(Boolean)).toEqual(['ladentheke.jpg'])
  })

  test('done here and skipped there: one of them counts, and one visit follows', async () => {
    const { planId, visit } = await lived()
    const replies = await Promise.all([
      mine.post(`/visits/${visit.id}/done`),
      other.post(`/visits/${visit.id}/skip`),
    ])
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const states = (await visitsOf(planId)).map((one: { state: string }) => one.state)
    expect(states).toHaveLength(2)
    expect(states).toContain('planned')
  })

  test.each(['done first', 'moved first'])('moved and done in either order (%s)', async (order) => {
    const { planId, visit } = await lived()
    const done = () => mine.post(`/visits/${visit.id}/done`)
    const move = () => mine.patch(`/visits/${visit.id}`, { date: dayOf(monday - 1) })
    const [first, second] = order === 'done first' ? [done, move] : [move, done]
    const statuses = [(await first()).status, (await second()).status]
    expect(statuses).toEqual(order === 'done first' ? [200, 409] : [200, 200])
    expect((await visitsOf(planId)).filter((one: { state: string }) => one.state === 'planned')).toHaveLength(
      1,
    )
  })

  test('taken back, the visit is planned again and what followed is gone, unless somebody worked with it', async () => {
    const { planId, visit } = await lived()
    const first = (await mine.post(`/visits/${visit.id}/done`)).body
    const again = await mine.post(`/visits/${visit.id}/reopen`)
    expect(again.body, JSON.stringify(again.body)).toMatchObject({
      state: 'planned',
      nextId: null,
      doneOn: null,
    })
    expect(await visitsOf(planId)).toHaveLength(1)
    const second = (await mine.post(`/visits/${visit.id}/done`)).body
    expect(second.next.date).toBe(first.next.date)
    await mine.patch(`/visits/${second.next.id}`, { bring: 'Muster' })
    expect((await mine.post(`/visits/${visit.id}/reopen`)).body.code).toBe('visit.next_changed')
    expect((await mine.post(`/visits/${visit.id}/reopen`, { removeNext: true })).status).toBe(200)
  })
})

describe('moved from the 8th to the 5th, the next is counted from', () => {
  test.each([
    ['planned', -3],
    ['anchor', 0],
  ])('%s', async (from, days) => {
    const { visit } = await lived({ rhythm: { every: 4, unit: 'week', from } })
    await mine.patch(`/visits/${visit.id}`, { date: dayOf(monday - 3) })
    const { next } = (await mine.post(`/visits/${visit.id}/done`)).body
    expect(next.nominalDate).toBe(dayOf(monday + 28 + days))
  })
})

test('done six weeks late, the date between is recorded and the next one lies ahead', async () => {
  const { planId, visit } = await lived({ rhythm: { every: 4, unit: 'week' } })
  const past = dayOf(today - 42)
  await sql`update visit set date = ${past}, nominal_date = ${past} where id = ${visit.id}`.execute(
    app.house.db,
  )
  await sql`update visit_chain set anchor = ${past} where plan_id = ${planId}`.execute(app.house.db)
  const { next } = (await mine.post(`/visits/${visit.id}/done`)).body
  expect(next).toMatchObject({ no: 3, nominalDate: dayOf(today + 14) })
  const [, between] = await visitsOf(planId)
  expect(between).toMatchObject({
    no: 2,
    state: 'skipped',
    shift: { reason: 'past' },
    nominalDate: dayOf(today - 14),
  })
})

test('nobody there: another try keeps the date of the chain, without one the chain goes on', async () => {
  const { visit } = await lived()
  const { body } = await mine.post(`/visits/${visit.id}/no-show`, { retryOn: dayOf(monday + 2) })
  expect(body.next).toMatchObject({
    date: dayOf(monday + 2),
    nominalDate: visit.nominalDate,
    state: 'planned',
  })
  const again = (await mine.post(`/visits/${body.next.id}/no-show`)).body
  expect(again.next.nominalDate > visit.nominalDate).toBe(true)
})

test('whoever goes there is reminded of it, at another time when it moves, and not of what is done', async () => {
  const sample = { title: 'Besuch', startTime: '08:00', durationMinutes: 15, reminderMinutes: 60 }
  const { visit } = await lived({ sample })
  const remindedAt = async (id: string) => {
    const { rows } = await sql<{ at: string; userId: string }>`
      select at, user_id from reminder where record_kind = 'visit' and record_id = ${id}`.execute(
      app.house.db,
    )
    return rows.map(({ at, userId }) => [new Date(at).toISOString(), userId])
  }
  const before = (startTime: string) => {
    const { startsAt } = instantsOf({ ...visit, startTime })
    return new Date(Date.parse(startsAt) - 3_600_000).toISOString()
  }
  expect(await remindedAt(visit.id)).toEqual([[before('08:00'), mine.by.id]])
  await mine.patch(`/visits/${visit.id}`, { startTime: '10:00', assigneeId: other.by.id })
  expect(await remindedAt(visit.id)).toEqual([[before('10:00'), other.by.id]])
  const { next } = (await mine.post(`/visits/${visit.id}/done`)).body
  expect(await remindedAt(visit.id)).toEqual([])
  expect(await remindedAt(next.id)).toHaveLength(1)
})

test('what is due is told to whoever goes there', async () => {
  const sample = { title: 'Besuch', startTime: '08:00', durationMinutes: 15, reminderMinutes: 60 }
  const { visit } = await lived({ sample })
  await sql`update reminder set at = now() where record_id = ${visit.id}`.execute(app.house.db)
  await remindAll(reminderKinds).run(app.house as never)
  expect((await mine.get('/notifications')).body.items).toContainEqual(
    expect.objectContaining({
      kind: 'reminder',
      record: { kind: 'visit', id: visit.id, title: visit.title },
    }),
  )
})

test('cancelled with its chain, nothing follows', async () => {
  const { planId, visit } = await lived({ count: 3 })
  expect((await mine.post(`/visits/${visit.id}/cancel`, { chain: true })).body.state).toBe('cancelled')
  expect((await visitsOf(planId)).map((one: { state: string }) => one.state)).toEqual(
    Array(3).fill('cancelled'),
  )
  expect((await propose(planId)).total).toBe(0)
})

describe('rights', () => {
  test('a visit is seen with its contact or by whom it was given to, changed by who may read the contact', async () => {
    const contact = await customer({ visibility: 'managers', managers: [mine.by.id] })
    const { id } = await plan([contact.id])
    const [visit] = (await propose(id)).items
    expect((await other.get(`/visits/${visit.id}`)).status).toBe(404)
    expect((await mine.patch(`/visits/${visit.id}`, { assigneeId: other.by.id })).status).toBe(422)
    expect((await mine.patch(`/visits/${visit.id}`, { assigneeId: guest.by.id })).status).toBe(422)
    await sql`update visit set assignee_id = ${guest.by.id} where id = ${visit.id}`.execute(app.house.db)
    expect((await guest.get(`/visits/${visit.id}`)).body.can).toEqual([])
    expect((await guest.post(`/visits/${visit.id}/done`)).status).toBe(403)
    await sql`update visit set assignee_id = ${other.by.id} where id = ${visit.id}`.execute(app.house.db)
    expect((await other.get(`/visits/${visit.id}`)).status).toBe(200)
    expect((await other.post(`/visits/${visit.id}/skip`)).status).toBe(403)
    expect((await other.get(`/visit-plans/${id}`)).body).toMatchObject({
      can: [],
      counts: { customers: 0, proposed: 1 },
    })
    expect((await other.patch(`/visit-plans/${id}`, { name: 'Meins' })).status).toBe(403)
  })

  test('whoever may not see a customer is not planned there', async () => {
    const contact = await customer({ visibility: 'managers', managers: [mine.by.id] })
    const { id } = await plan([contact.id], { assigneeId: other.by.id })
    expect(await propose(id)).toMatchObject({
      items: [],
      unplaced: [{ contactId: contact.id, reason: 'noAccess' }],
    })
  })

  test('a stale change is refused', async () => {
    const { visit } = await lived()
    const stale = { 'if-match': `"${visit.version - 1}"` }
    expect((await mine.patch(`/visits/${visit.id}`, { bring: 'x' }, stale)).status).toBe(412)
  })
})
