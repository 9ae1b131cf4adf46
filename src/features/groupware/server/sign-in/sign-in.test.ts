import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignedIn } from '#connectors/groupware/sign-in/sign-in.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { startBearerProxy } from '../../../../../test/groupware/bearer-proxy.ts'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot, HolderOf } from '../../../../../test/groupware/dovecot.ts'
import { SCOPE, startFirmProvider } from '../../../../../test/groupware/open-id.ts'
import { hasRadicale, startRadicale } from '../../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../../test/groupware/radicale.ts'
import { readAccountSecret } from '../account-secret.ts'
import { keepSignedIn } from './keep-signed-in.ts'

const HOME = 'https://crm.example'
const CALLBACK = `${HOME}/api/v1/groupware/sign-in/callback`
const ADDRESS = 'anna@firma.example'

let app: TestApp
let anna: Person
beforeAll(async () => {
  app = await startApp({ KONTOR_PUBLIC_URL: HOME })
  anna = await app.person('user', 'Anna Amsel')
})
afterAll(() => app.close())

describe.skipIf(!hasDovecot || !hasRadicale)('servers that take no password', () => {
  let provider: Awaited<ReturnType<typeof startFirmProvider>>
  let dovecot: Dovecot
  let radicale: Radicale
  let proxy: Awaited<ReturnType<typeof startBearerProxy>>
  beforeAll(async () => {
    provider = await startFirmProvider({ redirectUri: CALLBACK, address: ADDRESS })
    const holderOf: HolderOf = async (token) => ((await provider.holderOf(token)) ? ADDRESS : undefined)
    radicale = await startRadicale({ [ADDRESS]: 'unused' })
    await radicale.makeCalendar(ADDRESS, 'Dienstlich', ['VEVENT'])
    await radicale.makeBook(ADDRESS, 'Kunden')
    proxy = await startBearerProxy(radicale.url, { holderOf, password: 'unused' })
    dovecot = await startDovecot({}, { tokens: holderOf })
  })
  afterAll(async () => {
    await dovecot?.stop()
    await proxy?.stop()
    await radicale?.stop()
    await provider?.close()
  })

  const begin = (more: object = {}) =>
    anna.post('/groupware/sign-in', {
      provider: 'other',
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
      caldav: { url: proxy.url },
      carddav: { url: proxy.url },
      ...more,
    })
  /** Goes there and comes back as a user does in a browser; where Kontor sends them then. */
  const signIn = async (more: object = {}): Promise<string> => {
    const back = await provider.browse((await begin(more)).body.url)
    const reply = await anna.get(back.replace(`${HOME}/api/v1`, ''))
    expect(reply.status).toBe(302)
    return String(reply.headers['location']).replace(`${HOME}/settings/groupware?`, '')
  }
  const accounts = async () => (await anna.get('/groupware/accounts')).body.items
  const reasons = async (id: string) =>
    (await anna.post(`/groupware/accounts/${id}/test`)).body.servers.map(
      ({ reason }: { reason: string | null }) => reason,
    )

  test('nobody signs in before an administrator has registered Kontor there', async () => {
    expect((await begin()).body.code).toBe('groupware.unsupported')
    const offers = async () => (await anna.get('/groupware/sign-in')).body
    expect(await offers()).toEqual({
      redirect: CALLBACK,
      items: ['microsoft', 'google', 'other'].map((one) => ({
        provider: one,
        name: '',
        hasSecret: false,
        isReady: false,
      })),
    })
    const groupware = {
      privateHosts: true,
      signInName: 'Firmenkonto',
      signInIssuer: provider.url,
      signInClientId: provider.clientId,
      signInScopes: SCOPE,
    }
    expect((await app.admin.patch('/settings', { groupware })).status).toBe(200)
    const { secret } = provider
    expect((await anna.put('/groupware/sign-in/other', { secret })).status).toBe(403)
    expect((await app.admin.put('/groupware/sign-in/other', { secret })).status).toBe(204)
    expect((await offers()).items[2]).toMatchObject({ name: 'Firmenkonto', hasSecret: true, isReady: true })
    const said = [(await app.admin.get('/audit?limit=50')).body, (await app.admin.get('/settings')).body]
    expect(JSON.stringify(said)).not.toContain(secret)
  })

  test('who signs in has an account without a password, and its servers let it in', async () => {
    expect((await begin({ imap: null, caldav: null, carddav: null })).status).toBe(422)
    const found = await signIn()
    const [account] = await accounts()
    expect(found).toBe(`account=${account.id}`)
    expect(account).toMatchObject({ kind: 'open', signIn: 'other', address: ADDRESS, state: 'ok' })
    expect(await reasons(account.id)).toEqual([null, null, null])
    const listed = (await anna.post(`/groupware/accounts/${account.id}/collections/refresh`)).body.items
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['Dienstlich', 'Kunden', 'INBOX']),
    )
  })

  test('a token that the servers take no more is renewed by itself, once for all who ask', async () => {
    const [{ id }] = await accounts()
    const before = await accessToken(id)
    await provider.end(before)
    expect(await reasons(id)).toEqual([null, null, null])
    const after = await accessToken(id)
    expect(after).not.toBe(before)
    expect(await reasons(id)).toEqual([null, null, null])
    expect(await accessToken(id)).toBe(after)
  })

  test('who takes back what they allowed signs in again, and it is the same account', async () => {
    const [{ id }] = await accounts()
    await provider.revoke()
    expect(await reasons(id)).toEqual(['sign-in-again', 'sign-in-again', 'sign-in-again'])
    const refused = await anna.post(`/groupware/accounts/${id}/collections/refresh`)
    expect(refused.body.code).toBe('groupware.consent')
    expect(await signIn({ accountId: id, imap: null, caldav: null, carddav: null })).toBe(`account=${id}`)
    expect(await accounts()).toHaveLength(1)
    expect(await reasons(id)).toEqual([null, null, null])
  })

  test('nobody gets into an account as somebody else, and who says no is told so', async () => {
    const [{ id }] = await accounts()
    provider.address = 'ben@firma.example'
    expect(await signIn({ accountId: id })).toBe('refused=groupware.other_person')
    provider.address = ADDRESS
    provider.isRefusing = true
    expect(await signIn()).toBe('refused=groupware.consent')
    provider.isRefusing = false
    const ben = await app.person('user', 'Ben Birke')
    expect((await ben.post('/groupware/sign-in', { accountId: id })).status).toBe(404)
    expect(await reasons(id)).toEqual([null, null, null])
  })

  test('with a secret that counts no more it is said who must do something', async () => {
    const [{ id }] = await accounts()
    await app.admin.put('/groupware/sign-in/other', { secret: 'wrong' })
    await provider.end(await accessToken(id))
    expect(await reasons(id)).toEqual(['not-registered', 'not-registered', 'not-registered'])
    await app.admin.put('/groupware/sign-in/other', { secret: provider.secret })
    expect(await reasons(id)).toEqual([null, null, null])
  })

  test('an account of a group is signed in to by one of its members', async () => {
    const group = (await app.admin.post('/groups', { name: 'Vertrieb', members: [anna.by.id] })).body
    await signIn({ ownerId: group.id, name: 'Vertrieb' })
    expect(await accounts()).toEqual([
      expect.objectContaining({ ownerName: 'Anna Amsel' }),
      expect.objectContaining({ ownerName: 'Vertrieb', name: 'Vertrieb', signIn: 'other' }),
    ])
    const { body } = await anna.post('/groupware/sign-in', { provider: 'other', ownerId: app.admin.by.id })
    expect(body.errors).toMatchObject([{ path: 'ownerId', code: 'not_yours' }])
  })

  test('a password in its place ends the sign-in', async () => {
    const [{ id }] = await accounts()
    const { body } = await anna.patch(`/groupware/accounts/${id}`, { password: 'geheim' })
    expect(body).toMatchObject({ signIn: null })
    expect((await reasons(id))[0]).toBe('password')
  })

  async function accessToken(id: string): Promise<string> {
    const kept = await readAccountSecret(app.house.db, app.house.config, id)
    return (kept && !('password' in kept) && kept.accessToken) || ''
  }
})

