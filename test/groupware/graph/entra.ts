import { generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CustomFetch } from 'openid-client'
import { Provider, interactionPolicy } from 'oidc-provider'
import type { JWK } from 'oidc-provider'

/** Microsoft's own name, under which `fetch` reaches it. */
const HOST = 'login.microsoftonline.com'
const USER = 'user-1'
/** As a proxy in front of it says. */
const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': HOST }

export interface Registered {
  /** Of the one user the tenant has. */
  userName: string
  scopes: readonly string[]
  /** The public key of the app's certificate; without one it has a secret. */
  certificateKey?: JWK
}

/** Microsoft's sign-in, played by an OpenID provider, with one tenant, one user and one app. */
export async function startEntra(registered: Registered): Promise<Entra> {
  const entra = new Entra(registered)
  await entra.listen()
  return entra
}

/** See `startEntra`. */
export class Entra {
  readonly tenant = randomUUID()
  readonly clientId = randomUUID()
  readonly secret = randomUUID()
  readonly redirectUri = 'https://kontor.example/groupware/microsoft'
  /** The user says no. */
  isRefusing = false

  private here = ''
  private readonly grants: string[] = []
  private readonly provider: Provider
  private readonly server = http.createServer((request, response) => void this.answer(request, response))

  constructor(registered: Registered) {
    this.provider = providerOf(this, registered)
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve))
    this.here = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => void this.server.close(() => resolve()))
  }

  /** Reaches it under Microsoft's names. */
  readonly fetch: CustomFetch = (url, { headers, body, method, redirect, signal }) =>
    fetch(this.inside(url), {
      headers: { ...headers, ...FORWARDED },
      body: body ?? null,
      method,
      redirect: redirect ?? 'manual',
      signal: signal ?? null,
    })

  /** What a browser does with the address of a sign-in: follows it until it leads back to Kontor. */
  async browse(first: string): Promise<string> {
    const cookies = new Map<string, string>()
    for (let url = first, left = 10; left > 0; left--) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(this.inside(url), { headers: { cookie, ...FORWARDED }, redirect: 'manual' })
      for (const one of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
        cookies.set(name, value)
      }
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 500)}`)
      url = new URL(location, url).href
      if (url.startsWith(this.redirectUri)) return withoutIssuer(url)
    }
    throw new Error('too many redirects')
  }

  /** The user takes back what they allowed. */
  async revoke(): Promise<void> {
    for (const id of this.grants) await (await this.provider.Grant.find(id))?.destroy()
  }

  private inside(url: string): string {
    return url.replace(`https://${HOST}`, this.here)
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = request.url ?? ''
    const [, who] = /^\/([^/]+)\/v2\.0\/\.well-known\//.exec(url) ?? []
    if (who !== undefined && request.headers['x-inside'] === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(await this.metadata(who)))
      return
    }
    if (url.includes('/interaction/')) return this.interact(request, response)
    Object.assign(request, { originalUrl: url, url: url.replace(`/${this.tenant}/v2.0`, '') })
    await this.provider.callback()(request, response)
  }

  /** As Microsoft's: whoever asks for users of any tenant is told an issuer with a gap; answers do not name theirs. */
  private async metadata(who: string): Promise<object> {
    const from = `${this.here}/${this.tenant}/v2.0/.well-known/openid-configuration`
    const answer = await fetch(from, { headers: { ...FORWARDED, 'x-inside': 'yes' } })
    const said = (await answer.json()) as { issuer: string }
    const issuer = who === this.tenant ? said.issuer : said.issuer.replace(this.tenant, '{tenantid}')
    return { ...said, issuer, authorization_response_iss_parameter_supported: false }
  }

  /** The user signs in and allows everything, or says no. */
  private async interact(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { prompt, params } = await this.provider.interactionDetails(request, response)
    if (this.isRefusing) {
      const error = { error: 'access_denied', error_description: 'the user said no' }
      return this.provider.interactionFinished(request, response, error)
    }
    const merged = { mergeWithLastSubmission: true }
    if (prompt.name !== 'consent') {
      const result = { login: { accountId: USER }, select_account: {} }
      return this.provider.interactionFinished(request, response, result, merged)
    }
    const grant = new this.provider.Grant({ accountId: USER, clientId: this.clientId })
    grant.addOIDCScope(String(params['scope']))
    const grantId = await grant.save()
    this.grants.push(grantId)
    return this.provider.interactionFinished(request, response, { consent: { grantId } }, merged)
  }
}

function providerOf(entra: Entra, { userName, scopes, certificateKey }: Registered): Provider {
  const { tenant, clientId, secret, redirectUri } = entra
  const credential = certificateKey
    ? {
        token_endpoint_auth_method: 'private_key_jwt' as const,
        token_endpoint_auth_signing_alg: 'PS256' as const,
        jwks: { keys: [certificateKey] },
      }
    : { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' as const }
  const provider = new Provider(`https://${HOST}/${tenant}/v2.0`, {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        ...credential,
      },
    ],
    scopes: [...scopes, 'https://graph.microsoft.com/.default'],
    claims: { openid: ['sub', 'tid', 'preferred_username'] },
    conformIdTokenClaims: false,
    clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
    interactions: { policy: asked(), url: (_, { uid }) => `/${tenant}/v2.0/interaction/${uid}` },
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...newKey(), use: 'sig', alg: 'RS256' }] },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    ttl: HOUR,
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, tid: tenant, preferred_username: userName }),
    }),
  })
  provider.proxy = true
  return provider
}

const HOUR = {
  AccessToken: 3600,
  ClientCredentials: 3600,
  Grant: 3600,
  IdToken: 3600,
  Interaction: 3600,
  RefreshToken: 3600,
  Session: 3600,
}

/** Microsoft can be told to ask which account it shall be. */
function asked(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return policy
}

function withoutIssuer(url: string): string {
  const plain = new URL(url)
  plain.searchParams.delete('iss')
  return plain.href
}

function newKey(): JWK {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK
}
