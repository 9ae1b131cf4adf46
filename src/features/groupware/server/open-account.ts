import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import type { OpenOptions, Secret } from '#connectors/groupware/open/settings.ts'
import { readCountry, readSettings } from '#features/settings/server/settings.ts'
import { missing } from '#kernel/problem.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Account, GraphSettings, OpenSettings } from '../account.ts'
import { accountById } from './account-row.ts'
import { readAccountSecret } from './account-secret.ts'
import { openBrought } from './brought-files.ts'
import { openMailbox } from './microsoft/open-mailbox.ts'
import { accountTokens, bySigningIn } from './sign-in/good-token.ts'
import type { GroupwareDb } from './tables.ts'

/** Opens the groupware of an account for one piece of work; whoever opens it closes it. As system: nobody asks. */
export async function openAccount(house: House, accountId: string, signal?: AbortSignal): Promise<Groupware> {
  const db = house.db as Database<GroupwareDb>
  const account = await accountById(db, accountId)
  if (!account) throw missing()
  if (account.kind === 'file') return openBrought({ db, files: house.files }, account)
  const options = await openOptions(db, account.address, signal)
  if (account.kind === 'graph') {
    return openMailbox(house, { account, settings: account.settings as GraphSettings, options })
  }
  const settings = account.settings as OpenSettings
  const secret = await secretOf(house, { id: account.id, signIn: settings.signIn })
  return openGroupware(settings, secret, options)
}

/** What every connection is told: how times without a zone are meant, who we are, and where it may go. */
export async function openOptions(
  db: Database<GroupwareDb>,
  self: string,
  signal?: AbortSignal,
): Promise<OpenOptions> {
  const { groupware } = await readSettings(db)
  const zone = zoneOfCountry(await readCountry(db))
  return { zone, self, isPrivateAllowed: groupware.privateHosts ?? false, signal }
}

/** What an account of the open protocols proves itself with: tokens of who signed in, else a password. */
export async function secretOf(
  house: Pick<House, 'db' | 'config'>,
  { id, signIn }: { id: string; signIn?: Account['signIn'] | undefined },
): Promise<Secret> {
  if (signIn) return { token: accountTokens(house, id, bySigningIn(house, signIn)) }
  const secret = await readAccountSecret(house.db, house.config, id)
  if (!secret || !('password' in secret)) throw new GroupwareError('consent', 'there is no password')
  return secret
}
