import { entraProvider } from '#connectors/groupware/sign-in/entra.ts'
import { googleProvider } from '#connectors/groupware/sign-in/google.ts'
import { openIdProvider } from '#connectors/groupware/sign-in/open-id.ts'
import type { SignInProvider } from '#connectors/groupware/sign-in/sign-in.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { changeSettings, readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import { PROVIDERS } from '../../sign-in.ts'
import type { Provider, SignInOffers } from '../../sign-in.ts'
import { entraApp } from '../microsoft/entra-app.ts'
import type { GroupwareDb } from '../tables.ts'

const SECRETS = { microsoft: 'groupware.entra', google: 'groupware.google', other: 'groupware.other' }

/** Where providers send users back to after they signed in; it is registered there. */
export function redirectOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return `${publicUrl}/api/v1/groupware/sign-in/callback`
}

/** A provider as the firm has registered Kontor there; `unsupported` where it has not. */
export async function providerOf(
  db: Database<GroupwareDb>,
  config: Config,
  which: Provider,
): Promise<SignInProvider> {
  if (which === 'microsoft') return entraProvider(await entraApp(db, config))
  const { groupware } = await readSettings(db)
  const secret = await readSecret(db, config, SECRETS[which])
  if (which === 'google') {
    if (groupware.googleClientId && secret)
      return googleProvider({ clientId: groupware.googleClientId, secret })
  } else if (groupware.signInIssuer && groupware.signInClientId) {
    const scopes = (groupware.signInScopes ?? '').split(/\s+/).filter((scope) => scope !== '')
    return openIdProvider({
      issuer: groupware.signInIssuer,
      clientId: groupware.signInClientId,
      secret,
      scopes,
    })
  }
  throw new GroupwareError('unsupported', `the firm has not registered Kontor at ${which}`)
}

/** Where users of this firm may sign in, and what an administrator registers there. */
export async function readOffers(db: Database<GroupwareDb>, config: Config): Promise<SignInOffers> {
  const { groupware } = await readSettings(db)
  const registered = {
    microsoft: Boolean(groupware.graphClientId),
    google: Boolean(groupware.googleClientId),
    other: Boolean(groupware.signInIssuer && groupware.signInClientId),
  }
  const items = PROVIDERS.map(async (provider) => {
    const hasSecret = (await readSecret(db, config, SECRETS[provider])) !== undefined
    return {
      provider,
      name: provider === 'other' ? (groupware.signInName ?? '') : '',
      hasSecret,
      // A provider of the firm's own may give programs no secret.
      isReady: registered[provider] && (hasSecret || provider === 'other'),
    }
  })
  return { redirect: redirectOf(config), items: await Promise.all(items) }
}

/** Seals the client secret that a provider gave; the audit trail says that, never what it is. */
export async function keepClientSecret(
  tx: Tx<GroupwareDb>,
  by: By,
  { provider, secret, config }: { provider: 'google' | 'other'; secret: string; config: Config },
): Promise<void> {
  await keepSecret(tx, config, SECRETS[provider], secret)
  const at = new Date().toISOString()
  const patch = provider === 'google' ? { googleSecretAt: at } : { signInSecretAt: at }
  await changeSettings(tx, by, { patch: { groupware: patch } })
}
