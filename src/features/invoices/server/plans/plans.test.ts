import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { firm } from '../../../../../test/invoices/firm.ts'
import { writePlanned } from './write-planned.ts'

let app: TestApp
let mine: Person
let other: Person
let office: { id: string }
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
  other = await app.person('user', 'Otto Ander')
  office = await customer()
})
afterAll(() => app.close())

const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const customer = async (input: object = {}) =>
  (
    await mine.post('/contacts', {
      kind: 'company',
      companyName: 'Büro GmbH',
      vatId: 'DE136695976',
      visibility: 'write',
      details: [{ kind: 'address', value: address }],
      ...input,
    })
  ).body
const today = Temporal.Now.plainDateISO('Europe/Berlin')
const weeks = (count: number) => today.add({ days: 7 * count }).toString()
const lines = [{ text: 'Wartung {period}', quantity: '2', price: '100' }]
const plan = async (input: object = {}, who = mine) => {
  const reply = await who.post('/invoice-plans', {
    contactId: office.id,
    title: 'Wartung',
    unit: 'week',
    startDay: today.toString(),
    template: { subject: 'Wartung {month} {year}', lines },
    ...input,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const run = () => writePlanned().run(app.house as never)
const written = async (id: string) =>
  (await app.admin.get(`/invoices?plan=${id}&sort=date`)).body.items as { id: string; status: string }[]
const days = async (id: string) => {
  const found = await Promise.all(
    (await written(id)).map(async (one) => (await app.admin.get(`/invoices/${one.id}`)).body),
  )
  return found
    .map(({ servicePeriod, serviceDate }) => servicePeriod ?? { from: serviceDate, to: serviceDate })
    .map(({ from, to }) => `${from} ${to}`)
    .sort()
}
const week = (count: number) => `${weeks(count)} ${today.add({ days: 7 * count + 6 })}`
const told = async (who = mine) => (await who.get('/notifications')).body.items

describe('a plan', () => {
  test('writes a draft for its period, which its texts name', async () => {
    const { id, nextDay, net, next } = await plan({ template: { subject: 'Für {period}', lines } })
    expect({ nextDay, net }).toEqual({ nextDay: weeks(0), net: '200.00' })
    expect(next).toEqual({ from: weeks(0), to: week(0).slice(11), writtenOn: weeks(0), cut: false })
    await run()
    const [one] = await written(id)
    const { body } = await mine.get(`/invoices/${one?.id}`)
    expect(body).toMatchObject({ status: 'draft', planId: id, date: weeks(0), createdBy: mine.by.id })
    expect(body.subject).toMatch(/^Für \d\d\.\d\d\.\d{4} – \d\d\.\d\d\.\d{4}$/)
    expect(body.lines[0].text).toContain(body.subject.slice(4))
    expect((await mine.get(`/invoice-plans/${id}`)).body.nextDay).toBe(weeks(1))
  })

  test('catches up with what was missed, once, however many do it at the same time', async () => {
    const { id } = await plan({ startDay: weeks(-4) })
    await Promise.all([run(), run(), run()])
    await run()
    expect(await days(id)).toEqual([-4, -3, -2, -1, 0].map(week))
  })

  test('writes nothing again that somebody deleted', async () => {
    const { id } = await plan()
    await run()
    const [one] = await written(id)
    await mine.remove(`/invoices/${one?.id}`)
    await app.house.db
      .updateTable('invoicePlan')
      .set({ nextDay: weeks(0) })
      .where('id', '=', id)
      .execute()
    await run()
    expect(await written(id)).toEqual([])
    expect((await mine.get(`/invoice-plans/${id}`)).body.nextDay).toBe(weeks(1))
  })

  test('is left as it was by a crash, and the others go on', async () => {
    const broken = await plan({ thenDo: 'send', startDay: weeks(-1) })
    const sound = await plan()
    const send = () => () => Promise.reject(new Error('the power went off'))
    const log = { ...app.house.log, error: () => {} }
    await writePlanned({ send }).run({ ...app.house, log } as never)
    expect(await written(broken.id)).toEqual([])
    expect(await written(sound.id)).toHaveLength(1)
    await run()
    expect(await days(broken.id)).toEqual([-1, 0].map(week))
  })

  test('ends with its contract; a last period cut short is not issued by itself', async () => {
    const { id } = await plan({ startDay: weeks(-1), endDay: weeks(0), thenDo: 'issue' })
    await run()
    expect(await days(id)).toEqual([week(-1), `${weeks(0)} ${weeks(0)}`])
    expect((await written(id)).map(({ status }) => status).sort()).toEqual(['draft', 'issued'])
    expect((await mine.get(`/invoice-plans/${id}`)).body).toMatchObject({ nextDay: null, next: null })
    expect((await mine.get('/invoice-plans?state=over')).body.items).toMatchObject([{ id }])
    expect((await told())[0].text).toContain('ihr Zeitraum ist kürzer')
  })

  test('leaves a draft and tells whoever made it when it may not be issued', async () => {
    const poor = await customer({ details: [] })
    const { id } = await plan({ contactId: poor.id, thenDo: 'issue' })
    await run()
    const [one] = await written(id)
    expect(one?.status).toBe('draft')
    expect((await told())[0]).toMatchObject({ kind: 'recurring', record: { kind: 'invoice', id: one?.id } })
  })

  test('says once that it is stuck, and goes on when that is mended', async () => {
    const gone = await customer()
    const { id } = await plan({ contactId: gone.id })
    await mine.remove(`/contacts/${gone.id}`)
    await run()
    await run()
    expect((await app.admin.get(`/invoice-plans/${id}`)).body).toMatchObject({ stuck: 'contactId' })
    const about = (await told()).filter((one: { record: { id: string } }) => one.record.id === id)
    expect(about).toHaveLength(1)
    await mine.patch(`/invoice-plans/${id}`, { contactId: office.id })
    await run()
    expect(await written(id)).toHaveLength(1)
    expect((await mine.get(`/invoice-plans/${id}`)).body.stuck).toBe(null)
  })

  test('leaves out what falls due in a pause', async () => {
    const { id } = await plan({ paused: true, startDay: weeks(-3) })
    await run()
    expect(await written(id)).toEqual([])
    expect((await mine.patch(`/invoice-plans/${id}`, { paused: false })).body.nextDay).toBe(weeks(0))
    await run()
    expect(await days(id)).toEqual([week(0)])
  })

  test('is written before or after its period begins', async () => {
    const early = await plan({ startDay: weeks(1), leadDays: -7 })
    const late = await plan({ startDay: weeks(-1), leadDays: 8 })
    await run()
    expect(await days(early.id)).toEqual([week(1)])
    expect(await written(late.id)).toEqual([])
  })

  test('bills nothing twice in another rhythm', async () => {
    const { id } = await plan({ startDay: weeks(-1) })
    await run()
    const refused = await mine.patch(`/invoice-plans/${id}`, { startDay: weeks(-2) })
    expect(refused.body.errors).toMatchObject([{ path: 'startDay', code: 'billed_already' }])
    const { body } = await mine.patch(`/invoice-plans/${id}`, { unit: 'month' })
    expect(body).toMatchObject({ unit: 'month', startDay: weeks(1), nextDay: weeks(1) })
  })

  test('does not begin so long ago that a heap of invoices would be due', async () => {
    const input = { contactId: office.id, title: 'Alt', unit: 'week', template: { lines } }
    const reply = await mine.post('/invoice-plans', { ...input, startDay: weeks(-30) })
    expect(reply.body.errors).toMatchObject([{ path: 'startDay', code: 'too_long_ago' }])
    expect((await mine.post('/invoice-plans', { ...input, startDay: weeks(0), template: {} })).status).toBe(
      422,
    )
  })

  test('goes to the bin and comes back paused; its invoices stay', async () => {
    const { id } = await plan()
    await run()
    expect((await other.remove(`/invoice-plans/${id}`)).status).toBe(403)
    expect((await mine.remove(`/invoice-plans/${id}`)).status).toBe(204)
    expect((await mine.get(`/invoice-plans/${id}`)).status).toBe(404)
    expect((await mine.get('/bin')).body.items[0]).toMatchObject({ kind: 'invoicePlan', id })
    expect((await mine.post(`/invoice-plans/${id}/restore`)).body.paused).toBe(true)
    await app.admin.remove(`/invoice-plans/${id}?permanent=true`)
    expect((await app.admin.get(`/invoice-plans/${id}`)).status).toBe(404)
    expect((await mine.get('/invoices?q=wartung')).body.items.length).toBeGreaterThan(0)
  })
})

describe('prices', () => {
  test('are raised from a day on, previewed before', async () => {
    const { id } = await plan({ startDay: weeks(-1) })
    const raise = { ids: [id], percent: '3.5', from: weeks(0), round: '0.5' }
    const preview = (await mine.post('/invoice-plans/raise', { ...raise, preview: true })).body
    expect(preview).toMatchObject({
      plans: [{ id, from: weeks(0), before: '200.00', after: '207.00', contact: { id: office.id } }],
      left: [],
    })
    expect(preview.plans[0].lines).toMatchObject([{ before: '100.00', after: '103.50' }])
    expect((await mine.get(`/invoice-plans/${id}`)).body.raises).toEqual([])
    expect((await mine.post('/invoice-plans/raise', raise)).body.plans).toEqual(preview.plans)
    await run()
    const all = await Promise.all((await written(id)).map((one) => mine.get(`/invoices/${one.id}`)))
    const nets = all.map(({ body }) => `${body.servicePeriod.from} ${body.totals.net}`).sort()
    expect(nets).toEqual([`${weeks(-1)} 200.00`, `${weeks(0)} 207.00`])
    const after = (await mine.get(`/invoice-plans/${id}`)).body
    expect(after).toMatchObject({ raises: [], net: '207.00', template: { lines: [{ price: '103.50' }] } })
  })

  test('are raised only by whoever may change the plan', async () => {
    const { id } = await plan()
    const raise = { percent: '5', from: weeks(1) }
    const named = (await other.post('/invoice-plans/raise', { ...raise, ids: [id] })).body
    expect(named).toEqual({ plans: [], left: [{ id, reason: 'forbidden' }] })
    expect((await other.post('/invoice-plans/raise', { ...raise, all: true })).body.plans).toEqual([])
    expect((await mine.get(`/invoice-plans/${id}`)).body.raises).toEqual([])
  })
})

describe('what comes next', () => {
  test('is known with its prices, and written before its day when somebody asks', async () => {
    const { id, version } = await plan({ startDay: weeks(2) })
    const raising = { ids: [id], from: weeks(3), amount: '5' }
    const { body } = await mine.post('/invoice-plans/raise', raising)
    expect(body.plans[0]).toMatchObject({ from: weeks(3), before: '200.00', after: '210.00' })
    const ahead = (await mine.get(`/invoice-plans/${id}/ahead`)).body.items
    expect(ahead.map(({ from, net, raised }: Record<string, unknown>) => [from, net, raised])).toEqual([
      [weeks(2), '200.00', false],
      [weeks(3), '210.00', true],
      [weeks(4), '210.00', false],
    ])
    const first = await mine.post(`/invoice-plans/${id}/write`, {})
    expect(first.body).toMatchObject({ status: 'draft', planId: id, servicePeriod: { from: weeks(2) } })
    const { body: moved } = await mine.get(`/invoice-plans/${id}`)
    expect(moved.nextDay).toBe(weeks(3))
    expect(moved.version).toBeGreaterThan(version)
    await run()
    expect(await written(id), 'the night writes none twice').toHaveLength(1)
  })

  test('is nothing when the contract is over', async () => {
    const { id } = await plan({ startDay: weeks(2), endDay: week(2).slice(11) })
    expect((await mine.post(`/invoice-plans/${id}/write`, {})).status).toBe(201)
    const { status, body } = await mine.post(`/invoice-plans/${id}/write`, {})
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'invoice_plan.over' })
    expect((await mine.get(`/invoice-plans/${id}/ahead`)).body.items).toEqual([])
  })

  test('is found by the search over everything', async () => {
    const { id } = await plan({ title: 'Zirbelpflege', startDay: weeks(2) })
    const { body } = await mine.get('/search?q=zirbel')
    expect(JSON.stringify(body)).toContain(id)
  })
})
