import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { optionsUnder } from '#features/groupware/account.ts'
import { mayHave } from '#features/groupware/server/account-row.ts'
import { keepMainInStep } from '#features/groupware/server/collections.ts'
import { writeLog } from '#features/groupware/server/groupware-log.ts'
import { ASK_AGAIN, ASK_WHO_TELLS } from '#features/groupware/server/intervals.ts'
import { noteFault } from '#features/groupware/server/note-fault.ts'
import { isUsedByItself } from '#features/groupware/server/used-collections.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import { fieldRules } from '../item-fields.ts'
import { claimNew } from './push/create-there.ts'
import { DUE } from './due.ts'
import { ourAreas } from './ours/our-areas.ts'
import { pullCollection } from './pull/pull.ts'
import { pushArea } from './push/push.ts'
import { refreshTimes } from './refresh-times.ts'
import { NO_COUNTS, isLost, isoOf } from './run.ts'
import type { Account, CollectionRow, Counts, Run } from './run.ts'
import type { SyncDb } from './tables.ts'
import { asOwner } from './watch/as-owner.ts'

export interface Syncing {
  areas?: readonly SyncArea[]
  signal?: AbortSignal
  /** Milliseconds since 1970. */
  now?: number
}

/** What a run did; `busy` when another process is at this account. */
export type Outcome = { counts: Counts; fault: string | null } | 'busy'

const AREAS: readonly SyncArea[] = ['appointment', 'task', 'contact']
/**
 * Brings an account and ours in step, once at a time: takes in what is another there, then writes there what is another
 * here. It may end anywhere; the next run goes on. What the groupware refuses is noted with the account and no error.
 */
export async function syncAccount(
  house: House,
  accountId: string,
  groupware: Groupware,
  syncing: Syncing = {},
): Promise<Outcome> {
  const db = house.db as unknown as Database<SyncDb>
  // Held by a transaction that does nothing else: whatever ends the process, the database lets go of it.
  return db.transaction().execute(async (lock) => {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${lockOf(accountId)}, 0)) as free`.execute(lock)
    if (!rows[0]?.free) return 'busy'
    return runOnce(house, db, { accountId, groupware, syncing })
  })
}

async function runOnce(
  house: House,
  db: Database<SyncDb>,
  { accountId, groupware, syncing }: { accountId: string; groupware: Groupware; syncing: Syncing },
): Promise<Outcome> {
  const account = await db
    .selectFrom('groupwareAccount')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const { now = Date.now(), signal = new AbortController().signal, areas = AREAS } = syncing
  const run = await openRun(house, account, { groupware, now, signal })
  if (!run) {
    const error = new GroupwareError('consent', 'nobody to act for')
    return failed(db, { account, now, counts: NO_COUNTS, error })
  }
  const { counts } = run
  try {
    const begun = await clockOf(db)
    for (const area of areas) await syncArea(run, area)
    return await noteSuccess(run, begun)
  } catch (error) {
    if (signal.aborted) return { counts, fault: null }
    if (error instanceof GroupwareError) return failed(db, { account, now, counts, error })
    await noteFault(db, account, {
      now,
      counts: { ...counts },
      error: new GroupwareError('broken', 'internal'),
    })
    throw error
  }
}

/** What the work of the account's own user needs; undefined when there is nobody to act for. */
export async function openRun(
  house: House,
  account: Account,
  { groupware, now, signal }: { groupware: Groupware; now?: number; signal?: AbortSignal },
): Promise<Run | undefined> {
  const by = await actorOf(house, account)
  return by && beginRun(house, { account, by, groupware, now, signal })
}

/** Everything that one piece of work with an account has to know. */
export async function beginRun(
  house: House,
  {
    now = Date.now(),
    signal = new AbortController().signal,
    ...who
  }: Pick<Run, 'account' | 'by' | 'groupware'> & {
    now?: number | undefined
    signal?: AbortSignal | undefined
  },
): Promise<Run> {
  const db = house.db as unknown as Database<SyncDb>
  const { country, groupware: firm } = await readSettings(db)
  const rules = {
    appointment: fieldRules('appointment', country),
    task: fieldRules('task', country),
    contact: fieldRules('contact', country),
  }
  const account = { ...who.account, options: optionsUnder(firm, who.account.options) }
  return { house, db, country, now, signal, counts: { ...NO_COUNTS }, rules, ...who, account }
}

/** Waits until nobody else is at this account, and keeps everybody from it until the transaction ends. */
export async function holdAccount(tx: Tx<SyncDb>, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockOf(accountId)}, 0))`.execute(tx)
}

const lockOf = (accountId: string) => `groupware ${accountId}`

/** The account's owner; for a group who connected it, as long as they belong to it. */
async function actorOf(house: House, account: Account): Promise<By | undefined> {
  const owner = await house.actor(account.ownerId, 'groupware')
  if (owner || account.createdBy === null) return owner
  const creator = await house.actor(account.createdBy, 'groupware')
  return creator && mayHave(creator, account) ? creator : undefined
}

