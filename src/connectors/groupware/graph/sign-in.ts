import { X509Certificate, createHash, createPrivateKey, webcrypto } from 'node:crypto'
import {
  AuthorizationResponseError,
  ClientSecretPost,
  PrivateKeyJwt,
  ResponseBodyError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  clientCredentialsGrant,
  customFetch,
  discovery,
  modifyAssertion,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from 'openid-client'
import type { ClientAuth, Configuration, TokenEndpointResponse } from 'openid-client'
import { GroupwareError } from '../groupware-error.ts'
import { brokenLine } from './graph-fault.ts'

// Signing in with Microsoft (Entra ID), by OpenID Connect. A user signs in by the authorisation code flow with PKCE
// (RFC 7636), a whole firm as an app with its own secret or certificate (client credentials, RFC 6749, 4.4).

const AUTHORITY = 'https://login.microsoftonline.com'
/** A token is taken for ended this long before it is. */
const EARLY = 60_000

/** The app that the firm has registered in its Entra ID. */
export interface EntraApp {
  /** Of a national cloud, as `https://login.microsoftonline.us`; else Microsoft's for everybody. */
  authority?: string
  /** The id or a domain of the tenant, or `organizations` or `common` for users of any. */
  tenant: string
  clientId: string
  credential: { secret: string } | { certificate: string; privateKey: string }
}

/** What was begun; kept with the user's session until Microsoft sends them back. */
export interface StartedSignIn {
  url: string
  state: string
  nonce: string
  verifier: string
}

export interface GraphTokens {
  accessToken: string
  /** Milliseconds since 1970, a minute before its end. */
  expiresAt: number
  /** Only of users; each use may give another one, the last one counts. */
  refreshToken?: string
}

/** Who signed in. */
export interface SignedIn extends GraphTokens {
  /** The user principal name, which is the address nearly always. */
  userName: string
  tenant: string
}

/** What the user is asked to allow: to work with the mail too, or only to read it. */
export function userScopes(mail: 'read' | 'work' = 'work'): string[] {
  return [
    'openid',
    'profile',
    'email',
    'offline_access',
    'Calendars.ReadWrite',
    'Contacts.ReadWrite',
    'Tasks.ReadWrite',
    'MailboxSettings.Read',
    ...(mail === 'read' ? ['Mail.Read'] : ['Mail.ReadWrite', 'Mail.Send']),
  ]
}

/** Where the user is sent to sign in. `address` saves them typing it. */
export async function startSignIn(
  app: EntraApp,
  {
    redirectUri,
    address,
    scopes = userScopes(),
  }: { redirectUri: string; address?: string; scopes?: readonly string[] },
): Promise<StartedSignIn> {
  const config = await configOf(app)
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
    ...(address === undefined ? {} : { login_hint: address }),
  })
  return { url: url.href, state, nonce, verifier }
}

/** Makes tokens of what Microsoft sent the user back with; `callback` is the whole address they came to. */
export async function finishSignIn(
  app: EntraApp,
  { state, nonce, verifier }: StartedSignIn,
  callback: string,
): Promise<SignedIn> {
  const config = await configOf(app)
  const tokens = await authorizationCodeGrant(config, new URL(callback), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  }).catch(refused)
  const said = tokens.claims() ?? {}
  const claim = (name: string) => {
    const value = said[name as keyof typeof said] as unknown
    return typeof value === 'string' ? value : ''
  }
  return {
    ...tokensOf(tokens),
    userName: claim('preferred_username') || claim('email'),
    tenant: claim('tid'),
  }
}

/** New tokens of a user; `consent` when access was withdrawn or has run out. */
export async function refreshSignIn(app: EntraApp, refreshToken: string): Promise<GraphTokens> {
  const tokens = await refreshTokenGrant(await configOf(app), refreshToken).catch(refused)
  return { refreshToken, ...tokensOf(tokens) }
}

/** A token with the app's own rights, for every mailbox of the tenant that it may open; `graph` is of its cloud. */
export async function appToken(app: EntraApp, graph = 'https://graph.microsoft.com'): Promise<GraphTokens> {
  const scope = `${graph}/.default`
  return tokensOf(await clientCredentialsGrant(await configOf(app), { scope }).catch(refused))
}

/**
 * Microsoft's metadata of `organizations`, `common` and of a tenant named by its domain say another issuer than was asked
 * for, with `{tenantid}` in it. openid-client knows that of Microsoft's own host and of no other; so another authority is
 * asked under that name.
 */
async function configOf({
  authority = AUTHORITY,
  tenant,
  clientId,
  credential,
}: EntraApp): Promise<Configuration> {
  const issuer = new URL(`${AUTHORITY}/${encodeURIComponent(tenant)}/v2.0`)
  const auth = 'secret' in credential ? ClientSecretPost(credential.secret) : await certified(credential)
  const at = authority.replace(/\/$/, '')
  return discovery(issuer, clientId, undefined, auth, {
    [customFetch]: (url, options) => fetch(url.replace(AUTHORITY, at), options as RequestInit),
    // Only on this very machine nobody listens in between.
    execute: /^http:\/\/127\.0\.0\.1(:\d+)?$/.test(at) ? [allowInsecureRequests] : [],
  }).catch(refused)
}

/** With a certificate, which Entra knows again by its thumbprint in the head of the assertion (RFC 7523, 3). */
async function certified({
  certificate,
  privateKey,
}: {
  certificate: string
  privateKey: string
}): Promise<ClientAuth> {
  const { raw } = new X509Certificate(certificate)
  const pkcs8 = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' })
  const kind = { name: 'RSA-PSS', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), kind, false, ['sign'])
  return PrivateKeyJwt(key, {
    [modifyAssertion](header) {
      header['x5t#S256'] = createHash('sha256').update(raw).digest('base64url')
    },
  })
}

function tokensOf(tokens: TokenEndpointResponse): GraphTokens {
  return {
    accessToken: tokens.access_token,
    expiresAt: Date.now() + (tokens.expires_in ?? 3600) * 1000 - EARLY,
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  }
}

/** Of the app itself is said `refused`, of what a user or an administrator has to allow `consent`. */
function refused(error: unknown): never {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const { error: code, error_description: text } = error
    const fault = APP_FAULTS.has(code)
      ? 'refused'
      : code === 'temporarily_unavailable'
        ? 'throttled'
        : 'consent'
    throw new GroupwareError(fault, `${code} ${text ?? ''}`.trim().slice(0, 500))
  }
  const line = brokenLine(error)
  const isLine =
    /ECONN|ENOTFOUND|EAI_|ETIMEDOUT|OAUTH_TIMEOUT|UND_ERR/.test(line.detail) || line.fault === 'tls'
  if (isLine) throw line
  throw new GroupwareError('broken', error instanceof Error ? error.message : 'the sign-in failed')
}

const APP_FAULTS = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
])
