import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { EntraApp } from '#connectors/groupware/sign-in/entra.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { changeSettings, readSettings } from '#features/settings/server/settings.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { GroupwareDb } from '../tables.ts'

const SECRET = 'groupware.entra'

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
    credential: credentialOf(secret),
  }
}

/** Where Graph is, of a national cloud, as a token of the app's own is asked for; undefined for Microsoft's for everybody. */
export function graphOrigin({ microsoft }: Pick<Config, 'microsoft'>): string | undefined {
  return microsoft.graph && new URL(microsoft.graph).origin
}

/** Whether the secret of the app or its certificate is kept. */
export async function readEntra(db: Database<GroupwareDb>, config: Config): Promise<Entra> {
  const kept = await readSecret(db, config, SECRET)
  const credential = kept === undefined ? undefined : credentialOf(kept)
  const certificate = credential && 'certificate' in credential ? credential.certificate : undefined
  return {
    hasSecret: kept !== undefined,
    certificateUntil: certificate ? new X509Certificate(certificate).validToDate.toISOString() : null,
  }
}

interface Entra {
  hasSecret: boolean
  certificateUntil: string | null
}

/** Seals the secret of the app, or its certificate with the key; the audit trail says that, never what it is. */
export async function keepEntraSecret(
  tx: Tx<GroupwareDb>,
  by: By,
  { secret, config }: { secret: string; config: Config },
): Promise<void> {
  if (isPem(secret)) checkCertificate(secret)
  await keepSecret(tx, config, SECRET, secret)
  await changeSettings(tx, by, { patch: { groupware: { graphSecretAt: new Date().toISOString() } } })
}

/** Text blocks of certificates and keys (RFC 7468). */
const isPem = (text: string) => text.includes('-----BEGIN ')
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/
const PRIVATE_KEY = /-----BEGIN (RSA )?PRIVATE KEY-----[^-]+-----END (RSA )?PRIVATE KEY-----/

function credentialOf(kept: string): EntraApp['credential'] {
  if (!isPem(kept)) return { secret: kept }
  return { certificate: CERTIFICATE.exec(kept)?.[0] ?? '', privateKey: PRIVATE_KEY.exec(kept)?.[0] ?? '' }
}

/** Entra takes RSA keys only, and we need the key without a password; both must belong together. */
function checkCertificate(text: string): void {
  try {
    const certificate = new X509Certificate(CERTIFICATE.exec(text)?.[0] ?? '')
    const key = createPrivateKey(PRIVATE_KEY.exec(text)?.[0] ?? '')
    if (key.asymmetricKeyType === 'rsa' && certificate.checkPrivateKey(key)) return
  } catch {
    // Not to be read: said the same way.
  }
  throw invalid('secret', 'no_certificate', 'A certificate (PEM) and its RSA key without a password.')
}
