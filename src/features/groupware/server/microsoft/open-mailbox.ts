import { z } from 'zod'
import type { GraphCall } from '#connectors/groupware/graph/graph-call.ts'
import { openGraph, openLine } from '#connectors/groupware/graph/open-graph.ts'
import { appToken, entraProvider } from '#connectors/groupware/sign-in/entra.ts'
import { refreshSignIn } from '#connectors/groupware/sign-in/sign-in.ts'
import type { TokenSource } from '#connectors/groupware/sign-in/token.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { OpenOptions } from '#connectors/groupware/open/settings.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { GraphSettings } from '../../account.ts'
import type { AccountRow } from '../account-row.ts'
import { readAccountSecret } from '../account-secret.ts'
import { accountTokens, bySigningIn, isGood } from '../sign-in/good-token.ts'
import type { GroupwareDb } from '../tables.ts'
import { entraApp, graphOrigin } from './entra-app.ts'

interface Mailbox {
  account: AccountRow
  settings: GraphSettings
  options: OpenOptions
}

/** What an account is signed in with after it is gone, for as long as something of it is to be ended. */
const ENDED = 'groupware.ended.'
const endedSecret = z.object({
  access: z.enum(['user', 'app']),
  refreshToken: z.string().optional(),
  accessToken: z.string().optional(),
  expiresAt: z.number().optional(),
})

/** Keeps the sign-in of an account that is about to go. */
export async function keepEnded(
  tx: Tx<GroupwareDb>,
  config: Config,
  { id, settings }: Pick<AccountRow, 'id' | 'settings'>,
): Promise<void> {
  const kept = await readAccountSecret(tx, config, id)
  const text = JSON.stringify({ ...kept, access: (settings as GraphSettings).access })
  await keepSecret(tx, config, ENDED + id, text)
}

export async function forgetEnded(db: Database<GroupwareDb>, id: string): Promise<void> {
  await db
    .deleteFrom('secret')
    .where('name', '=', ENDED + id)
    .execute()
}

/** Requests to Graph that are of no mailbox, with the sign-in of an account, be it gone already. */
export function accountLine(
  house: House,
  account: { id: string; settings: GraphSettings | null },
): GraphCall {
  const { id, settings } = account
  const { graph } = house.config.microsoft
  return openLine({
    token: settings ? mailboxTokens(house, id, settings) : () => endedToken(house, id),
    ...(graph && { baseUrl: graph }),
  })
}

async function endedToken({ db, config }: House, id: string): Promise<string> {
  const text = await readSecret(db, config, ENDED + id)
  if (text === undefined) throw new GroupwareError('consent', 'nothing is kept of the account')
  const kept = endedSecret.parse(JSON.parse(text))
  if (isGood(kept)) return kept.accessToken
  const app = await entraApp(db, config)
  const { accessToken } =
    kept.access === 'app'
      ? await appToken(app, graphOrigin(config))
      : await refreshSignIn(entraProvider(app), kept.refreshToken)
  return accessToken
}

/** The mailbox of an account at Microsoft 365. */
export function openMailbox(house: House, { account, settings, options }: Mailbox): Promise<Groupware> {
  const { graph } = house.config.microsoft
  return openGraph({
    ...settings,
    zone: options.zone,
    self: account.address,
    token: mailboxTokens(house, account.id, settings),
    ...(graph && { baseUrl: graph }),
    ...(options.signal && { signal: options.signal }),
  })
}

/** Tokens of who signed in there, or of the app with its own rights. */
function mailboxTokens(house: House, id: string, { access }: GraphSettings): TokenSource {
  if (access === 'user') return accountTokens(house, id, bySigningIn(house, 'microsoft'))
  return accountTokens(house, id, async () => {
    const app = await entraApp(house.db, house.config)
    return () => appToken(app, graphOrigin(house.config))
  })
}
