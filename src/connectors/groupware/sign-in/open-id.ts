import { ClientSecretPost, None, allowInsecureRequests, discovery } from 'openid-client'
import type { SignInProvider } from './sign-in.ts'

/** What a firm has registered at a provider that says of itself where it is (OpenID Connect Discovery 1.0). */
export interface OpenIdClient {
  issuer: string
  clientId: string
  /** Some providers give none; PKCE protects the code all the same. */
  secret?: string | undefined
  /** Besides who it is, what the servers of mail, calendars and contacts want. */
  scopes: readonly string[]
}

/** Where users sign in at any provider; `offline_access` lets Kontor go on without them (OpenID Connect Core, 11). */
export function openIdProvider({ issuer, clientId, secret, scopes }: OpenIdClient): SignInProvider {
  const options = { execute: isLoopback(issuer) ? [allowInsecureRequests] : [] }
  const auth = secret === undefined ? None() : ClientSecretPost(secret)
  return {
    configuration: () => discovery(new URL(issuer), clientId, undefined, auth, options),
    scopes: [...new Set(['openid', 'email', 'profile', 'offline_access', ...scopes])],
    extra: { prompt: 'consent' },
  }
}

/** Only on this very machine nobody listens in between, so that https is not needed. */
export function isLoopback(url: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(url)
}
