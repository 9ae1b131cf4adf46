import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCOPE, startFirmProvider } from '../../../../test/groupware/open-id.ts'
import { googleProvider } from './google.ts'
import { isLoopback, openIdProvider } from './open-id.ts'
import { finishSignIn, refreshSignIn, startSignIn } from './sign-in.ts'

const redirectUri = 'https://kontor.example/groupware/sign-in/callback'

test('Google is asked for mail, calendars and contacts, and to let Kontor go on without the user', () => {
  expect(googleProvider({ clientId: 'kontor', secret: 'geheim' })).toMatchObject({
    scopes: [
      'openid',
      'email',
      'https://mail.google.com/',
      'https://www.googleapis.com/auth/calendar',
      'https://www.googleapis.com/auth/carddav',
    ],
    extra: { access_type: 'offline', prompt: 'consent' },
  })
})

test('only this very machine is asked without https', () => {
  expect(isLoopback('http://127.0.0.1:8080/realm')).toBe(true)
  expect(isLoopback('http://localhost')).toBe(true)
  expect(isLoopback('http://127.0.0.1.example.com/')).toBe(false)
  expect(isLoopback('https://127.0.0.1/')).toBe(false)
})

describe('a provider of the firm', () => {
  let firm: Awaited<ReturnType<typeof startFirmProvider>>
  beforeAll(async () => {
    firm = await startFirmProvider({ redirectUri, address: 'anna@firma.example' })
  })
  afterAll(() => firm.close())
  const provider = (secret = firm.secret) =>
    openIdProvider({ issuer: firm.url, clientId: firm.clientId, secret, scopes: [SCOPE] })

  test('says who signed in and what they allowed, and renews its tokens', async () => {
    const started = await startSignIn(provider(), { redirectUri, address: 'anna@firma.example' })
    const signedIn = await finishSignIn(provider(), started, await firm.browse(started.url))
    expect(signedIn).toMatchObject({ address: 'anna@firma.example' })
    expect(signedIn.scopes).toContain(SCOPE)
    const renewed = await refreshSignIn(provider(), signedIn.refreshToken)
    expect(await firm.holderOf(renewed.accessToken)).toBe('user')
    await expect(refreshSignIn(provider('wrong'), renewed.refreshToken)).rejects.toMatchObject({
      fault: 'refused',
    })
    await firm.revoke()
    await expect(refreshSignIn(provider(), renewed.refreshToken)).rejects.toMatchObject({ fault: 'consent' })
  })

  test('that is not there is said to be unreachable', async () => {
    const nowhere = openIdProvider({ issuer: 'http://127.0.0.1:65533', clientId: 'x', scopes: [] })
    await expect(startSignIn(nowhere, { redirectUri })).rejects.toMatchObject({ fault: 'unreachable' })
  })
})
