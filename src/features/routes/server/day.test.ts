import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let mia: Person
let otto: Person
beforeAll(async () => {
  app = await startApp()
  mia = await app.person('user', 'Mia Mein')
  otto = await app.person('user', 'Otto Ander')
  await app.admin.patch('/settings', { firm: { postalCode: '50667', city: 'Köln', country: 'DE' } })
})
afterAll(() => app.close())

const today = dayNumber(new Date().toISOString().slice(0, 10))
/** A Tuesday two to three weeks from now, so that weekends play no part. */
const tuesday = dayOf(today + 23 - weekdayOf(today))
let number = 0

/** A customer where this postal code is, with a planned visit of an hour on that Tuesday. */
async function visitIn(postalCode: string | undefined, input: { visibility?: string; hours?: object } = {}) {
  const { body: contact } = await mia.post('/contacts', {
    kind: 'company',
    companyName: `Kunde ${++number}`,
    visibility: input.visibility ?? 'write',
    details: postalCode
      ? [
          {
            kind: 'address',
            category: 'work',
            primary: true,
            value: { postalCode, city: 'Ort', country: 'DE' },
          },
        ]
      : [],
  })
  if (input.hours) await mia.put(`/contacts/${contact.id}/visit-place`, { openingHours: input.hours })
  const { body: plan } = await mia.post('/visit-plans', {
    name: `Plan ${number}`,
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    count: 0,
    startDate: tuesday,
    assigneeId: mia.by.id,
    sample: { title: 'Besuch', durationMinutes: 60 },
    holidays: { country: 'DE', onHoliday: 'keep' },
    workdays: [1, 2, 3, 4, 5, 6, 7],
    contactIds: [contact.id],
  })
  const { body } = await mia.post(`/visit-plans/${plan.id}/propose`)
  await mia.post('/visits/accept', { ids: [body.items[0].id] })
  return { id: body.items[0].id as string, contactId: contact.id as string, plan: plan.id as string }
}
const routeOf = async (who: Person, more: object = {}) => {
  const reply = await who.post('/routes', { assigneeId: mia.by.id, date: tuesday, ...more })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

describe('the route of a day', () => {
  let bonn: Awaited<ReturnType<typeof visitIn>>
  let aachen: typeof bonn
  let duren: typeof bonn
  let nowhere: typeof bonn
  let hidden: typeof bonn
  beforeAll(async () => {
    aachen = await visitIn('52062')
    bonn = await visitIn('53111')
    duren = await visitIn('52349')
    nowhere = await visitIn(undefined)
    hidden = await visitIn('40210', { visibility: 'managers' })
  })

  test('goes out from the firm and back by the shortest way, within working hours', async () => {
    const ids = [aachen.id, bonn.id, duren.id]
    const route = await routeOf(mia, { visitIds: ids })
    const order = route.stops.map((stop: { visitId: string }) => stop.visitId)
    expect([
      [duren.id, aachen.id, bonn.id],
      [bonn.id, aachen.id, duren.id],
      [aachen.id, duren.id, bonn.id],
      [bonn.id, duren.id, aachen.id],
    ]).toContainEqual(order)
    expect(route).toMatchObject({
      estimated: true,
      routingFailed: false,
      unreachable: [],
      start: { label: 'Muster GmbH' },
    })
    expect(route.leaves >= '08:00' && route.returns <= '17:00').toBe(true)
    expect(route.distanceKm).toBeGreaterThan(150)
    expect(route.stops[0].departure > route.stops[0].begins).toBe(true)
  })

  test('says which visits nobody can drive to, as nobody knows where they are', async () => {
    const { stops, unreachable } = await routeOf(mia)
    expect(unreachable).toEqual([{ visitId: nowhere.id, reason: 'noPosition' }])
    expect(stops).toHaveLength(4)
  })

  test('a colleague sees no stop at a customer that is kept from them', async () => {
    const { stops, unreachable } = await routeOf(otto)
    expect([...stops, ...unreachable].map(({ visitId }) => visitId)).not.toContain(hidden.id)
    const asked = await otto.post('/routes', { assigneeId: mia.by.id, date: tuesday, visitIds: [hidden.id] })
    expect(asked.status).toBe(422)
    const applied = await otto.post('/routes/apply', {
      assigneeId: mia.by.id,
      date: tuesday,
      stops: [{ visitId: hidden.id, begins: '09:00' }],
    })
    expect(applied.body).toMatchObject({ changed: 0, left: [{ id: hidden.id, reason: 'gone' }] })
  })

  test('comes when the customer is open, and says so where they are not that day', async () => {
    const noon = await visitIn('51063', { hours: { 2: [['13:00', '15:00']] } })
    const shut = await visitIn('51063', { hours: { 3: [['08:00', '17:00']] } })
    const { stops, unreachable } = await routeOf(mia, { visitIds: [bonn.id, noon.id, shut.id] })
    expect(stops.find(({ visitId }: { visitId: string }) => visitId === noon.id).begins >= '13:00').toBe(true)
    expect(unreachable).toEqual([{ visitId: shut.id, reason: 'closed' }])
  })

  test('keeps what is agreed at its minute and leaves appointments alone', async () => {
    await mia.patch(`/visits/${bonn.id}`, { startTime: '10:40' })
    await mia.post(`/visits/${bonn.id}/confirm`, {})
    await mia.post('/appointments', {
      title: 'Chefsache',
      start: `${tuesday}T12:00`,
      end: `${tuesday}T13:30`,
      private: true,
    })
    const { stops, appointments } = await routeOf(mia, { visitIds: [aachen.id, bonn.id, duren.id] })
    const agreed = stops.find(({ visitId }: { visitId: string }) => visitId === bonn.id)
    expect(agreed).toMatchObject({ begins: '10:40', fixed: true })
    expect(appointments).toEqual([{ from: '12:00', to: '13:30', title: 'Chefsache' }])
    for (const { begins, departure } of stops) expect(departure <= '12:00' || begins >= '13:30').toBe(true)
    const seen = await routeOf(otto, { visitIds: [aachen.id] })
    expect(seen.appointments).toContainEqual({ from: '12:00', to: '13:30', title: '' })
    expect(seen.appointments).toContainEqual({ from: '10:40', to: '11:40', title: '' })
  })

  test('an order somebody else chose is timed, and what is wrong with it is said', async () => {
    const { stops } = await routeOf(mia, {
      visitIds: [aachen.id, bonn.id, duren.id],
      inOrder: true,
      startAt: '10:00',
    })
    expect(stops.map(({ visitId }: { visitId: string }) => visitId)).toEqual([aachen.id, bonn.id, duren.id])
    expect(stops[1]).toMatchObject({ warning: 'late' })
  })

  test('its times go into the visits and come back out again', async () => {
    const { stops } = await routeOf(mia, { visitIds: [aachen.id, bonn.id, duren.id], endAt: '20:00' })
    const { status, body } = await mia.post('/routes/apply', {
      assigneeId: mia.by.id,
      date: tuesday,
      stops: stops.map(({ visitId, begins }: { visitId: string; begins: string }) => ({ visitId, begins })),
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ changed: 2, unchanged: 1, left: [] })
    const begins = stops.find(({ visitId }: { visitId: string }) => visitId === aachen.id).begins
    expect((await mia.get(`/visits/${aachen.id}`)).body.startTime).toBe(begins)
    await mia.post(`/runs/${body.runId}/undo`)
    await expect.poll(async () => (await mia.get(`/visits/${aachen.id}`)).body.startTime).toBeNull()
  })

  test('a visit that is agreed is not moved by a route', async () => {
    const { body } = await mia.post('/routes/apply', {
      assigneeId: mia.by.id,
      date: tuesday,
      stops: [{ visitId: bonn.id, begins: '09:00' }],
    })
    expect(body).toMatchObject({ changed: 0, left: [{ id: bonn.id, reason: 'refused' }] })
  })

  test('a map gets every visit that may be seen, exact or by its postal code, and counts the others', async () => {
    const mine = (await mia.get(`/routes/pins?from=${tuesday}&to=${tuesday}`)).body
    expect(mine.nowhere).toBe(1)
    expect(mine.items.find(({ id }: { id: string }) => id === aachen.id)).toMatchObject({
      exact: false,
      postalCode: '52062',
    })
    const others = (await otto.get('/routes/pins')).body
    expect(others.items.map(({ id }: { id: string }) => id)).not.toContain(hidden.id)
  })

  describe('with a routing server', () => {
    let answers: (url: string, body: string) => unknown
    const asked: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => (body += String(part)))
      request.on('end', () => {
        asked.push(`${request.method} ${request.url}`)
        const answer = answers(request.url ?? '', body)
        response.writeHead(answer === undefined ? 500 : 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer ?? {}))
      })
    })
    const use = async (routing: string) => {
      const { port } = server.address() as AddressInfo
      const reply = await app.admin.patch('/settings', {
        map: { routing, routingUrl: `http://127.0.0.1:${port}/roads` },
      })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    }
    const table = <T>(size: number, far: T, none: T) =>
      Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => (a === b ? none : far)))
    beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
    afterAll(() => new Promise((closed) => server.close(closed)))

    test('takes the ways OSRM knows', async () => {
      await use('osrm')
      answers = (url) => {
        const size = url.split(';').length
        return { code: 'Ok', durations: table(size, 600, 0), distances: table(size, 10_000, 0) }
      }
      const route = await routeOf(mia, { visitIds: [aachen.id, duren.id] })
      expect(route).toMatchObject({ estimated: false, routingFailed: false, distanceKm: 30, minutes: 30 })
      expect(asked.at(-1)).toMatch(/^GET \/roads\/table\/v1\/driving\/.*annotations=duration,distance$/)
    })

    test('takes the ways Valhalla knows', async () => {
      await use('valhalla')
      answers = (_, body) => {
        const { sources } = JSON.parse(body) as { sources: unknown[] }
        return {
          sources_to_targets: table(sources.length, { distance: 20, time: 1200 }, { distance: 0, time: 0 }),
        }
      }
      const route = await routeOf(mia, { visitIds: [aachen.id, duren.id] })
      expect(route).toMatchObject({ estimated: false, distanceKm: 60, minutes: 60 })
    })

    test('plans by distance when it fails or answers nonsense, and says so', async () => {
      answers = () => undefined
      expect(await routeOf(mia, { visitIds: [aachen.id] })).toMatchObject({
        estimated: true,
        routingFailed: true,
      })
      answers = () => ({ sources_to_targets: [[{ distance: 1 }]] })
      expect(await routeOf(mia, { visitIds: [aachen.id] })).toMatchObject({
        estimated: true,
        routingFailed: true,
      })
      await app.admin.patch('/settings', { map: { routing: 'none' } })
    })
  })
})

