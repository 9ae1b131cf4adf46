import { z } from 'zod'
import type { GraphCall } from '#connectors/groupware/graph/graph-call.ts'
import { openGraph, openLine } from '#connectors/groupware/graph/open-graph.ts'
import { appToken, refreshSignIn } from '#connectors/groupware/graph/sign-in.ts'
import type { GraphTokens } from '#connectors/groupware/graph/sign-in.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { OpenOptions } from '#connectors/groupware/open/settings.ts'
import type { Config } from '#platform/config.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { GraphSettings } from '../../account.ts'
import { accountById } from '../account-row.ts'
import type { AccountRow } from '../account-row.ts'
import { keepAccountSecret, readAccountSecret } from '../account-secret.ts'
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
    token: () => (settings ? goodToken(house, id, settings) : endedToken(house, id)),
    ...(graph && { baseUrl: graph }),
  })
}

async function endedToken({ db, config }: House, id: string): Promise<string> {
  const text = await readSecret(db, config, ENDED + id)
  if (text === undefined) throw new GroupwareError('consent', 'nothing is kept of the account')
  const kept = endedSecret.parse(JSON.parse(text))
  if (isGood(kept)) return kept.accessToken
  const app = await entraApp(db, config)
  return (kept.access === 'app' ? await appToken(app, graphOrigin(config)) : await renewed(app, kept))
    .accessToken
}

/** The mailbox of an account at Microsoft 365. */
export function openMailbox(house: House, { account, settings, options }: Mailbox): Promise<Groupware> {
  const { graph } = house.config.microsoft
  return openGraph({
    ...settings,
    zone: options.zone,
    self: account.address,
    token: () => goodToken(house, account.id, settings),
    ...(graph && { baseUrl: graph }),
    ...(options.signal && { signal: options.signal }),
  })
}

/**
 * A token that is good now. Microsoft gives another refresh token with each one it takes, so of several processes one
 * renews and the others take what it got.
 */
async function goodToken(house: House, id: string, { access }: GraphSettings): Promise<string> {
  const db = house.db as Database<GroupwareDb>
  const kept = await tokensOf(house, id)
  if (isGood(kept)) return kept.accessToken
  const app = await entraApp(db, house.config)
  return transaction(db, async (tx) => {
    await tx.selectFrom('groupwareAccount').select('id').where('id', '=', id).forUpdate().execute()
    const now = await tokensOf(house, id)
    if (isGood(now)) return now.accessToken
    if (!(await accountById(tx, id))) throw new GroupwareError('consent', 'the account is gone')
    const fresh = access === 'app' ? await appToken(app, graphOrigin(house.config)) : await renewed(app, now)
    await keepAccountSecret(tx, house.config, id, fresh)
    return fresh.accessToken
  })
}

function renewed(
  app: Parameters<typeof refreshSignIn>[0],
  kept: { refreshToken?: string | undefined },
): Promise<GraphTokens> {
  if (!kept.refreshToken) throw new GroupwareError('consent', 'nobody has signed in')
  return refreshSignIn(app, kept.refreshToken)
}

async function tokensOf({ db, config }: House, id: string): Promise<Partial<GraphTokens>> {
  const secret = await readAccountSecret(db, config, id)
  return secret && !('password' in secret) ? (secret as Partial<GraphTokens>) : {}
}

function isGood(tokens: {
  accessToken?: string | undefined
  expiresAt?: number | undefined
}): tokens is { accessToken: string; expiresAt: number } {
  return tokens.accessToken !== undefined && (tokens.expiresAt ?? 0) > Date.now()
}
