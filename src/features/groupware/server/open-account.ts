import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import type { OpenOptions } from '#connectors/groupware/open/settings.ts'
import { readCountry, readSettings } from '#features/settings/server/settings.ts'
import { missing } from '#kernel/problem.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { GraphSettings, OpenSettings } from '../account.ts'
import { accountById } from './account-row.ts'
import type { AccountRow } from './account-row.ts'
import { readAccountSecret } from './account-secret.ts'
import { openBrought } from './brought-files.ts'
import { openMailbox } from './microsoft/open-mailbox.ts'
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
  return openGroupware(account.settings as OpenSettings, await passwordOf(house, account), options)
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

/** What an account of the open protocols signs in with. */
export async function passwordOf(
  { db, config }: Pick<House, 'db' | 'config'>,
  { id }: Pick<AccountRow, 'id'>,
): Promise<{ password: string }> {
  const secret = await readAccountSecret(db, config, id)
  if (!secret || !('password' in secret)) throw new GroupwareError('consent', 'there is no password')
  return secret
}
