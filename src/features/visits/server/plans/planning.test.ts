import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { jobDone } from '../../../../../test/jobs.ts'
import { app, inviteTwoUsers, mine, other } from '../../../../../test/two-users.ts'
import type { Visit } from '../../visit.ts'
import { keepVisits } from '../keep-visits.ts'
import { todayIn } from '../visit-time.ts'

inviteTwoUsers()

const today = dayNumber(todayIn('Europe/Berlin'))
const monday = today + 8 - weekdayOf(today)
let number = 0

const customer = async (input: object = {}) => {
  const company = { kind: 'company', companyName: `Kunde ${++number}`, visibility: 'write', ...input }
  return (await mine.post('/contacts', company)).body
}
const at = (postalCode: string, city = 'Ort') => ({
  details: [{ kind: 'address', value: { street: 'Weg', houseNumber: '1', postalCode, city } }],
})
const planOf = (input: object = {}) => ({
  name: `Plan ${++number}`,
  rhythm: { every: 1, unit: 'week' },
  count: 4,
  startDate: dayOf(monday),
  sample: { title: '{plan} {no}', startTime: '08:00', durationMinutes: 15 },
  holidays: { country: 'DE', onHoliday: 'keep' },
  ...input,
})
const plan = async (input: object = {}) => {
  const reply = await mine.post('/visit-plans', planOf(input))
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const propose = async (id: string, body?: object) => {
  const reply = await mine.post(`/visit-plans/${id}/propose`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const visitsOf = async (id: string): Promise<Visit[]> =>
  (await mine.get(`/visits?plan=${id}&limit=200`)).body.items
const statesOf = async (id: string) => (await visitsOf(id)).map(({ state }) => state)
const undo = async (runId: string) =>
  (await jobDone(mine, (await mine.post(`/runs/${runId}/undo`)).body.id)).result

describe('starting a plan', () => {
  test('previews without writing, proposes, and adds only what is missing when started again', async () => {
    const contact = await customer(at('50667', 'Köln'))
    const { id } = await plan({ contactIds: [contact.id] })
    const { status, body } = await mine.post(`/visit-plans/${id}/preview`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 4, customers: 1, joining: 1 })
    expect(body.items[0]).toMatchObject({
      date: dayOf(monday),
      customer: { postalCode: '50667', city: 'Köln' },
    })
    expect(await visitsOf(id)).toEqual([])
    const first = await propose(id)
    expect(first.items.map(({ date }: Visit) => date)).toEqual(
      [0, 7, 14, 21].map((days) => dayOf(monday + days)),
    )
    expect(await propose(id)).toMatchObject({ total: 0, items: [], runId: null })
    await sql`delete from visit where id = ${first.items[2].id}`.execute(app.house.db)
    expect((await propose(id)).items.map(({ no }: Visit) => no)).toEqual([3])
    expect((await mine.get(`/visit-plans/${id}`)).body.counts).toMatchObject({ customers: 1, proposed: 4 })
  })

  test('two at the same moment make each visit once', async () => {
    const contacts = [await customer(), await customer()]
    const { id } = await plan({ contactIds: contacts.map((one) => one.id) })
    await Promise.all(Array.from({ length: 6 }, () => mine.post(`/visit-plans/${id}/propose`)))
    expect(await visitsOf(id)).toHaveLength(8)
  })

  test('taken back, untouched proposals go, edited ones are kept and listed', async () => {
    const contact = await customer()
    const { id } = await plan({ contactIds: [contact.id] })
    const { runId, items } = await propose(id)
    await mine.patch(`/visits/${items[1].id}`, { startTime: '09:30' })
    const result = await undo(runId)
    expect(result).toMatchObject({ deleted: 3, left: 1 })
    expect((await visitsOf(id)).map(({ no }) => no)).toEqual([2])
    expect((await mine.get(`/runs/${result.undoId}/left`)).body.items).toMatchObject([
      { id: items[1].id, reason: 'changed' },
    ])
    expect((await propose(id)).items.map(({ no }: Visit) => no)).toEqual([1, 3, 4])
  })

  test('capacity, holidays and absences move visits and say why; what finds no day is listed', async () => {
    const contacts = [await customer(), await customer(), await customer()]
    const { by } = await app.person('user')
    const limits = { capacityPerDay: 1, toleranceDays: 1, assigneeId: by.id }
    const { id } = await plan({ contactIds: contacts.map((one) => one.id), count: 1, ...limits })
    const { items, unplaced } = await propose(id)
    expect(items).toHaveLength(3)
    expect(items.map((one: Visit) => one.shift?.reason)).toEqual([undefined, 'capacity', 'capacity'])
    expect(unplaced).toMatchObject([{ reason: 'capacity' }])
    expect(items.filter((one: Visit) => one.unplaced)).toMatchObject([
      { date: dayOf(monday), state: 'proposed' },
    ])
  })

  test('more than 500 dates are a job, whose run can be taken back', async () => {
    const contacts = []
    for (let n = 0; n < 3; n++) contacts.push((await customer()).id)
    const input = { rhythm: { every: 1, unit: 'day' }, count: 200, workdays: [1, 2, 3, 4, 5, 6, 7] }
    const { id } = await plan({ contactIds: contacts, ...input })
    const preview = await mine.post(`/visit-plans/${id}/preview`)
    expect(preview.status).toBe(202)
    const { result } = await jobDone(mine, preview.body.id)
    expect(result).toMatchObject({ total: 600, customers: 3 })
    expect(result.items.length).toBe(600 - result.unplacedCount)
    const proposal = await mine.post(`/visit-plans/${id}/propose`)
    expect(proposal.status).toBe(202)
    expect((await jobDone(mine, proposal.body.id)).result).toMatchObject({
      created: 600,
      runId: proposal.body.id,
    })
    const accepted = await mine.post('/visits/accept', { filter: { plan: [id] } })
    expect(accepted.status).toBe(202)
    expect((await jobDone(mine, accepted.body.id)).result).toMatchObject({ changed: 600, leftCount: 0 })
    expect(await undo(accepted.body.id)).toMatchObject({ changed: 600 })
    expect(await undo(proposal.body.id)).toMatchObject({ deleted: 0, left: 600 })
  })
})

describe('customers by a filter', () => {
  test('come and go on confirmation, by postal code too', async () => {
    const mark = `filter${++number}`
    const cologne = await customer({ ...at('50823', 'Köln'), description: mark, class: 'A' })
    await customer({ ...at('10115', 'Berlin'), description: mark, class: 'A' })
    const { id } = await plan({
      filter: { q: mark, class: ['A'], postalCodeFrom: '50', postalCodeTo: '50' },
      count: 1,
    })
    const { items } = await propose(id)
    expect(items.map((one: Visit) => one.contactId)).toEqual([cologne.id])
    const later = await customer({ ...at('50999', 'Köln'), description: mark, class: 'A' })
    await mine.patch(`/contacts/${cologne.id}`, { class: 'B' })
    const { body } = await mine.get(`/visit-plans/${id}/customers`)
    expect(body).toMatchObject({
      total: 1,
      joining: 1,
      leaving: 1,
      items: [{ change: 'leaving', next: { date: dayOf(monday) } }],
    })
    expect((await mine.get(`/visit-plans/${id}/customers?change=joining`)).body.items).toMatchObject([
      { contactId: later.id, chain: null },
    ])
    expect((await propose(id, { joining: false })).total).toBe(0)
    const changed = await mine.post(`/visit-plans/${id}/customers`, { joining: true, leaving: true })
    expect(changed.body).toEqual({ added: 1, removed: 1 })
    expect((await propose(id)).items.map((one: Visit) => one.contactId)).toEqual([later.id])
    expect((await visitsOf(id)).find((one) => one.contactId === cologne.id)?.state).toBe('cancelled')
  })

  test('a filter the list does not know is refused', async () => {
    const reply = await mine.post('/visit-plans', planOf({ filter: { colour: 'red' } }))
    expect(reply.status).toBe(422)
  })
})

describe('detail planning', () => {
  test('is sorted by postal code, place or customer, in pages', async () => {
    const codes = ['80331', '01067', '50667']
    const contactIds = []
    for (const code of [...codes, ''])
      contactIds.push((await customer(code ? at(code, `Ort ${code}`) : {})).id)
    const { id } = await plan({ contactIds, count: 1 })
    await propose(id)
    const pages: string[] = []
    let cursor = ''
    do {
      const { body } = await mine.get(`/visits?plan=${id}&sort=postalCode&limit=1&count=true${cursor}`)
      expect(body.total).toBe(4)
      pages.push(...body.items.map((one: Visit) => one.customer.postalCode))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(pages).toEqual(['01067', '50667', '80331', ''])
    for (const sort of ['-date', 'city', '-customer', 'assignee'])
      expect((await mine.get(`/visits?plan=${id}&sort=${sort}`)).body.items).toHaveLength(4)
  })

  test('sets times in a row, shifts, gives away and accepts, and takes all of it back', async () => {
    const contactIds = [(await customer()).id, (await customer()).id]
    const { id } = await plan({ contactIds, count: 1 })
    const { items } = await propose(id)
    const ids = items.map((one: Visit) => one.id)
    const change = {
      times: { start: '10:00', minutes: 15, travelMinutes: 20 },
      shiftDays: 1,
      assigneeId: other.by.id,
      accept: true,
    }
    const dry = await mine.post('/visits/bulk', { ids, change, dryRun: true })
    expect(dry.body).toMatchObject({ runId: null, changed: 2, leftCount: 0 })
    expect((await visitsOf(id)).map(({ state }) => state)).toEqual(['proposed', 'proposed'])
    const { body } = await mine.post('/visits/bulk', { ids, change })
    expect(body).toMatchObject({ changed: 2, leftCount: 0 })
    const after = await visitsOf(id)
    expect(after.map(({ startTime }) => startTime)).toEqual(['10:00', '10:35'])
    expect(after[0]).toMatchObject({ state: 'planned', date: dayOf(monday + 1), assigneeId: other.by.id })
    expect(await undo(body.runId)).toMatchObject({ changed: 2, left: 0 })
    expect((await visitsOf(id)).map(({ state, date, startTime }) => [state, date, startTime])).toEqual(
      Array.from({ length: 2 }, () => ['proposed', dayOf(monday), '08:00']),
    )
  })

  test('skipping many brings what follows, and taking it back takes that away', async () => {
    const { id } = await plan({ contactIds: [(await customer()).id], count: 0 })
    const { items } = await propose(id)
    const { body } = await mine.post('/visits/bulk', { filter: { plan: id }, change: { skip: true } })
    expect(await statesOf(id)).toEqual(['skipped', 'proposed'])
    expect(await undo(body.runId)).toMatchObject({ changed: 1, deleted: 1 })
    expect((await visitsOf(id)).map((one) => [one.id, one.state])).toEqual([[items[0].id, 'proposed']])
  })
})

describe('another rhythm, sample or user', () => {
  test('leaves what was planned and counts from there', async () => {
    const { id } = await plan({
      contactIds: [(await customer()).id],
      rhythm: { every: 4, unit: 'week' },
      count: 3,
    })
    const { items } = await propose(id)
    await mine.post('/visits/accept', { ids: [items[0].id] })
    const rhythm = { every: 8, unit: 'week', from: 'planned' }
    expect((await mine.patch(`/visit-plans/${id}`, { rhythm, apply: 'open' })).status).toBe(200)
    expect((await visitsOf(id)).map(({ state, nominalDate }) => [state, nominalDate])).toEqual([
      ['planned', dayOf(monday)],
      ['proposed', dayOf(monday + 56)],
      ['proposed', dayOf(monday + 112)],
    ])
  })

  test('the sample reaches open visits that nobody has changed, on wish', async () => {
    const { id } = await plan({ contactIds: [(await customer()).id], count: 2 })
    const { items } = await propose(id)
    await mine.patch(`/visits/${items[0].id}`, { startTime: '11:00' })
    const sample = { title: 'Neu {no}', startTime: '14:00', durationMinutes: 15, timeZone: 'Europe/Berlin' }
    await mine.patch(`/visit-plans/${id}`, { sample, assigneeId: other.by.id, apply: 'open' })
    expect(
      (await visitsOf(id)).map(({ title, startTime, assigneeId }) => [title, startTime, assigneeId]),
    ).toEqual([
      ['Neu 1', '11:00', other.by.id],
      ['Neu 2', '14:00', other.by.id],
    ])
  })

  test('a pause takes proposals away, what was agreed stays, and it goes on without dates that passed', async () => {
    const { id } = await plan({ contactIds: [(await customer()).id], count: 3 })
    const { items } = await propose(id)
    await mine.post(`/visits/${items[0].id}/confirm`, { channel: 'phone' })
    await mine.post('/visits/accept', { ids: [items[1].id] })
    await mine.patch(`/visit-plans/${id}`, { state: 'paused' })
    expect(await statesOf(id)).toEqual(['confirmed', 'cancelled'])
    expect((await mine.post(`/visit-plans/${id}/propose`)).body.code).toBe('visit_plan.paused')
    await mine.post(`/visits/${items[0].id}/done`, {})
    await mine.patch(`/visit-plans/${id}`, { state: 'active' })
    const after = await visitsOf(id)
    expect(after.map(({ state }) => state)).toContain('proposed')
    expect(after.every(({ nominalDate }) => nominalDate >= dayOf(today))).toBe(true)
  })

  test('ended, nothing dangles; from the bin it comes back with its customers', async () => {
    const { id } = await plan({ contactIds: [(await customer()).id] })
    await propose(id)
    expect((await mine.remove(`/visit-plans/${id}`)).status).toBe(204)
    expect((await mine.get(`/visit-plans/${id}`)).status).toBe(404)
    expect((await mine.get('/bin?limit=200')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'visitPlan', id }),
    )
    expect((await mine.post(`/visit-plans/${id}/restore`)).body.counts.customers).toBe(1)
    expect(new Set(await statesOf(id))).toEqual(new Set(['cancelled']))
    expect((await propose(id)).total).toBe(1)
    const copy = (await mine.post(`/visit-plans/${id}/copy`)).body
    expect(copy).toMatchObject({ counts: { customers: 0 }, count: 4 })
  })
})

describe('what happens to customers and users', () => {
  test('a contact in the bin is not visited; brought back, its visits stand again', async () => {
    const contact = await customer()
    const { id } = await plan({ contactIds: [contact.id], count: 2 })
    const { items } = await propose(id)
    await mine.post('/visits/accept', { ids: [items[0].id] })
    await mine.remove(`/contacts/${contact.id}`)
    expect(await visitsOf(id)).toEqual([])
    const { rows } = await sql`select 1 from visit where plan_id = ${id} and state = 'cancelled'`.execute(
      app.house.db,
    )
    expect(rows).toHaveLength(2)
    await mine.post(`/contacts/${contact.id}/restore`)
    expect(await statesOf(id)).toEqual(['planned', 'proposed'])
    expect((await app.admin.remove(`/contacts/${contact.id}?permanent=true`)).status).toBe(204)
    expect(await visitsOf(id)).toEqual([])
  })

  test('of two that become one the chain of the one that stays goes on, and the merge can be taken back', async () => {
    const [stays, goes] = [await customer(), await customer()]
    const { id } = await plan({ contactIds: [stays.id, goes.id], count: 1 })
    await propose(id)
    const merged = await mine.post(`/contacts/${stays.id}/merge`, { otherId: goes.id })
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300)
    const after = await visitsOf(id)
    expect(after.map(({ contactId }) => contactId)).toEqual([stays.id, stays.id])
    expect(after.map(({ state }) => state).sort()).toEqual(['cancelled', 'proposed'])
    await undo(merged.body.mergeId)
    expect((await visitsOf(id)).map(({ contactId, state }) => `${contactId} ${state}`).sort()).toEqual(
      [`${stays.id} proposed`, `${goes.id} proposed`].sort(),
    )
  })

  test('handed over, plans and open visits belong to the other', async () => {
    const giver = await app.person('user', 'Gina Geht')
    const { id } = (
      await giver.post('/visit-plans', planOf({ contactIds: [(await customer()).id], count: 2 }))
    ).body
    await giver.post(`/visit-plans/${id}/propose`)
    const { body } = await app.admin.post(`/users/${giver.by.id}/hand-over`, { to: other.by.id })
    await jobDone(app.admin, body.id ?? body.jobId)
    expect(new Set((await visitsOf(id)).map(({ assigneeId }) => assigneeId))).toEqual(new Set([other.by.id]))
    expect((await mine.get(`/visit-plans/${id}`)).body.assigneeId).toBe(other.by.id)
  })
})

test('at night what has passed is overdue, once, and chains that keep visits ahead are filled up', async () => {
  const { id } = await plan({ contactIds: [(await customer()).id], count: 2, refill: 'rolling' })
  const { items } = await propose(id)
  await mine.post('/visits/accept', { ids: [items[0].id] })
  const past = dayOf(today - 9)
  await sql`update visit set date = ${past}, nominal_date = ${past} where id = ${items[0].id}`.execute(
    app.house.db,
  )
  await mine.post(`/visits/${items[1].id}/cancel`)
  const run = () => keepVisits.run(app.house as never)
  await run()
  const once = await visitsOf(id)
  await run()
  expect(await visitsOf(id)).toEqual(once)
  expect(once.map(({ state }) => state).sort()).toEqual(['cancelled', 'missed', 'proposed'])
  expect((await mine.get('/notifications')).body.items[0]).toMatchObject({
    kind: 'visit',
    record: { id: items[0].id },
  })
  const { status, body } = await mine.get(`/visits/analysis?from=${past}&to=${dayOf(today + 99)}&plan=${id}`)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.plans).toMatchObject([{ planId: id, missed: 1, cancelled: 1 }])
  expect(body.load[0]).toMatchObject({ userId: mine.by.id, visits: 1, minutes: 15 })
})

test('opening hours and the exact place of a customer are noted and used', async () => {
  const contact = await customer(at('50667', 'Köln'))
  const path = `/contacts/${contact.id}/visit-place`
  expect((await mine.get(path)).body).toMatchObject({ openingHours: null, position: null, version: 0 })
  const place = {
    openingHours: { 3: [['08:00', '12:00']] },
    position: { lat: 50.9, lon: 6.9 },
    note: 'Klingeln',
  }
  const { status, body } = await mine.put(path, place)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toMatchObject({ ...place, version: 1 })
  const { id } = await plan({ contactIds: [contact.id], count: 1 })
  expect((await propose(id)).items[0]).toMatchObject({
    date: dayOf(monday + 2),
    shift: { reason: 'closed' },
    position: { lat: 50.9, lon: 6.9, exact: true },
  })
})