async function syncArea(run: Run, name: SyncArea): Promise<void> {
  const { automatic, refreshTimes: refreshes } = run.account.options
  if (name !== 'contact' && !automatic[name]) {
    if (refreshes) await refreshTimes(run, name)
    return
  }
  if (name !== 'contact')
    await keepMainInStep(run.db, run.groupware, { accountId: run.account.id, area: name })
  const all = await readCollections(run, name)
  if (all.length === 0 || (name === 'contact' && !(await hasLinks(run)))) return
  const area = ourAreas[name]
  const pulled: CollectionRow[] = []
  for (const collection of all) {
    const others = all.filter(({ id }) => id !== collection.id)
    const next = await pullCollection(run, area, { collection, others }).catch((error: unknown) =>
      noteLost(run, collection, error),
    )
    if (next) pulled.push(next)
  }
  const target = pulled
    .filter(({ writable, removals }) => writable && removals !== 'held')
    .toSorted(mainFirst)[0]
  await claimNew(run, area, target)
  await pushArea(run, area, pulled)
}

/**
 * A calendar that was removed or may not be read any more stops alone: its records stay as they are, the others go on.
 */
async function noteLost(
  { db, account, now }: Run,
  { area }: CollectionRow,
  error: unknown,
): Promise<undefined> {
  if (!isLost(error)) throw error
  const known = await db
    .selectFrom('groupwareLog')
    .select('id')
    .where('accountId', '=', account.id)
    .where('action', '=', 'collectionLost')
    .where('area', '=', area)
    .where('at', '>', isoOf(now - 86_400_000))
    .executeTakeFirst()
  if (known) return
  const { fault } = error
  await writeLog(db, account.id, { action: 'collectionLost', at: isoOf(now), area, fault })
}

const mainFirst = (a: CollectionRow, b: CollectionRow) => Number(b.main) - Number(a.main)

function readCollections(run: Run, area: SyncArea): Promise<CollectionRow[]> {
  return run.db
    .selectFrom('groupwareCollection')
    .selectAll()
    .where('accountId', '=', run.account.id)
    .where('area', '=', area)
    .where('role', '=', 'sync')
    .orderBy('id')
    .execute()
}

/** An address book is only looked at when somebody chose a contact for it. */
async function hasLinks(run: Run): Promise<boolean> {
  const link = await run.db
    .selectFrom('groupwareLink')
    .select('id')
    .where('accountId', '=', run.account.id)
    .where('area', '=', 'contact')
    .limit(1)
    .executeTakeFirst()
  return link !== undefined
}

/** What the server tells is written down by the database's clock. */
async function clockOf(db: Database<SyncDb>): Promise<string> {
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db)
  return rows[0]?.at ?? ''
}

/** Goes on at once when the server told of something after the run had `begun`, else when it is to be asked again. */
async function noteSuccess({ db, account, now, counts }: Run, begun: string): Promise<Outcome> {
  const at = isoOf(now)
  const wait = await pauseOf(db, account.id)
  await transaction(db, async (tx) => {
    const { rows } = await sql<{ ownerId: string; isDue: boolean }>`
      update groupware_account a set state = 'ok', failures = 0, fault = null, detail = null,
        last_run_at = ${at}, last_success_at = ${at},
        next_run_at = case when exists (select from groupware_collection c
            where c.account_id = a.id and c.area <> 'mail' and c.told_at > ${begun}::timestamptz)
          then least(a.next_run_at, now()) else greatest(a.next_run_at, ${isoOf(now + wait * 1000)}::timestamptz) end
      where a.id = ${account.id} and a.state <> 'paused'
      returning a.owner_id, a.next_run_at <= now() as is_due`.execute(tx)
    for (const { ownerId, isDue } of rows)
      if (isDue) await announce(tx, asOwner(ownerId), { ...ANNOUNCED, id: account.id, readers: [ownerId] })
  })
  if (Object.values(counts).some((count) => count > 0))
    await writeLog(db, account.id, { action: 'run', at, counts: { ...counts } })
  return { counts, fault: null }
}

const ANNOUNCED = { kind: 'groupware', action: DUE }

/** Seconds until an account is asked again, a little different each time, so that not all ask at once. */
async function pauseOf(db: Database<SyncDb>, accountId: string): Promise<number> {
  const { rows } = await sql<{ tells: boolean | null }>`
    select bool_and(coalesce(c.pushed_until > now(), false)) as tells
    from groupware_collection c join groupware_account a on a.id = c.account_id
    where a.id = ${accountId} and c.area <> 'mail' and ${isUsedByItself()}`.execute(db)
  return (rows[0]?.tells ? ASK_WHO_TELLS : ASK_AGAIN) * (0.9 + Math.random() / 5)
}

/** An account that could not even be opened. */
export async function noteUnopened(
  db: Database<SyncDb>,
  accountId: string,
  error: GroupwareError,
): Promise<Counts> {
  const account = await db
    .selectFrom('groupwareAccount')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (account) await noteFault(db, account, { error })
  return NO_COUNTS
}

async function failed(db: Database<SyncDb>, run: Failing): Promise<Outcome> {
  const { account, now, counts, error } = run
  await noteFault(db, account, { now, counts: { ...counts }, error })
  return { counts, fault: error.fault }
}

interface Failing {
  account: Account
  now: number
  counts: Counts
  error: GroupwareError
}