describe('at Google', () => {
  const MAIL = 'https://mail.google.com/'
  const CALENDAR = 'https://www.googleapis.com/auth/calendar'
  const CONTACTS = 'https://www.googleapis.com/auth/carddav'
  const signedIn = (scopes: string[]): SignedIn => ({
    accessToken: 'an access token',
    refreshToken: 'what renews it',
    expiresAt: Date.now() + 3_600_000,
    address: 'Anna@Firma.example',
    userName: 'Anna@Firma.example',
    scopes,
  })
  /** As if Google had just sent Anna back. */
  const comeBack = (...scopes: string[]) =>
    app.house.db.transaction().execute(async (tx) => {
      const by = anna.by
      const input = { provider: 'google' as const, ownerId: by.id }
      const keeping = { config: app.house.config, signedIn: signedIn(scopes), input }
      return keepSignedIn(tx, by, keeping)
    })
  const read = async (id: string) => (await anna.get(`/groupware/accounts/${id}`)).body

  test('mail, calendars and contacts are where Google says, for what was allowed', async () => {
    const id = await comeBack('openid', MAIL, CALENDAR, CONTACTS)
    expect(await read(id)).toMatchObject({
      signIn: 'google',
      address: 'anna@firma.example',
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
      smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
      caldav: { url: 'https://apidata.googleusercontent.com/caldav/v2/anna%40firma.example/user' },
      carddav: { url: 'https://www.googleapis.com/.well-known/carddav' },
    })
    expect(await comeBack('openid', CALENDAR)).toBe(id)
    expect(await read(id)).toMatchObject({ imap: null, smtp: null, carddav: null })
    await expect(comeBack('openid')).rejects.toMatchObject({ code: 'groupware.nothing_allowed' })
  })

  test('its token is shown to nobody but Google', async () => {
    const id = await comeBack('openid', CALENDAR)
    const change = (input: object) => anna.patch(`/groupware/accounts/${id}`, input)
    expect((await change({ caldav: { url: 'https://elsewhere.example/' } })).status).toBe(422)
    expect((await change({ imap: null })).status).toBe(422)
    expect((await change({ name: 'Kalender' })).body).toMatchObject({ name: 'Kalender', signIn: 'google' })
  })
})
