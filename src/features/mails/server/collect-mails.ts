import { sql } from 'kysely'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { writeLog } from '#features/groupware/server/groupware-log.ts'
import { ASK_MAILS_AGAIN, ASK_WHO_TELLS } from '#features/groupware/server/intervals.ts'
import { noteFault } from '#features/groupware/server/note-fault.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import { announceWaiting } from './announce-mail.ts'
import { mailActor } from './mail-actor.ts'
import type { WatchedAccount } from './mail-actor.ts'
import type { MailsDb } from './tables.ts'
import { takeIn } from './take-in.ts'
import type { WatchedFolder } from './take-in.ts'

/** How an account's groupware is opened; whoever opens it closes it. */
export type OpenAccount = (house: House, accountId: string, signal?: AbortSignal) => Promise<Groupware>

export const MAILS_DUE = 'mails.due'
/** So many mailboxes are looked into at once. */
const AT_ONCE = 4
/** A turn is short, so that nothing else waits for it; what is not done then goes on with the next. */
const TURN = 40_000
const PAGE = 50

/** Looks into the watched folders of the accounts whose time has come, those that have waited longest first. */
export const collectMails = (open: OpenAccount): MinuteChore => ({
  name: 'collect-mails',
  after: MAILS_DUE,
  async run(house) {
    const signal = AbortSignal.timeout(TURN)
    const due = await dueAccounts(house.db)
    const work = async () => {
      for (let account = due.shift(); account && !signal.aborted; account = due.shift()) {
        const { id } = account
        await collectAccount(house, open, account, signal).catch((error: unknown) =>
          house.log.error({ err: error, account: id }, 'collecting mails failed'),
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  },
})

/** One turn of an account; gives back how many mails found their record, and how many wait. */
export async function collectAccount(
  house: House,
  open: OpenAccount,
  account: WatchedAccount,
  signal?: AbortSignal,
): Promise<{ imported: number; waiting: number }> {
  const db = house.db as Database<MailsDb>
  const counts = { imported: 0, waiting: 0 }
  const by = await mailActor(house, account)
  if (!by) return counts
  let groupware: Groupware | undefined
  try {
    groupware = await open(house, account.id, signal)
    for (const folder of await watchedFolders(db, account.id))
      await collectFolder(house, by, { groupware, account, folder, counts, ...(signal && { signal }) })
    await noteSuccess(db, account.id)
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    if (!signal?.aborted) await noteFault(db, account, { error, area: 'mail' })
  } finally {
    await groupware?.close()
  }
  if (counts.waiting > 0) await db.transaction().execute((tx) => announceWaiting(tx, by, account.ownerId))
  if (counts.imported + counts.waiting > 0)
    await writeLog(db, account.id, { action: 'run', area: 'mail', counts })
  return counts
}

interface Collecting {
  groupware: Groupware
  account: WatchedAccount
  folder: WatchedFolder
  counts: { imported: number; waiting: number }
  signal?: AbortSignal
}

/** What came since the last time, page by page; a repetition of a page that was cut off finds what it did already. */
async function collectFolder(
  house: House,
  by: By,
  { groupware, account, folder, counts, signal }: Collecting,
): Promise<void> {
  const db = house.db as Database<MailsDb>
  const mails = groupware.folder(folder.remoteId)
  let { token } = folder
  // What the server tells meanwhile is looked at once more.
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db)
  const begun = rows[0]?.at ?? null
  // Of what was there before the account was connected nothing comes by itself.
  const since = folder.listedAt === null ? { since: account.connectedAt.slice(0, 10) } : {}
  for (let more = true; more && !signal?.aborted;) {
    const page = await mails
      .changes(token, { limit: PAGE, ...since, ...(signal && { signal }) })
      .catch((error: unknown) => {
        if (error instanceof GroupwareError && error.fault === 'token-lost') return undefined
        throw error
      })
    if (!page) {
      await keepToken(db, folder.id, { token: null, listedAt: null })
      return
    }
    for (const remote of page.changed) {
      const outcome = await takeIn(house, by, { remote, mails, account, folder, groupware })
      if (outcome === 'imported' || outcome === 'waiting') counts[outcome]++
    }
    await forgetGone(db, folder.id, page.removed)
    token = page.token
    more = page.more
    await keepToken(db, folder.id, { token, ...(!more && { listedAt: begun }) })
  }
}

/** What somebody removed from the folder nobody has to be asked about any more. */
async function forgetGone(db: Database<MailsDb>, collectionId: string, removed: string[]): Promise<void> {
  if (removed.length === 0) return
  await sql`
    delete from mail_waiting where collection_id = ${collectionId} and remote_id = any(${removed}::text[])
      and ignored_at is null`.execute(db)
}

async function keepToken(
  db: Database<MailsDb>,
  id: string,
  state: { token: string | null; listedAt?: string | null },
): Promise<void> {
  await db.updateTable('groupwareCollection').set(state).where('id', '=', id).execute()
}

/** The accounts that bring mail by themselves and told of some, or were not asked for a while. */
async function dueAccounts(db: House['db']): Promise<WatchedAccount[]> {
  const { rows } = await sql<WatchedAccount>`
    select a.id, a.owner_id, a.name, a.address, a.created_by, a.connected_at, a.failures, a.options
    from groupware_account a
    where a.kind <> 'file' and (a.options #>> '{automatic,mail}')::boolean
      and (a.state = 'ok' or (a.state in ('failed', 'throttled') and a.next_run_at <= now()))
      and exists (select from groupware_collection c where c.account_id = a.id and c.area = 'mail' and c.role = 'import'
        and (c.listed_at is null or c.told_at > c.listed_at or c.listed_at < now() - make_interval(secs =>
          case when c.pushed_until > now() then ${ASK_WHO_TELLS}::int else ${ASK_MAILS_AGAIN}::int end)))
    order by (select min(c.listed_at) from groupware_collection c where c.account_id = a.id and c.area = 'mail'
      and c.role = 'import') nulls first
    limit 100`.execute(db)
  return rows
}

function watchedFolders(db: Database<MailsDb>, accountId: string): Promise<WatchedFolder[]> {
  return db
    .selectFrom('groupwareCollection')
    .select(['id', 'remoteId', 'token', 'listedAt'])
    .where('accountId', '=', accountId)
    .where('area', '=', 'mail')
    .where('role', '=', 'import')
    .orderBy('name')
    .execute()
}

/** The account waits as long as it was told to, longer each time, or for its user. */
async function noteSuccess(db: Database<MailsDb>, accountId: string): Promise<void> {
  await sql`
    update groupware_account set state = 'ok', fault = null, detail = null, failures = 0, last_run_at = now(), last_success_at = now()
    where id = ${accountId} and state in ('failed', 'throttled')`.execute(db)
}
