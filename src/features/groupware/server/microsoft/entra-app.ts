import type { EntraApp } from '#connectors/groupware/graph/sign-in.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { changeSettings, readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { GroupwareDb } from '../tables.ts'

const SECRET = 'groupware.entra'

/** Where Microsoft sends users back to after they signed in; it is registered there. */
export function redirectOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return `${publicUrl}/api/v1/groupware/sign-in/callback`
}

/** The app that the firm has registered in its Entra ID; `refused` where it has none. */
export async function entraApp(db: Database<GroupwareDb>, config: Config): Promise<EntraApp> {
  const { groupware } = await readSettings(db)
  const secret = await readSecret(db, config, SECRET)
  if (!groupware.graphClientId || !secret) {
    throw new GroupwareError('unsupported', 'the firm has not registered Kontor in Entra ID')
  }
  return {
    ...(config.microsoft.login && { authority: config.microsoft.login }),
    tenant: groupware.graphTenant || 'organizations',
    clientId: groupware.graphClientId,
    credential: { secret },
  }
}

/** What an administrator needs to register Kontor, and whether its secret is kept. */
export async function readEntra(
  db: Database<GroupwareDb>,
  config: Config,
): Promise<{ redirect: string; hasSecret: boolean }> {
  return { redirect: redirectOf(config), hasSecret: (await readSecret(db, config, SECRET)) !== undefined }
}

/** Seals the secret of the app; the audit trail says that, never what it is. */
export async function keepEntraSecret(
  tx: Tx<GroupwareDb>,
  by: By,
  { secret, config }: { secret: string; config: Config },
): Promise<void> {
  await keepSecret(tx, config, SECRET, secret)
  await changeSettings(tx, by, { patch: { groupware: { graphSecretAt: new Date().toISOString() } } })
}
