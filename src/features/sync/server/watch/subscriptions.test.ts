import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '#platform/house.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { plantEvent } from '../../../../../test/groupware/graph/calendar-routes.ts'
import { startMicrosoft } from '../../../../../test/groupware/graph/microsoft.ts'
import {
  alive,
  callFor,
  doors,
  endSubscription,
  notification,
} from '../../../../../test/groupware/graph/subscription-routes.ts'
import { keepSubscriptions } from './keep-subscriptions.ts'

// Kontor at a public address, and Microsoft that calls it there. Nothing here happens by the minute.

const ORIGIN = 'https://crm.example'
const ANNA = 'anna@firma.example'
const NOTIFY = '/groupware/notify'

let app: TestApp
let microsoft: Awaited<ReturnType<typeof startMicrosoft>>
let anna: Person
let path = ''
beforeAll(async () => {
  const redirectUri = `${ORIGIN}/api/v1/groupware/sign-in/callback`
  microsoft = await startMicrosoft({ userName: ANNA, redirectUri })
  app = await startApp({
    KONTOR_PUBLIC_URL: ORIGIN,
    KONTOR_MICROSOFT_LOGIN_URL: microsoft.entra.url,
    KONTOR_GRAPH_URL: microsoft.graph.url,
  })
  doors.set(ORIGIN, async ({ pathname, search }, { headers, body }) => {
    const reply = await app.server.inject({
      method: 'POST',
      url: pathname + search,
      headers: headers as Record<string, string>,
      ...(typeof body === 'string' && { payload: body }),
    })
    const type = reply.headers['content-type'] ?? ''
    return new Response(reply.body, { status: reply.statusCode, headers: { 'content-type': type } })
  })
  anna = await app.person('user', 'Anna Amsel')
  path = await connect()
})
afterAll(async () => {
  doors.clear()
  await Promise.all([app.close(), microsoft.close()])
})

/** Registers the firm and signs Anna in. */
async function connect(): Promise<string> {
  const { entra } = microsoft
  await app.admin.patch('/settings', {
    groupware: { graphTenant: entra.tenant, graphClientId: entra.clientId },
  })
  await app.admin.put('/groupware/microsoft', { secret: entra.secret })
  const back = await entra.browse((await anna.post('/groupware/sign-in')).body.url)
  await anna.get(back.replace(`${ORIGIN}/api/v1`, ''))
  const [{ id }] = (await anna.get('/groupware/accounts')).body.items
  await anna.post(`/groupware/accounts/${id}/collections/refresh`)
  return `/groupware/accounts/${id}`
}

async function use(area: string, role: string): Promise<void> {
  const { items } = (await anna.get(`${path}/collections?area=${area}`)).body
  const main = items.find((one: { main: boolean }) => one.main)
  expect((await anna.put(`${path}/collections/${main.id}`, { role })).status).toBe(200)
}

const SOON = { timeout: 20_000 }
/** What is so after subscriptions were looked after; elsewhere that may be under way already. */
const after = <T>(what: () => T | Promise<T>) =>
  expect.poll(async () => {
    await look()
    return what()
  }, SOON)
const look = () => keepSubscriptions.run(app.house as unknown as House)
const watched = () => alive().map(({ resource }) => resource.replace(/Folders\/[^/]+/, 'Folders/…'))
const heard = async () => (await anna.get(path)).body.hears
const titles = async (): Promise<string[]> => {
  const { items } = (await anna.get('/appointments?from=2027-03-01&to=2027-03-31')).body
  return items.map((one: { title: string }) => one.title)
}
const at = (dateTime: string) => ({ dateTime, timeZone: 'W. Europe Standard Time' })
const plant = (subject: string, day: string) =>
  plantEvent(microsoft.graph.mailbox(ANNA), {
    subject,
    start: at(`${day}T08:00:00`),
    end: at(`${day}T09:00:00`),
  })
const onlyId = () => {
  const [one] = alive()
  if (!one) throw new Error('Microsoft watches nothing')
  return one.id
}
/** As if these had happened long ago, so that it is to be looked after now. */
const letPass = () => sql`update groupware_subscription set due_at = now()`.execute(app.house.db)

test('Microsoft is not asked to call before there is anything to be taken in', async () => {
  await look()
  expect([watched(), await heard()]).toEqual([[], []])
})

test('a calendar that is kept in step tells by itself', async () => {
  const automatic = { appointment: true, task: false, mail: false }
  await anna.patch(path, { options: { automatic } })
  await use('appointment', 'sync')
  await after(watched).toEqual(['me/events'])
  await after(heard).toEqual([{ area: 'appointment', seconds: null }])
})

test('a change there is here without being asked for', async () => {
  plant('Begehung', '2027-03-10')
  expect(await callFor(onlyId())).toBe(202)
  await expect.poll(titles, SOON).toEqual(['Begehung'])
  // It is asked all the same, but seldom.
  const minutes = async () => (Date.parse((await anna.get(path)).body.nextRunAt) - Date.now()) / 60_000
  await expect.poll(minutes, SOON).toBeGreaterThan(20)
})

