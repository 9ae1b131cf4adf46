import { X509Certificate, createHash, createPrivateKey, webcrypto } from 'node:crypto'
import {
  ClientSecretPost,
  PrivateKeyJwt,
  allowInsecureRequests,
  clientCredentialsGrant,
  customFetch,
  discovery,
  modifyAssertion,
} from 'openid-client'
import type { ClientAuth, Configuration } from 'openid-client'
import { isLoopback } from './open-id.ts'
import { signInFault, tokensOf } from './sign-in.ts'
import type { SignInProvider } from './sign-in.ts'
import type { Tokens } from './token.ts'

// Signing in with Microsoft (Entra ID): a user as at any provider, a whole firm as an app with its own secret or
// certificate (client credentials, RFC 6749, 4.4).

const AUTHORITY = 'https://login.microsoftonline.com'

/** The app that the firm has registered in its Entra ID. */
export interface EntraApp {
  /** Of a national cloud, as `https://login.microsoftonline.us`; else Microsoft's for everybody. */
  authority?: string
  /** The id or a domain of the tenant, or `organizations` or `common` for users of any. */
  tenant: string
  clientId: string
  credential: { secret: string } | { certificate: string; privateKey: string }
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

/** Where the users of a firm sign in at Microsoft. */
export function entraProvider(app: EntraApp, scopes: readonly string[] = userScopes()): SignInProvider {
  return { configuration: () => configOf(app), scopes, extra: { prompt: 'select_account' } }
}

/** A token with the app's own rights, for every mailbox of the tenant that it may open; `graph` is of its cloud. */
export async function appToken(app: EntraApp, graph = 'https://graph.microsoft.com'): Promise<Tokens> {
  const config = await configOf(app).catch(signInFault)
  const scope = `${graph}/.default`
  return tokensOf(await clientCredentialsGrant(config, { scope }).catch(signInFault))
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
    execute: isLoopback(at) ? [allowInsecureRequests] : [],
  })
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
