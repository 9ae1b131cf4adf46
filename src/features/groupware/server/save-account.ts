import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { openSettings, USUAL_OPTIONS } from '../account.ts'
import type {
  Account,
  AccountChange,
  AccountNew,
  DavServer,
  GraphSettings,
  MailServer,
  OpenSettings,
} from '../account.ts'
import { lockAccount, readAccount } from './account-row.ts'
import type { AccountRow } from './account-row.ts'
import { keepAccountSecret } from './account-secret.ts'
import { writeLog } from './groupware-log.ts'
import type { GroupwareDb } from './tables.ts'

/** Connects a groupware; what it signs in with is sealed. Guests have none. */
export async function createAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { input, config }: { input: AccountNew; config: Config },
): Promise<Account> {
  const ownerId = input.ownerId ?? by.id
  if (input.kind === 'graph') await checkFirmMailbox(tx, by, ownerId)
  else if (!by.principals.includes(ownerId))
    throw invalid('ownerId', 'not_yours', 'Yourself, or one of your groups.')
  const id = randomUUIDv7()
  const address = input.kind === 'open' ? input.address : input.kind === 'graph' ? input.mailbox : ''
  const settings = settingsOf(input)
  await tx
    .insertInto('groupwareAccount')
    .values({
      id,
      ownerId,
      kind: input.kind,
      name: input.name ?? (address || (by.language === 'de' ? 'Dateien' : 'Files')),
      address: address.toLowerCase(),
      settings: json(settings),
      options: json(USUAL_OPTIONS),
      createdBy: by.id,
      updatedBy: by.id,
    })
    .execute()
  if (input.kind === 'open') await keepAccountSecret(tx, config, id, { password: input.password })
  await writeLog(tx, id, { action: 'connected' })
  const account = await readAccount(tx, by, id)
  await tell(tx, by, { action: 'groupware.connected', row: account, changes: [] })
  return account
}

