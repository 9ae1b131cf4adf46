import { openGraph } from '#connectors/groupware/graph/open-graph.ts'
import { appToken, refreshSignIn } from '#connectors/groupware/graph/sign-in.ts'
import type { GraphTokens } from '#connectors/groupware/graph/sign-in.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { OpenOptions } from '#connectors/groupware/open/settings.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { GraphSettings } from '../../account.ts'
import { accountById } from '../account-row.ts'
import type { AccountRow } from '../account-row.ts'
import { keepAccountSecret, readAccountSecret } from '../account-secret.ts'
import type { GroupwareDb } from '../tables.ts'
import { entraApp } from './entra-app.ts'

interface Mailbox {
  account: AccountRow
  settings: GraphSettings
  options: OpenOptions
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
    const fresh = access === 'app' ? await appToken(app) : await renewed(app, now)
    await keepAccountSecret(tx, house.config, id, fresh)
    return fresh.accessToken
  })
}

function renewed(app: Parameters<typeof refreshSignIn>[0], kept: Partial<GraphTokens>): Promise<GraphTokens> {
  if (!kept.refreshToken) throw new GroupwareError('consent', 'nobody has signed in')
  return refreshSignIn(app, kept.refreshToken)
}

async function tokensOf({ db, config }: House, id: string): Promise<Partial<GraphTokens>> {
  const secret = await readAccountSecret(db, config, id)
  return secret && !('password' in secret) ? (secret as Partial<GraphTokens>) : {}
}

function isGood(tokens: Partial<GraphTokens>): tokens is GraphTokens {
  return tokens.accessToken !== undefined && (tokens.expiresAt ?? 0) > Date.now()
}
