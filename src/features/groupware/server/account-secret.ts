import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { PlatformDb } from '#platform/tables.ts'

/** What an account signs in with: a password, or tokens of OAuth. */
export const accountSecret = z.union([
  z.object({ password: z.string() }),
  z.object({
    refreshToken: z.string().optional(),
    accessToken: z.string().optional(),
    expiresAt: z.number().optional(),
  }),
])
export type AccountSecret = z.infer<typeof accountSecret>

type Sealing = Pick<Config, 'dataDir' | 'secret'>

/** Seals what the account signs in with, in place of what was there. */
export function keepAccountSecret(
  tx: Tx<PlatformDb>,
  config: Sealing,
  id: string,
  secret: AccountSecret,
): Promise<void> {
  return keepSecret(tx, config, nameOf(id), JSON.stringify(secret))
}

/** What the account signs in with; undefined when there is nothing, or it was sealed with another key. */
export async function readAccountSecret(
  db: Database<PlatformDb> | Tx<PlatformDb>,
  config: Sealing,
  id: string,
): Promise<AccountSecret | undefined> {
  const text = await readSecret(db, config, nameOf(id))
  return text === undefined ? undefined : accountSecret.safeParse(JSON.parse(text)).data
}

export async function forgetAccountSecret(tx: Tx<PlatformDb>, id: string): Promise<void> {
  await tx.deleteFrom('secret').where('name', '=', nameOf(id)).execute()
}

function nameOf(id: string): string {
  return `groupware.${id}`
}
