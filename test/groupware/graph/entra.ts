import { generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, interactionPolicy } from 'oidc-provider'
import type { JWK } from 'oidc-provider'

const USER = 'user-1'

export interface Registered {
  /** Of the one user the tenant has. */
  userName: string
  scopes: readonly string[]
  redirectUri: string
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
  readonly redirectUri: string
  /** The authority: `http://127.0.0.1:…`. */
  url = ''
  /** The user says no. */
  isRefusing = false

  private readonly registered: Registered
  private readonly grants: string[] = []
  private provider: Provider | undefined
  private readonly server = http.createServer((request, response) => void this.answer(request, response))

  constructor(registered: Registered) {
    this.registered = registered
    this.redirectUri = registered.redirectUri
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    this.provider = providerOf(this, this.registered)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => void this.server.close(() => resolve()))
  }

  /** What a browser does with the address of a sign-in: follows it until it leads back to Kontor. */
  async browse(first: string): Promise<string> {
    const cookies = new Map<string, string>()
    for (let url = first, left = 10; left > 0; left--) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
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
    for (const id of this.grants) await (await this.here().Grant.find(id))?.destroy()
  }

  /** Who holds this access token; undefined when it counts no more. */
  async holderOf(token: string): Promise<'user' | 'app' | undefined> {
    const { AccessToken, ClientCredentials, Grant } = this.here()
    const held = await AccessToken.find(token)
    if (held?.grantId !== undefined && (await Grant.find(held.grantId))) return 'user'
    return (await ClientCredentials.find(token)) ? 'app' : undefined
  }

  private here(): Provider {
    if (!this.provider) throw new Error('it does not listen yet')
    return this.provider
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
    await this.here().callback()(request, response)
  }

  /** As Microsoft's: whoever asks for users of any tenant is told an issuer with a gap; answers do not name theirs. */
  private async metadata(who: string): Promise<object> {
    const from = `${this.url}/${this.tenant}/v2.0/.well-known/openid-configuration`
    const answer = await fetch(from, { headers: { 'x-inside': 'yes' } })
    const said = (await answer.json()) as { issuer: string }
    const issuer = who === this.tenant ? said.issuer : said.issuer.replace(this.tenant, '{tenantid}')
    return { ...said, issuer, authorization_response_iss_parameter_supported: false }
  }

  /** The user signs in and allows everything, or says no. */
  private async interact(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { prompt, params } = await this.here().interactionDetails(request, response)
    if (this.isRefusing) {
      const error = { error: 'access_denied', error_description: 'the user said no' }
      return this.here().interactionFinished(request, response, error)
    }
    const merged = { mergeWithLastSubmission: true }
    if (prompt.name !== 'consent') {
      const result = { login: { accountId: USER }, select_account: {} }
      return this.here().interactionFinished(request, response, result, merged)
    }
    const { Grant } = this.here()
    const grant = new Grant({ accountId: USER, clientId: this.clientId })
    grant.addOIDCScope(String(params['scope']))
    const grantId = await grant.save()
    this.grants.push(grantId)
    return this.here().interactionFinished(request, response, { consent: { grantId } }, merged)
  }
}

function providerOf(entra: Entra, { userName, scopes, certificateKey }: Registered): Provider {
  const { url, tenant, clientId, secret, redirectUri } = entra
  const credential = certificateKey
    ? {
        token_endpoint_auth_method: 'private_key_jwt' as const,
        token_endpoint_auth_signing_alg: 'PS256' as const,
        jwks: { keys: [certificateKey] },
      }
    : { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' as const }
  return new Provider(`${url}/${tenant}/v2.0`, {
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
