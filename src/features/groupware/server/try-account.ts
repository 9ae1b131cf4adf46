import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { check } from '#connectors/groupware/open/check.ts'
import { discover } from '#connectors/groupware/open/discover/discover.ts'
import type { OpenOptions, Secret } from '#connectors/groupware/open/settings.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { AccountTrial, Discovered, OpenSettings, ServerTrial } from '../account.ts'
import { readAccount } from './account-row.ts'
import { openAccount, openOptions, secretOf } from './open-account.ts'
import { openSettingsOf } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'

/** Where the servers of an address seem to be; no password is sent. */
export async function discoverServers(db: Database<GroupwareDb>, address: string): Promise<Discovered> {
  const { settings, provider } = await discover(address, await openOptions(db, address))
  const { userName, imap = null, smtp = null, caldav = null, carddav = null } = settings
  const known = { provider: provider?.name ?? null, signIn: provider?.signIn ?? null }
  return { userName, imap, smtp, caldav, carddav, ...known }
}

/** Tries servers and password that are not kept yet. */
export async function trySettings(db: Database<GroupwareDb>, trial: AccountTrial): Promise<ServerTrial[]> {
  const options = await openOptions(db, trial.address)
  return tryServers(openSettingsOf(trial), { password: trial.password }, options)
}

/** Tries every server of an account that `by` may have. */
export async function tryAccount(house: House, by: By, id: string): Promise<ServerTrial[]> {
  const db = house.db as Database<GroupwareDb>
  const account = await readAccount(db, by, id)
  if (account.kind === 'graph') return [await tryGraph(house, id)]
  if (account.kind === 'file') return []
  const options = await openOptions(db, account.address)
  return tryServers(openSettingsOf(account), await secretOf(house, account), options)
}

async function tryServers(
  settings: OpenSettings,
  secret: Secret,
  options: OpenOptions,
): Promise<ServerTrial[]> {
  const found = await check(settings, secret, options)
  return found.map((one) =>
    one.ok
      ? { server: one.server, reason: null, detail: '' }
      : { server: one.server, reason: one.reason, detail: one.detail },
  )
}

/** One question to Graph says whether the sign-in still holds. */
async function tryGraph(house: House, id: string): Promise<ServerTrial> {
  try {
    const groupware = await openAccount(house, id)
    await groupware.collections('appointment').finally(() => groupware.close())
    return { server: 'graph', reason: null, detail: '' }
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    return { server: 'graph', reason: GRAPH_REASONS[error.fault] ?? 'other', detail: error.detail }
  }
}

const GRAPH_REASONS: Partial<Record<GroupwareError['fault'], ServerTrial['reason']>> = {
  unreachable: 'no-answer',
  consent: 'sign-in-again',
  refused: 'sign-in-again',
  forbidden: 'not-allowed',
  'not-found': 'no-service',
  throttled: 'busy',
}
