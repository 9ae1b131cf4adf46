import { execFileSync } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEntra } from '../../../../test/groupware/graph/entra.ts'
import type { Entra } from '../../../../test/groupware/graph/entra.ts'
import { appToken, finishSignIn, refreshSignIn, startSignIn, userScopes } from './sign-in.ts'
import type { EntraApp } from './sign-in.ts'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ userName: 'anna@firma.example', scopes: userScopes() })
})
afterAll(() => entra.close())

const app = (changes: Partial<EntraApp> = {}): EntraApp => ({
  tenant: entra.tenant,
  clientId: entra.clientId,
  credential: { secret: entra.secret },
  fetch: entra.fetch,
  ...changes,
})

async function signIn(changes: Partial<EntraApp> = {}) {
  const started = await startSignIn(app(changes), { redirectUri: entra.redirectUri })
  return { started, callback: await entra.browse(started.url) }
}

describe('a user signs in', () => {
  test.each(['organizations', 'common', 'the tenant'])('by %s', async (by) => {
    const tenant = by === 'the tenant' ? entra.tenant : by
    const { started, callback } = await signIn({ tenant })
    const signedIn = await finishSignIn(app({ tenant }), started, callback)
    expect(signedIn).toMatchObject({ userName: 'anna@firma.example', tenant: entra.tenant })
    expect(signedIn.accessToken).not.toBe('')
    expect(signedIn.expiresAt).toBeGreaterThan(Date.now())
    const renewed = await refreshSignIn(app({ tenant }), signedIn.refreshToken ?? '')
    expect(renewed.accessToken).not.toBe(signedIn.accessToken)
    expect(renewed.refreshToken).not.toBe(signedIn.refreshToken)
  })

  test('with PKCE, and the address saves typing', async () => {
    const { url, verifier } = await startSignIn(app(), {
      redirectUri: entra.redirectUri,
      address: 'anna@firma.example',
      scopes: userScopes('read'),
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
    const other = await startSignIn(app(), { redirectUri: entra.redirectUri })
    await expect(finishSignIn(app(), other, callback)).rejects.toMatchObject({ fault: 'broken' })
  })

  test('a stolen code is worth nothing without its verifier', async () => {
    const { started, callback } = await signIn()
    const stolen = { ...started, verifier: 'x'.repeat(43) }
    await expect(finishSignIn(app(), stolen, callback)).rejects.toMatchObject({ fault: 'consent' })
  })

  test('who says no is asked again', async () => {
    entra.isRefusing = true
    const { started, callback } = await signIn()
    entra.isRefusing = false
    await expect(finishSignIn(app(), started, callback)).rejects.toMatchObject({ fault: 'consent' })
  })

  test('who takes back what they allowed must sign in again', async () => {
    const { started, callback } = await signIn()
    const { refreshToken = '' } = await finishSignIn(app(), started, callback)
    await entra.revoke()
    await expect(refreshSignIn(app(), refreshToken)).rejects.toMatchObject({ fault: 'consent' })
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
    const credential = newCertificate()
    const certificateKey = createPublicKey(credential.privateKey).export({ format: 'jwk' })
    const other = await startEntra({
      userName: 'x',
      scopes: [],
      certificateKey: { ...certificateKey, kty: 'RSA' },
    })
    const { tenant, clientId, fetch } = other
    const { accessToken } = await appToken({ tenant, clientId, credential, fetch })
    expect(accessToken).not.toBe('')
    await other.close()
  })

  test('where nobody answers is said so', async () => {
    const nowhere = app({
      fetch: (_, options) => fetch('http://127.0.0.1:65533/', { method: options.method }),
    })
    await expect(appToken(nowhere)).rejects.toMatchObject({ fault: 'unreachable' })
  })
})

function newCertificate(): { certificate: string; privateKey: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-certificate-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=kontor', '-days', '2']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
    {
      stdio: 'ignore',
    },
  )
  const made = { certificate: readFileSync(certificate, 'utf8'), privateKey: readFileSync(key, 'utf8') }
  rmSync(folder, { recursive: true })
  return made
}
