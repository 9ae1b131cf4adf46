import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { startPushService } from '../../../../test/push-service.ts'
import { notify } from './notify.ts'
import { sendPushes } from './send-pushes.ts'

let app: TestApp
let mia: Person
let service: Awaited<ReturnType<typeof startPushService>>
beforeAll(async () => {
  service = await startPushService()
  app = await startApp({ KONTOR_PUSH_PRIVATE: 'true', KONTOR_MAIL_FROM: 'kontor@example.com' })
  mia = await app.person('user', 'Mia')
})
afterAll(async () => {
  await app.close()
  await service.close()
})

const tellOf = (title: string, who = mia) =>
  app.house.db.transaction().execute((tx) =>
    notify(tx as never, app.admin.by, {
      users: [who.by.id],
      kind: 'manager',
      record: { kind: 'contact', id: randomUUID(), title },
    }),
  )
const send = () => sendPushes.run(app.house as never)
/** As if the minutes until the next try were over. */
const later = () => sql`update push_message set next_at = now()`.execute(app.house.db)
const underWay = () => app.house.db.selectFrom('pushMessage').selectAll().execute()
/** What the process sends by itself, and what we send here, is over. */
const settled = async () => {
  await send()
  await expect.poll(async () => (await underWay()).filter(({ attempts }) => attempts === 0)).toEqual([])
}

test('a browser that subscribed gets what its user is told, sealed for it alone, and signed', async () => {
  const browser = service.browser()
  expect((await mia.get('/push-key')).status).toBe(200)
  const { status, body } = await mia.post('/push-subscriptions', browser.subscription, {
    'user-agent': 'Firefox',
  })
  expect([status, body.agent]).toEqual([200, 'Firefox'])
  expect((await mia.post('/push-subscriptions', browser.subscription)).body.id).toBe(body.id)
  await tellOf('Müller & Söhne')
  await settled()
  await expect.poll(() => browser.got).toHaveLength(1)
  const [pushed] = browser.got
  expect(pushed).toMatchObject({ ttl: 86_400, subject: 'mailto:kontor@example.com' })
  expect(pushed?.payload).toMatchObject({ title: 'Ada Admin hat Ihnen Müller & Söhne anvertraut', body: '' })
  expect(pushed?.payload.url).toMatch(/^\/open\/contact\/[\w-]{36}$/)
  expect(pushed?.topic).toBe(pushed?.payload.tag.replaceAll('-', ''))
  await expect.poll(underWay).toEqual([])
  expect((await mia.remove(`/push-subscriptions/${body.id}`)).status).toBe(204)
  expect((await mia.get('/push-subscriptions')).body.items).toEqual([])
  await tellOf('Danach')
  await settled()
  expect(browser.got).toHaveLength(1)
})

test('many senders at once send each message once', async () => {
  const browser = service.browser()
  await mia.post('/push-subscriptions', browser.subscription)
  for (let n = 0; n < 60; n++) await tellOf(`Nr. ${n}`)
  await Promise.all([send(), send(), send()])
  await expect.poll(underWay).toEqual([])
  const titles = browser.got.map(({ payload }) => payload.title)
  expect([titles.length, new Set(titles).size]).toEqual([60, 60])
  await mia.remove(`/push-subscriptions?endpoint=${encodeURIComponent(browser.subscription.endpoint)}`)
})

test('a service that is away is asked again later; a message it may have had comes under the same tag', async () => {
  const browser = service.browser()
  await mia.post('/push-subscriptions', browser.subscription)
  browser.answer(503)
  await tellOf('Wichtig')
  await settled()
  await expect.poll(async () => (await underWay()).map(({ attempts }) => attempts)).toEqual([1])
  await send()
  expect(browser.got).toEqual([])

  browser.answer(201)
  browser.breakOnce()
  await later()
  await send()
  await later()
  await send()
  const [first, second] = browser.got
  expect(browser.got).toHaveLength(2)
  expect(second?.payload.tag).toBe(first?.payload.tag)
  expect(second?.topic).toBe(first?.topic)
  await expect.poll(underWay).toEqual([])

  browser.answer(500)
  await tellOf('Nie')
  await settled()
  for (let n = 0; n < 6; n++) {
    await later()
    await send()
  }
  await expect.poll(underWay).toEqual([])
  expect((await mia.get('/push-subscriptions')).body.items).toHaveLength(1)
})

test.each([404, 410])('a browser that is gone (%i) is forgotten', async (status) => {
  const who = await app.person('user')
  const browser = service.browser()
  await who.post('/push-subscriptions', browser.subscription)
  browser.answer(status)
  await tellOf('Hallo', who)
  await settled()
  await expect.poll(async () => (await who.get('/push-subscriptions')).body.items).toEqual([])
  await expect.poll(underWay).toEqual([])
})

test('whoever signs in at a browser after somebody else takes it over', async () => {
  const [before, after] = [await app.person('user'), await app.person('guest')]
  const browser = service.browser()
  const { body } = await before.post('/push-subscriptions', browser.subscription)
  await after.post('/push-subscriptions', browser.subscription)
  expect((await before.get('/push-subscriptions')).body.items).toEqual([])
  expect((await before.remove(`/push-subscriptions/${body.id}`)).status).toBe(404)
  await tellOf('Für wen', before)
  await settled()
  expect(browser.got).toEqual([])
  await tellOf('Für dich', after)
  await settled()
  await expect.poll(() => browser.got).toHaveLength(1)
})

test('addresses that are no push service are refused', async () => {
  const strict = { ...app.house.config, privatePush: false }
  const { addPushSubscription } = await import('./push-subscriptions.ts')
  const { keys } = service.browser().subscription
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://10.0.0.7/x',
    'https://localhost/x',
    'file:///etc/passwd',
  ]) {
    const adding = app.house.db
      .transaction()
      .execute((tx) =>
        addPushSubscription(tx as never, mia.by, { config: strict, agent: '', input: { endpoint, keys } }),
      )
    await expect(adding, endpoint).rejects.toThrow('push service')
  }
  expect((await mia.post('/push-subscriptions', { endpoint: 'nonsense', keys })).status).toBe(422)
})

test('the keys are made once, and lie sealed; when they cannot be read any more there are new ones', async () => {
  const ask = async () => (await mia.get('/push-key')).body.key as string
  const [one, two] = await Promise.all([ask(), ask()])
  expect(one).toBe(two)
  expect(Buffer.from(one, 'base64url')).toHaveLength(65)
  const { rows } = await sql<{ sealed: string }>`select sealed from secret`.execute(app.house.db)
  expect(JSON.stringify(rows)).not.toContain(one)
  expect(await readFile(join(app.house.config.dataDir, 'secret.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  await sql`update secret set sealed = 'AAAA'`.execute(app.house.db)
  expect(await ask()).not.toBe(one)
  expect((await mia.get('/push-subscriptions')).body.items).toEqual([])
})
