import { generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { Configuration, JWK } from 'oidc-provider'

/** The id of the one user a provider has. */
export const USER = 'user-1'

/** A provider of OpenID Connect with one user and one registered app, at an address of its own. */
export abstract class OpenId {
  readonly clientId: string = randomUUID()
  readonly secret: string = randomUUID()
  readonly redirectUri: string
  /** `http://127.0.0.1:…` */
  url = ''
  /** The user says no. */
  isRefusing = false

  private readonly grants: string[] = []
  private provider: Provider | undefined
  private readonly server = http.createServer((request, response) => void this.answer(request, response))

  constructor(redirectUri: string) {
    this.redirectUri = redirectUri
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    this.provider = this.makeProvider()
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
      if (url.startsWith(this.redirectUri)) return url
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

  /** Ends one access token before its time; what renews it counts on. */
  async end(token: string): Promise<void> {
    await (await this.here().AccessToken.find(token))?.destroy()
  }

  protected abstract makeProvider(): Provider

  protected here(): Provider {
    if (!this.provider) throw new Error('it does not listen yet')
    return this.provider
  }

  protected async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (request.url?.includes('/interaction/')) return this.interact(request, response)
    await this.here().callback()(request, response)
  }

  /** The user signs in and allows everything, or says no. */
  protected async interact(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
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

/** What all of them have: tokens for an hour, another refresh token with each use, PKCE. */
export function usual(): Pick<
  Configuration,
  'pkce' | 'cookies' | 'jwks' | 'issueRefreshToken' | 'rotateRefreshToken' | 'ttl' | 'conformIdTokenClaims'
> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK
  return {
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256' }] },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    ttl: HOUR,
  }
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

class FirmProvider extends OpenId {
  /** The address of its user. */
  address: string

  constructor(redirectUri: string, address: string) {
    super(redirectUri)
    this.address = address
  }

  protected makeProvider(): Provider {
    return new Provider(this.url, {
      ...usual(),
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.secret,
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: [this.redirectUri],
          grant_types: ['authorization_code', 'refresh_token'],
        },
      ],
      scopes: ['openid', 'email', 'profile', 'offline_access', SCOPE],
      claims: { openid: ['sub'], email: ['email'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, email: this.address }),
      }),
    })
  }
}

/** What its servers of mail, calendars and contacts want allowed. */
export const SCOPE = 'groupware'

/** Where the users of a firm sign in for its mail, calendars and contacts: as Google is, and as Keycloak may be. */
export async function startFirmProvider({ redirectUri, address }: { redirectUri: string; address: string }) {
  const provider = new FirmProvider(redirectUri, address)
  await provider.listen()
  return provider
}
