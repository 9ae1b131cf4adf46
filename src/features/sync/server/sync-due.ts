import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { isFirmAutomatic } from '#features/groupware/server/used-collections.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { MinuteChore, Running, Work } from '#platform/jobs.ts'
import { DUE } from './due.ts'
import { ourKinds } from './ours/our-areas.ts'
import { ownAccount } from './read-links.ts'
import { noteUnopened, syncAccount } from './sync-account.ts'
import type { Counts } from './run.ts'
import type { SyncDb } from './tables.ts'
import { asOwner } from './watch/as-owner.ts'

/** How an account's groupware is opened; whoever opens it closes it. */
export type Open = (house: House, accountId: string, signal?: AbortSignal) => Promise<Groupware>

export const SYNC_JOB = 'groupware.sync'
/** A turn is short, so that nothing else waits for it; what is not done then goes on with the next. */
const TURN = 10_000
/** Our changes gather so long before they are written there, in seconds. */
const GATHER = 15

/** Accounts whose time has come are brought in step, those that have waited longest first. */
export const syncDue = (open: Open): MinuteChore => ({
  name: SYNC_JOB,
  after: DUE,
  async run(house) {
    const db = house.db as Database<SyncDb>
    const signal = AbortSignal.timeout(TURN)
    const rows = await db
      .selectFrom('groupwareAccount')
      .select(['id', 'ownerId'])
      .where('state', 'not in', ['paused', 'consent'])
      .where('kind', '!=', 'file')
      .where('nextRunAt', '<=', sql<string>`now()`)
      // Where nothing is kept in step by itself nobody is asked.
      .where(
        sql<boolean>`(options ->> 'refreshTimes' = 'true' or ${isFirmAutomatic()} or exists (select from groupware_collection c
          where c.account_id = groupware_account.id and c.role = 'sync'))`,
      )
      .orderBy('nextRunAt')
      .limit(50)
      .execute()
    for (const { id } of rows) {
      if (signal.aborted) break
      await turn(house, open, id, signal).catch((error: unknown) =>
        house.log.error({ err: error, account: id }, 'sync failed'),
      )
      // What was changed here while it ran is not written there yet.
      await notice(db, id)
    }
  },
  async nextIn({ db }) {
    const { rows } = await sql<{ ms: number | null }>`
      select (extract(epoch from min(next_run_at) - clock_timestamp()) * 1000)::float8 as ms from groupware_account
      where state not in ('paused', 'consent') and kind <> 'file' and next_run_at > now()
        and next_run_at <= now() + make_interval(secs => ${GATHER})`.execute(db)
    const ms = rows[0]?.ms ?? null
    return ms === null ? undefined : Math.max(ms, 0) + MARGIN
  },
})

/** A clock is no more exact than this, in milliseconds; what comes too early would have to come once more. */
const MARGIN = 100

/** One turn of an account; one that did not come to its end waits behind the others. */
async function turn(
  house: House,
  open: Open,
  accountId: string,
  signal: AbortSignal,
): Promise<Counts | 'busy' | 'unfinished'> {
  const db = house.db as Database<SyncDb>
  let groupware: Groupware
  try {
    groupware = await open(house, accountId, signal)
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    const outcome = await noteUnopened(db, accountId, error)
    return outcome
  }
  try {
    const outcome = await syncAccount(house, accountId, groupware, { signal })
    if (outcome === 'busy') return 'busy'
    if (outcome.fault === null && signal.aborted) {
      await db
        .updateTable('groupwareAccount')
        .set({ nextRunAt: sql<string>`now()` })
        .where('id', '=', accountId)
        .execute()
      return 'unfinished'
    }
    return outcome.counts
  } finally {
    await groupware.close()
  }
}

const ACTIONS = [
  'created',
  'changed',
  'deleted',
  'restored',
  'erased',
  'moved',
  'confirmed',
  'done',
  'cancelled',
  'skipped',
  'planned',
  'accepted',
]

/** What was changed here makes the accounts due that keep it in step; what the sync itself changed does not. */
export const noticeChanges: MinuteChore = {
  name: 'groupware.notice',
  after: ['appointment', 'visit', 'task', 'contact'].flatMap((kind) =>
    ACTIONS.map((verb) => `${kind}.${verb}`),
  ),
  run: ({ db }) => notice(db),
}

/** Accounts, or this one, that keep in step what somebody changed since they ran are due when it has gathered. */
async function notice(db: Database<SyncDb>, accountId?: string): Promise<void> {
  // Ids of the journal begin with their milliseconds (RFC 9562, 5.7): the last minutes are one range of its index.
  const since = (Date.now() - 180_000).toString(16).padStart(12, '0')
  const floor = `${since.slice(0, 8)}-${since.slice(8)}-7000-8000-000000000000`
  const which = accountId === undefined ? sql`true` : sql`a.id = ${accountId}`
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; ownerId: string }>`
      update groupware_account a set next_run_at = greatest(now(), a.last_run_at + make_interval(secs => ${GATHER}))
      where ${which} and a.state = 'ok' and a.kind <> 'file'
        and a.next_run_at > greatest(now(), a.last_run_at + make_interval(secs => ${GATHER}))
        and exists (select from journal j where j.id >= ${floor}::uuid and j.kind = any(${[...ourKinds.keys()]})
          and j.via <> 'groupware' and j.at > coalesce(a.last_run_at, '-infinity')
          and (j.by_id = a.owner_id or exists (select from groupware_link l
            where l.account_id = a.id and l.record_kind = j.kind and l.record_id = j.record_id)))
      returning a.id, a.owner_id`.execute(tx)
    for (const { id, ownerId } of rows)
      await announce(tx, asOwner(ownerId), { kind: 'groupware', id, action: DUE, readers: [ownerId] })
  })
}

/** Looks at an account now, as a job; one is under way at most. */
export async function startSync(
  tx: Tx<SyncDb>,
  by: By,
  { accountId, house }: { accountId: string; house: Pick<House, 'jobs'> },
): Promise<string> {
  const account = await ownAccount(tx, by, accountId)
  if (account.state === 'paused') throw new Problem('conflict', 'groupware.paused', 'The account is paused.')
  const { rows } = await sql<{ id: string }>`
    select id from job where kind = ${SYNC_JOB} and state in ('queued', 'running') and input ->> 'accountId' = ${accountId}
      and owner_id = any(${uuids([by.id])})`.execute(tx)
  if (rows[0]) return rows[0].id
  return house.jobs.start(tx as never, by, { kind: SYNC_JOB, title: account.name, input: { accountId } })
}

/** The work behind it: turn after turn, until all is done. */
export const syncWork = (open: Open): Work => ({
  kind: SYNC_JOB,
  async run({ house, input, save }: Running<{ accountId: string }>) {
    const db = house.db as Database<SyncDb>
    for (let done = 1; ; done++) {
      const outcome = await turn(house, open, input.accountId, AbortSignal.timeout(TURN))
      await db.transaction().execute((tx) => save(tx as Tx<unknown>, { done, checkpoint: done }))
      if (outcome === 'busy') return { busy: true }
      if (outcome !== 'unfinished') return outcome
    }
  },
})
