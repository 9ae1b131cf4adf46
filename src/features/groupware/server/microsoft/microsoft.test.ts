import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYONE } from '#kernel/rights.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { entraApp } from './entra-app.ts'
import { keepAccountSecret, readAccountSecret } from '../account-secret.ts'
import { newCertificate } from '../../../../../test/groupware/graph/certificate.ts'
import { startMicrosoft } from '../../../../../test/groupware/graph/microsoft.ts'

const CALLBACK = 'https://crm.example/api/v1/groupware/sign-in/callback'

let app: TestApp
let microsoft: Awaited<ReturnType<typeof startMicrosoft>>
let anna: Person
beforeAll(async () => {
  microsoft = await startMicrosoft({ userName: 'anna@firma.example', redirectUri: CALLBACK })
  app = await startApp({
    KONTOR_PUBLIC_URL: 'https://crm.example',
    KONTOR_MICROSOFT_LOGIN_URL: microsoft.entra.url,
    KONTOR_GRAPH_URL: microsoft.graph.url,
  })
  anna = await app.person('user', 'Anna Amsel')
})
afterAll(() => Promise.all([app.close(), microsoft.close()]))

/** Signs in as a user does in a browser, and comes back to where Microsoft sends them. */
const signIn = async () => {
  const { url } = (await anna.post('/groupware/sign-in')).body
  const back = await microsoft.entra.browse(url)
  return anna.get(back.replace('https://crm.example/api/v1', ''))
}

test('nobody signs in before the firm is registered', async () => {
  const refused = await anna.post('/groupware/sign-in')
  expect([refused.status, refused.body.code]).toEqual([409, 'groupware.unsupported'])
  expect((await app.admin.get('/groupware/microsoft')).body).toEqual({
    hasSecret: false,
    certificateUntil: null,
  })
  expect((await anna.get('/groupware/sign-in')).body.redirect).toBe(CALLBACK)
  const { entra } = microsoft
  await app.admin.patch('/settings', {
    groupware: { graphTenant: entra.tenant, graphClientId: entra.clientId },
  })
  expect((await app.admin.put('/groupware/microsoft', { secret: entra.secret })).status).toBe(204)
  expect((await app.admin.get('/groupware/microsoft')).body.hasSecret).toBe(true)
  const said = [(await app.admin.get('/audit?limit=50')).body, (await app.admin.get('/settings')).body]
  expect(JSON.stringify(said)).not.toContain(entra.secret)
})

test('who signs in has an account, and its mailbox says what it has', async () => {
  const reply = await signIn()
  expect(reply.status).toBe(302)
  const { items } = (await anna.get('/groupware/accounts')).body
  expect(items).toEqual([
    expect.objectContaining({ kind: 'graph', access: 'user', mailbox: 'anna@firma.example', state: 'ok' }),
  ])
  const [account] = items
  expect(reply.headers['location']).toBe(`https://crm.example/settings/groupware?account=${account.id}`)
  const path = `/groupware/accounts/${account.id}`
  expect((await anna.post(`${path}/test`)).body.servers).toEqual([
    { server: 'graph', reason: null, detail: '' },
  ])
  const listed = (await anna.post(`${path}/collections/refresh`)).body.items
  expect(new Set(listed.map((one: { area: string }) => one.area))).toEqual(
    new Set(['appointment', 'contact', 'mail', 'task']),
  )
})

test('a token that has run out is renewed by itself, once for all who ask at once', async () => {
  const [{ id }] = (await anna.get('/groupware/accounts')).body.items
  await expire(id)
  const path = `/groupware/accounts/${id}/test`
  const answers = await Promise.all([anna.post(path), anna.post(path), anna.post(path)])
  expect(answers.map(({ body }) => body.servers[0].reason)).toEqual([null, null, null])
})

test('who signs in again has no second account', async () => {
  await signIn()
  expect((await anna.get('/groupware/accounts')).body.items).toHaveLength(1)
})

test('a mailbox with the rights of the firm is connected by an administrator only', async () => {
  const input = { kind: 'graph', mailbox: 'chef@firma.example' }
  expect((await anna.post('/groupware/accounts', input)).status).toBe(403)
  const given = await app.admin.post('/groupware/accounts', { ...input, ownerId: anna.by.id })
  expect(given.body).toMatchObject({ ownerName: 'Anna Amsel', access: 'app', mailbox: 'chef@firma.example' })
  const path = `/groupware/accounts/${given.body.id}`
  // Who connects it may try it at once, though it is somebody else's.
  expect((await app.admin.post(`${path}/test`)).body.servers).toMatchObject([
    { server: 'graph', reason: null },
  ])
  expect((await anna.patch(path, { mailbox: 'ben@firma.example' })).status).toBe(403)
  expect((await anna.patch(path, { name: 'Vertretung' })).status).toBe(200)
  expect((await anna.remove(path)).status).toBe(204)
})

test('a group has a mailbox of the firm as well, everybody and nobody do not', async () => {
  const group = (await app.admin.post('/groups', { name: 'Vertrieb', members: [anna.by.id] })).body
  const connect = (ownerId: string) =>
    app.admin.post('/groupware/accounts', { kind: 'graph', mailbox: 'info@firma.example', ownerId })
  const { body } = await connect(group.id)
  expect(body).toMatchObject({ ownerName: 'Vertrieb', access: 'app' })
  expect((await anna.get(`/groupware/accounts/${body.id}`)).status).toBe(200)
  await app.admin.remove(`/groupware/accounts/${body.id}`)
  for (const ownerId of [EVERYONE, body.id])
    expect((await connect(ownerId)).body.errors).toMatchObject([{ path: 'ownerId', code: 'unknown' }])
})

test('the app may have a certificate in place of its secret, with a key that fits', async () => {
  const { certificate, privateKey } = newCertificate()
  const keep = (secret: string) => app.admin.put('/groupware/microsoft', { secret })
  for (const wrong of [certificate, privateKey, certificate + newCertificate().privateKey])
    expect((await keep(wrong)).body.errors).toMatchObject([{ path: 'secret', code: 'no_certificate' }])
  expect((await keep(`${certificate}\n${privateKey}`)).status).toBe(204)
  const said = (await app.admin.get('/groupware/microsoft')).body
  expect(said).toEqual({
    hasSecret: true,
    certificateUntil: '2049-01-01T00:00:00.000Z',
  })
  const { credential } = await entraApp(app.house.db, app.house.config)
  expect(credential).toEqual({ certificate: certificate.trim(), privateKey: privateKey.trim() })
  await keep(microsoft.entra.secret)
})

test('a way back that was not begun here leads nowhere', async () => {
  const ben = await app.person('user', 'Ben Birke')
  const reply = await ben.get('/groupware/sign-in/callback?code=x&state=y')
  expect(reply.status).toBe(302)
  expect(reply.headers['location']).toBe(
    'https://crm.example/settings/groupware?refused=groupware.sign_in_over',
  )
  expect((await ben.get('/groupware/accounts')).body.items).toEqual([])
})

/** As if an hour had passed: the access token is forgotten, what renews it stays. */
async function expire(id: string): Promise<void> {
  const { db, config } = app.house
  const kept = await readAccountSecret(db, config, id)
  await db
    .transaction()
    .execute((tx) => keepAccountSecret(tx as never, config, id, { ...kept, expiresAt: 0 }))
}