test('who does not know the secret is not listened to, and cannot tell', async () => {
  const { nextRunAt } = (await anna.get(path)).body
  const [said] = (notification(onlyId()) as { value: object[] }).value
  const wrong = { value: [{ ...said, clientState: 'guessed' }] }
  expect((await app.anonymous.post(NOTIFY, wrong)).status).toBe(202)
  expect((await app.anonymous.post(NOTIFY, { value: [{ subscriptionId: 'x' }, null, 7] })).status).toBe(202)
  expect((await app.anonymous.post(NOTIFY, { value: 'x' })).status).toBe(422)
  expect((await app.anonymous.post(NOTIFY, { value: ['x'.repeat(600_000)] })).status).toBe(413)
  expect((await anna.get(path)).body.nextRunAt).toBe(nextRunAt)
})

test('whether somebody is there is answered with the same words, none of them markup', async () => {
  const asked = await app.anonymous.post(`${NOTIFY}?validationToken=${encodeURIComponent('<b>Ü & "x"')}`)
  expect([asked.status, asked.body]).toEqual([200, '&#60;b&#62;Ü &#38; &#34;x&#34;'])
  expect(asked.headers['content-type']).toBe('text/plain; charset=utf-8')
  const form = await app.anonymous.post(NOTIFY, 'a=b', { 'content-type': 'text/plain' })
  expect(form.status).toBe(415)
})

test('a subscription is renewed in time, when Microsoft asks for it too, and keeps its secret', async () => {
  const id = onlyId()
  const patches = () => microsoft.graph.asked.filter((one) => one === `PATCH /subscriptions/${id}`).length
  await letPass()
  await after(patches).toBe(1)
  expect(await callFor(id, { lifecycleEvent: 'reauthorizationRequired' })).toBe(202)
  await expect.poll(patches, SOON).toBe(2)
  plant('Danach', '2027-03-11')
  await callFor(id)
  await expect.poll(titles, SOON).toEqual(['Begehung', 'Danach'])
})

test('one that Microsoft ended is set up anew, and what came meanwhile is taken in', async () => {
  const id = onlyId()
  plant('Dazwischen', '2027-03-12')
  const said = notification(id)
  endSubscription(id)
  const [one] = (said as { value: object[] }).value
  await app.anonymous.post(NOTIFY, { value: [{ ...one, lifecycleEvent: 'subscriptionRemoved' }] })
  await expect.poll(watched, SOON).toEqual(['me/events'])
  expect(onlyId()).not.toBe(id)
  await expect.poll(titles, SOON).toContain('Dazwischen')
})

test('one that vanished unsaid is found missing when it is renewed', async () => {
  endSubscription(onlyId())
  await letPass()
  await after(watched).toEqual(['me/events'])
})

test('where Microsoft refuses the calendar is asked as before, and it is tried again later', async () => {
  endSubscription(onlyId())
  const troubles = [
    { method: 'POST', path: /subscriptions/, what: { status: 403, code: 'ErrorAccessDenied' } },
  ]
  microsoft.graph.troubles.push(...troubles)
  await sql`update groupware_subscription set due_at = now(), remote_id = null, expires_at = null`.execute(
    app.house.db,
  )
  await after(heard).toEqual([{ area: 'appointment', seconds: 300 }])
  const asked = () => microsoft.graph.asked.filter((one) => one === 'POST /subscriptions').length
  const before = asked()
  await look()
  expect([watched(), asked()]).toEqual([[], before])
  await letPass()
  await after(heard).toEqual([{ area: 'appointment', seconds: null }])
})

test('an address book tells by itself as soon as a contact is chosen for it', async () => {
  const { id } = (await anna.post('/contacts', { kind: 'person', lastName: 'Probst' })).body
  const accountId = path.split('/').at(-1)
  expect((await anna.put(`/contacts/${id}/groupware`, { accountId, enabled: true })).status).toBe(200)
  await after(() => watched().toSorted()).toEqual(['me/contacts', 'me/events'])
  await after(heard).toEqual(['appointment', 'contact'].map((area) => ({ area, seconds: null })))
})

test('while the account rests Microsoft does not call', async () => {
  await anna.post(`${path}/pause`)
  await after(watched).toEqual([])
  await anna.post(`${path}/resume`)
  await after(() => watched().toSorted()).toEqual(['me/contacts', 'me/events'])
})

test('when the account is disconnected the subscription is ended, and nothing of its sign-in stays', async () => {
  await anna.remove(path)
  await after(watched).toEqual([])
  const kept = async () =>
    (await app.house.db.selectFrom('secret').select('name').execute()).map(({ name }) => name)
  await after(kept).toEqual(['groupware.entra'])
  expect(microsoft.graph.mistakes).toEqual([])
})