describe('spreading by area', () => {
  test('puts neighbours on one day inside their tolerance, says what it saves, and can be taken back', async () => {
    const from = dayOf(dayNumber(tuesday) + 27)
    const to = dayOf(dayNumber(tuesday) + 41)
    const near = ['52062', '52064', '52066']
    const far = ['32052', '32049', '32051']
    const visits = []
    for (const [index, code] of [near[0], far[0], near[1], far[1], near[2], far[2]].entries()) {
      const visit = await visitIn(code)
      const date = dayOf(dayNumber(tuesday) + 28 + index)
      await mia.patch(`/visits/${visit.id}`, { date })
      visits.push(visit)
    }
    const planIds = visits.map(({ plan }) => plan)
    const asked = await mia.post('/routes/spread', { from, to, planIds, toleranceDays: 45 })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    const { moves, before, after, unplaced, total } = asked.body
    expect({ total, unplaced }).toEqual({ total: 6, unplaced: [] })
    expect(after.km).toBeLessThan(before.km * 0.6)
    expect(moves.length).toBeGreaterThan(0)
    for (const move of moves) expect(move.to.date >= from && move.to.date <= to).toBe(true)
    const { body } = await mia.post('/routes/spread/apply', {
      moves: moves.map(({ visitId, to: slot }: { visitId: string; to: object }) => ({ visitId, ...slot })),
    })
    expect(body).toMatchObject({ changed: moves.length, left: [] })
    const [first] = moves
    expect((await mia.get(`/visits/${first.visitId}`)).body.date).toBe(first.to.date)
    await mia.post(`/runs/${body.runId}/undo`)
    await expect.poll(async () => (await mia.get(`/visits/${first.visitId}`)).body.date).toBe(first.from.date)
  })

  test('refuses days that are no period', async () => {
    expect((await mia.post('/routes/spread', { from: tuesday, to: '2020-01-01' })).status).toBe(422)
  })
})
