import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCertificate } from '../../../../test/groupware/graph/certificate.ts'
import { startEntra } from '../../../../test/groupware/graph/entra.ts'
import type { Entra } from '../../../../test/groupware/graph/entra.ts'
import { startMicrosoft } from '../../../../test/groupware/graph/microsoft.ts'
import { openGraph } from '../graph/open-graph.ts'
import { appToken, entraProvider, userScopes } from './entra.ts'
import type { EntraApp } from './entra.ts'
import { finishSignIn, refreshSignIn, startSignIn } from './sign-in.ts'

const redirectUri = 'https://kontor.example/groupware/sign-in/callback'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ userName: 'anna@firma.example', scopes: userScopes(), redirectUri })
})
afterAll(() => entra.close())

const app = (changes: Partial<EntraApp> = {}): EntraApp => ({
  authority: entra.url,
  tenant: entra.tenant,
  clientId: entra.clientId,
  credential: { secret: entra.secret },
  ...changes,
})
const users = (changes: Partial<EntraApp> = {}) => entraProvider(app(changes))

async function signIn(changes: Partial<EntraApp> = {}) {
  const started = await startSignIn(users(changes), { redirectUri })
  return { started, callback: await entra.browse(started.url) }
}

describe('a user signs in', () => {
  test.each(['organizations', 'common', 'the tenant'])('by %s', async (by) => {
    const tenant = by === 'the tenant' ? entra.tenant : by
    const { started, callback } = await signIn({ tenant })
    const signedIn = await finishSignIn(users({ tenant }), started, callback)
    expect(signedIn).toMatchObject({ userName: 'anna@firma.example' })
    expect(signedIn.accessToken).not.toBe('')
    expect(signedIn.expiresAt).toBeGreaterThan(Date.now())
    const renewed = await refreshSignIn(users({ tenant }), signedIn.refreshToken ?? '')
    expect(renewed.accessToken).not.toBe(signedIn.accessToken)
    expect(renewed.refreshToken).not.toBe(signedIn.refreshToken)
  })

  test('with PKCE, and the address saves typing', async () => {
    const { url, verifier } = await startSignIn(entraProvider(app(), userScopes('read')), {
      redirectUri,
      address: 'anna@firma.example',
    })
    const said = Object.fromEntries(new URL(url).searchParams)
    expect(said).toMatchObject({ code_challenge_method: 'S256', login_hint: 'anna@firma.example' })
    expect(said['scope']).toBe(
      'openid profile email offline_access Calendars.ReadWrite Contacts.ReadWrite Tasks.ReadWrite MailboxSettings.Read Mail.Read',
    )
    expect(url).not.toContain(verifier)
  })

  test('what comes back to another sign-in is not taken', async () => {
    const { callback } = await signIn()
    const other = await startSignIn(users(), { redirectUri })
    await expect(finishSignIn(users(), other, callback)).rejects.toMatchObject({ fault: 'broken' })
  })

  test('a stolen code is worth nothing without its verifier', async () => {
    const { started, callback } = await signIn()
    const stolen = { ...started, verifier: 'x'.repeat(43) }
    await expect(finishSignIn(users(), stolen, callback)).rejects.toMatchObject({ fault: 'consent' })
  })

  test('who says no is asked again', async () => {
    entra.isRefusing = true
    const { started, callback } = await signIn()
    entra.isRefusing = false
    await expect(finishSignIn(users(), started, callback)).rejects.toMatchObject({ fault: 'consent' })
  })

  test('who takes back what they allowed must sign in again', async () => {
    const { started, callback } = await signIn()
    const { refreshToken = '' } = await finishSignIn(users(), started, callback)
    await entra.revoke()
    await expect(refreshSignIn(users(), refreshToken)).rejects.toMatchObject({ fault: 'consent' })
  })
})

describe('an app for the whole firm', () => {
  test('signs in with its secret', async () => {
    const { accessToken, refreshToken } = await appToken(app())
    expect(accessToken).not.toBe('')
    expect(refreshToken).toBeUndefined()
  })

  test('with a wrong secret it is refused', async () => {
    const wrong = appToken(app({ credential: { secret: 'wrong' } }))
    await expect(wrong).rejects.toMatchObject({ fault: 'refused' })
  })

  test('signs in with its certificate', async () => {
    const { publicKey, ...credential } = newCertificate()
    const certificateKey = publicKey.export({ format: 'jwk' })
    const other = await startEntra({
      userName: 'x',
      scopes: [],
      redirectUri,
      certificateKey: { ...certificateKey, kty: 'RSA' },
    })
    const { url, tenant, clientId } = other
    const { accessToken } = await appToken({ authority: url, tenant, clientId, credential })
    expect(accessToken).not.toBe('')
    await other.close()
  })

  test('where nobody answers is said so', async () => {
    const nowhere = app({ authority: 'http://127.0.0.1:65533' })
    await expect(appToken(nowhere)).rejects.toMatchObject({ fault: 'unreachable' })
  })
})

test('with the tokens of the sign-in Graph answers, until the user takes them back', async () => {
  const microsoft = await startMicrosoft({ userName: 'anna@firma.example', redirectUri })
  const { tenant, clientId, secret, url } = microsoft.entra
  const here = entraProvider({ authority: url, tenant, clientId, credential: { secret } })
  const started = await startSignIn(here, { redirectUri })
  const signedIn = await finishSignIn(here, started, await microsoft.entra.browse(started.url))
  const groupware = await openGraph({
    mailbox: signedIn.userName,
    access: 'user',
    token: async () => signedIn.accessToken,
    zone: 'Europe/Berlin',
    self: signedIn.userName,
    baseUrl: microsoft.graph.url,
  })
  expect(await groupware.collections('appointment')).toHaveLength(2)
  await microsoft.entra.revoke()
  await expect(groupware.collections('appointment')).rejects.toMatchObject({ fault: 'consent' })
  await microsoft.close()
})
