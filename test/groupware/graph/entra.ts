import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import { Provider, interactionPolicy } from 'oidc-provider'
import type { JWK } from 'oidc-provider'
import { OpenId, usual } from '../open-id.ts'

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
export class Entra extends OpenId {
  readonly tenant: string = randomUUID()
  private readonly registered: Registered

  constructor(registered: Registered) {
    super(registered.redirectUri)
    this.registered = registered
  }

  /** Answers of Microsoft do not name their issuer. */
  override async browse(first: string): Promise<string> {
    const back = new URL(await super.browse(first))
    back.searchParams.delete('iss')
    return back.href
  }

  protected override async answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const url = request.url ?? ''
    const [, who] = /^\/([^/]+)\/v2\.0\/\.well-known\//.exec(url) ?? []
    if (who !== undefined && request.headers['x-inside'] === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(await this.metadata(who)))
      return
    }
    if (!url.includes('/interaction/'))
      Object.assign(request, { originalUrl: url, url: url.replace(`/${this.tenant}/v2.0`, '') })
    await super.answer(request, response)
  }

  /** As Microsoft's: whoever asks for users of any tenant is told an issuer with a gap; answers do not name theirs. */
  private async metadata(who: string): Promise<object> {
    const from = `${this.url}/${this.tenant}/v2.0/.well-known/openid-configuration`
    const answer = await fetch(from, { headers: { 'x-inside': 'yes' } })
    const said = (await answer.json()) as { issuer: string }
    const issuer = who === this.tenant ? said.issuer : said.issuer.replace(this.tenant, '{tenantid}')
    return { ...said, issuer, authorization_response_iss_parameter_supported: false }
  }

  protected makeProvider(): Provider {
    const { url, tenant, clientId, secret, redirectUri } = this
    const { userName, scopes, certificateKey } = this.registered
    const credential = certificateKey
      ? {
          token_endpoint_auth_method: 'private_key_jwt' as const,
          token_endpoint_auth_signing_alg: 'PS256' as const,
          jwks: { keys: [certificateKey] },
        }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' as const }
    return new Provider(`${url}/${tenant}/v2.0`, {
      ...usual(),
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
      clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
      features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
      interactions: { policy: asked(), url: (_, { uid }) => `/${tenant}/v2.0/interaction/${uid}` },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, tid: tenant, preferred_username: userName }),
      }),
    })
  }
}

/** Microsoft can be told to ask which account it shall be. */
function asked(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return policy
}
