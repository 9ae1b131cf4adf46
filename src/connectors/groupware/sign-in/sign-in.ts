import {
  AuthorizationResponseError,
  ResponseBodyError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from 'openid-client'
import type { Configuration, TokenEndpointResponse } from 'openid-client'
import { brokenLine } from '../graph/graph-fault.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { Tokens } from './token.ts'

// Signing in at a provider by OpenID Connect: a user by the authorisation code flow with PKCE (RFC 6749, RFC 7636).

/** A token is taken for ended this long before it is. */
const EARLY = 60_000

/** Where users sign in, as Kontor is registered there. */
export interface SignInProvider {
  /** What the provider says of itself, with our registration. */
  configuration(): Promise<Configuration>
  /** What the user is asked to allow. */
  scopes: readonly string[]
  /** What else is said when a user is sent there. */
  extra?: Readonly<Record<string, string>>
}

/** What was begun; kept with the user's session until the provider sends them back. */
export interface StartedSignIn {
  url: string
  state: string
  nonce: string
  verifier: string
}

/** Who signed in. */
export interface SignedIn extends Tokens {
  /** The address, as the provider says it; empty where it says none. */
  address: string
  /** How the provider calls them: a user principal name, which is the address nearly always. */
  userName: string
  /** What they allowed, which may be less than was asked; undefined when nothing is said: all of it. */
  scopes: readonly string[] | undefined
}

/** Where the user is sent to sign in. `address` saves them typing it. */
export async function startSignIn(
  { configuration, scopes, extra }: SignInProvider,
  { redirectUri, address }: { redirectUri: string; address?: string },
): Promise<StartedSignIn> {
  const config = await configuration().catch(signInFault)
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...extra,
    ...(address === undefined ? {} : { login_hint: address }),
  })
  return { url: url.href, state, nonce, verifier }
}

/** Makes tokens of what the provider sent the user back with; `callback` is the whole address they came to. */
export async function finishSignIn(
  { configuration }: SignInProvider,
  { state, nonce, verifier }: StartedSignIn,
  callback: string,
): Promise<SignedIn> {
  const config = await configuration().catch(signInFault)
  const tokens = await authorizationCodeGrant(config, new URL(callback), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  }).catch(signInFault)
  const said = tokens.claims() ?? {}
  const claim = (name: string) => {
    const value = said[name as keyof typeof said] as unknown
    return typeof value === 'string' ? value : ''
  }
  return {
    ...tokensOf(tokens),
    address: claim('email'),
    userName: claim('preferred_username') || claim('email'),
    scopes: tokens.scope?.split(' '),
  }
}

/** New tokens of a user; `consent` when access was withdrawn or has run out. */
export async function refreshSignIn(
  { configuration }: SignInProvider,
  refreshToken: string | undefined,
): Promise<Tokens> {
  if (!refreshToken) throw new GroupwareError('consent', 'nobody has signed in')
  const config = await configuration().catch(signInFault)
  const tokens = await refreshTokenGrant(config, refreshToken).catch(signInFault)
  return { refreshToken, ...tokensOf(tokens) }
}

export function tokensOf(tokens: TokenEndpointResponse): Tokens {
  return {
    accessToken: tokens.access_token,
    expiresAt: Date.now() + (tokens.expires_in ?? 3600) * 1000 - EARLY,
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  }
}

/** Of the app itself is said `refused`, of what a user or an administrator has to allow `consent`. */
export function signInFault(error: unknown): never {
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
