import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { refreshSignIn } from '#connectors/groupware/sign-in/sign-in.ts'
import type { TokenSource, Tokens } from '#connectors/groupware/sign-in/token.ts'
import type { Config } from '#platform/config.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Provider } from '../../sign-in.ts'
import { accountById } from '../account-row.ts'
import { keepAccountSecret, readAccountSecret } from '../account-secret.ts'
import type { GroupwareDb } from '../tables.ts'
import { providerOf } from './registration.ts'

/** What is known of an account's tokens. */
export interface Kept {
  accessToken?: string | undefined
  refreshToken?: string | undefined
  expiresAt?: number | undefined
}

/** How an account gets new tokens; what it needs to know is asked before anything is locked. */
export type Renewing = () => Promise<(kept: Kept) => Promise<Tokens>>

/** New tokens of somebody who has signed in at this provider. */
export function bySigningIn({ db, config }: Pick<House, 'db' | 'config'>, which: Provider): Renewing {
  return async () => {
    const provider = await providerOf(db, config, which)
    return ({ refreshToken }) => refreshSignIn(provider, refreshToken)
  }
}

/**
 * The tokens of an account, renewed shortly before they end and when a server takes one no more. Providers may give
 * another refresh token with each one they take, so of several processes one renews and the others take what it got.
 */
export function accountTokens(
  house: Pick<House, 'db' | 'config'>,
  id: string,
  renewing: Renewing,
): TokenSource {
  const db = house.db as Database<GroupwareDb>
  return async (refused) => {
    const kept = await tokensOf(db, house.config, id)
    if (isGood(kept, refused)) return kept.accessToken
    const renew = await renewing()
    return transaction(db, async (tx) => {
      await tx.selectFrom('groupwareAccount').select('id').where('id', '=', id).forUpdate().execute()
      const now = await tokensOf(tx, house.config, id)
      if (isGood(now, refused)) return now.accessToken
      if (!(await accountById(tx, id))) throw new GroupwareError('consent', 'the account is gone')
      const fresh = await renew(now)
      await keepAccountSecret(tx, house.config, id, fresh)
      return fresh.accessToken
    })
  }
}

/** Whether an access token counts still, and is none that was refused. */
export function isGood(kept: Kept, refused?: string): kept is Kept & { accessToken: string } {
  const { accessToken, expiresAt = 0 } = kept
  return accessToken !== undefined && accessToken !== refused && expiresAt > Date.now()
}

async function tokensOf(
  db: Database<GroupwareDb> | Tx<GroupwareDb>,
  config: Config,
  id: string,
): Promise<Kept> {
  const secret = await readAccountSecret(db, config, id)
  return secret && !('password' in secret) ? secret : {}
}