/** Changes an account by a merge patch; another server or password lets it run at once. */
export async function changeAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { id, change, ifMatch, config }: Changing & { change: AccountChange; config: Config },
): Promise<Account> {
  const row = await lockAccount(tx, by, id, ifMatch)
  if (!by.principals.includes(row.ownerId)) throw new Problem('forbidden', 'forbidden', 'It is not yours.')
  const { name, address, options, password, mailbox, ...servers } = change
  if (mailbox !== undefined) await checkFirmMailbox(tx, by, row.ownerId)
  if (row.kind !== 'open' && (password !== undefined || Object.keys(servers).length > 0)) {
    throw invalid('kind', 'other_kind', 'An account of this kind has no servers of its own.')
  }
  if (
    hasFixedServers(row) &&
    [address, password, ...Object.values(servers)].some((one) => one !== undefined)
  ) {
    throw invalid('kind', 'other_kind', 'The servers of an account at Google are those of Google.')
  }
  const settings = changedSettings(row, { ...servers, mailbox, password })
  const isNewWay = password !== undefined || JSON.stringify(settings) !== JSON.stringify(row.settings)
  await tx
    .updateTable('groupwareAccount')
    .set({
      ...given({ name, address: (mailbox ?? address)?.toLowerCase() }),
      settings: json(settings),
      options: json({ ...row.options, ...given(options ?? {}) }),
      ...(isNewWay && row.state !== 'paused' ? FRESH : {}),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (password !== undefined) await keepAccountSecret(tx, config, id, { password })
  const after = await readAccount(tx, by, id)
  const changes = diff(stateOf(row), stateOf({ ...row, ...after, settings }))
  if (password !== undefined) changes.push({ field: 'password', from: '•', to: '•' })
  await tell(tx, by, { action: 'groupware.changed', row: after, changes })
  return after
}

interface OpenInput {
  address: string
  userName?: string | null | undefined
  imap?: MailServer | null | undefined
  smtp?: MailServer | null | undefined
  caldav?: DavServer | null | undefined
  carddav?: DavServer | null | undefined
}

/**
 * With the rights of the firm any mailbox of it can be opened, so an administrator says whose it is; they give it to its
 * user or a group.
 */
async function checkFirmMailbox(tx: Tx<GroupwareDb>, by: By, ownerId: string): Promise<void> {
  if (by.role !== 'admin') throw new Problem('forbidden', 'forbidden', 'Only administrators connect these.')
  const owner = await tx
    .selectFrom('principal')
    .select('id')
    .where('id', '=', ownerId)
    .where('id', '<>', EVERYONE)
    .executeTakeFirst()
  if (!owner) throw invalid('ownerId', 'unknown', 'There is no such user or group.')
}

interface Changing {
  id: string
  ifMatch?: number | undefined
}

/** Lets an account rest, or go on at once. */
export async function pauseAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { id, ifMatch, isPaused }: Changing & { isPaused: boolean },
): Promise<Account> {
  const row = await lockAccount(tx, by, id, ifMatch)
  if ((row.state === 'paused') !== isPaused) {
    await tx
      .updateTable('groupwareAccount')
      .set({ ...(isPaused ? { state: 'paused' as const } : FRESH), version: row.version + 1 })
      .where('id', '=', id)
      .execute()
    await writeLog(tx, id, { action: isPaused ? 'paused' : 'resumed' })
    await tell(tx, by, { action: isPaused ? 'groupware.paused' : 'groupware.resumed', row, changes: [] })
  }
  return readAccount(tx, by, id)
}

/** As if nothing had ever failed: it is tried at the next opportunity. */
export const FRESH = {
  state: 'ok' as const,
  failures: 0,
  fault: null,
  detail: null,
  nextRunAt: sql<string>`now()`,
}

function settingsOf(input: AccountNew): AccountRow['settings'] {
  if (input.kind === 'graph') return { mailbox: input.mailbox, access: 'app' }
  return input.kind === 'file' ? {} : openSettingsOf(input)
}

/** The servers as they are kept; at least one is needed. */
export function openSettingsOf({ address, userName, imap, smtp, caldav, carddav }: OpenInput): OpenSettings {
  if (!imap && !caldav && !carddav) throw invalid('imap', 'required', 'At least one server is needed.')
  return withoutNull({ userName: userName ?? address, imap, smtp, caldav, carddav })
}

/** Whoever signs in at Google has the servers of Google, and shows no token to others. */
function hasFixedServers({ kind, settings }: AccountRow): boolean {
  return kind === 'open' && (settings as OpenSettings).signIn === 'google'
}

function changedSettings(
  row: AccountRow,
  { mailbox, password, ...servers }: Omit<AccountChange, 'name' | 'address' | 'options'>,
): AccountRow['settings'] {
  if (row.kind === 'graph') return { ...(row.settings as GraphSettings), ...given({ mailbox }) }
  return row.kind === 'open'
    ? openSettings.parse(
        withoutNull({
          ...(row.settings as OpenSettings),
          ...given(servers),
          // Who says a password signs in with it from now on.
          ...(password !== undefined && { signIn: undefined }),
        }),
      )
    : row.settings
}

/** What is taken away is not there. */
function withoutNull<T extends object>(all: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null && value !== undefined),
  ) as {
    [K in keyof T]: Exclude<T[K], null>
  }
}

function stateOf({
  name,
  address,
  settings,
  options,
}: Pick<AccountRow, 'name' | 'address' | 'settings' | 'options'>) {
  return { name, address, settings, options }
}

interface Told {
  action: string
  row: Pick<AccountRow, 'id' | 'name' | 'ownerId' | 'version'>
  changes: ReturnType<typeof diff>
}

/** Writes an account's change into the audit trail; its owner hears of it. */
export function tell(tx: Tx<GroupwareDb>, by: By, { action, row, changes }: Told): Promise<void> {
  const { id, name: title, ownerId, version } = row
  return record(tx, by, { action, kind: 'groupware', id, title, diff: changes, version, readers: [ownerId] })
}
