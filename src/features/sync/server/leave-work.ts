import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { accountById, mayClear } from '#features/groupware/server/account-row.ts'
import { disconnectAccount } from '#features/groupware/server/disconnect-account.ts'
import { groupwareProblem } from '#features/groupware/server/groupware-problem.ts'
import { LEAVE_JOB } from '#features/groupware/server/leave-account.ts'
import type { LeaveInput } from '#features/groupware/server/leave-account.ts'
import { isMadeThere } from '#features/groupware/server/made-there.ts'
import { noteFault } from '#features/groupware/server/note-fault.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import { missing } from '#kernel/problem.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { isChanged } from './pull/gone-here.ts'
import { aboutOf, readLinks } from './links.ts'
import { OF_ONE } from './push/push.ts'
import { removeThere } from './push/remove-there.ts'
import { storeOf } from './run.ts'
import type { CollectionRow, Link, Run } from './run.ts'
import { beginRun, holdAccount } from './sync-account.ts'
import type { Open } from './sync-due.ts'
import type { SyncDb } from './tables.ts'

/** So many items are in hand at once. */
const BATCH = 50

/**
 * Takes away what Kontor made there, then disconnects. While the server does not answer the account stays connected and
 * says so; what was taken away until then is made there anew by the next run, as long as nobody tries again.
 */
export const leaveWork = (open: Open): Work => ({
  kind: LEAVE_JOB,
  async run(running: Running<LeaveInput>) {
    const { house, by, input } = running
    const db = house.db as Database<SyncDb>
    const account = await accountById(db, input.accountId)
    if (!account || !(await mayClear(db, by, account))) throw missing()
    try {
      // What keeps the account in step waits until it is gone: it would make everything anew.
      return await db.transaction().execute(async (lock) => {
        await holdAccount(lock, account.id)
        const groupware = await open(house, account.id)
        const outcome = await takeAway(running, { db, account, groupware }).finally(() => groupware.close())
        await transaction(db, (tx) => disconnectAccount(tx, by, { id: account.id, config: house.config }))
        return outcome
      })
    } catch (error) {
      if (error instanceof GroupwareError) await noteFault(db, account, { error })
      throw groupwareProblem(error)
    }
  },
})

interface Outcome {
  removed: number
  /** Stays there: it was changed there since, guests take part, or the server does not give it away. */
  kept: number
}

/** Begins anew in every attempt: what is gone already is not among the links any more. */
async function takeAway(
  running: Running<LeaveInput>,
  { db, account, groupware }: Pick<Run, 'db' | 'account'> & { groupware: Groupware },
): Promise<Outcome> {
  const run = await beginRun(running.house, { account, by: running.by, groupware })
  const before = (running.checkpoint as Outcome | null) ?? { removed: 0, kept: 0 }
  const total = before.removed + (await countMade(db, account.id))
  let kept = 0
  for (let after = NOTHING; ;) {
    const batch = await nextMade(db, account.id, after)
    const last = batch.at(-1)
    const outcome = () => ({ removed: before.removed + run.counts.removedThere, kept })
    if (!last) return outcome()
    for (const [collectionId, links] of Map.groupBy(batch, (link) => link.collectionId))
      kept += await takeAwayOf(run, await collectionOf(db, collectionId), links)
    const done = outcome().removed + kept
    await transaction(db, (tx) =>
      running.save(tx as Tx<unknown>, { done, total: Math.max(total, done), checkpoint: outcome() }),
    )
    after = last.id
  }
}

const NOTHING = '00000000-0000-0000-0000-000000000000'

async function countMade(db: Database<SyncDb>, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from groupware_link l
    where l.account_id = ${accountId} and ${isMadeThere()}`.execute(db)
  return rows[0]?.count ?? 0
}

async function nextMade(db: Database<SyncDb>, accountId: string, after: string): Promise<Link[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from groupware_link l
    where l.account_id = ${accountId} and l.id > ${after}::uuid and ${isMadeThere()}
    order by l.id limit ${BATCH}`.execute(db)
  return readLinks(
    db,
    rows.map(({ id }) => id),
  )
}

function collectionOf(db: Database<SyncDb>, id: string): Promise<CollectionRow> {
  return db.selectFrom('groupwareCollection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Gives back how many of them stay. */
async function takeAwayOf(run: Run, collection: CollectionRow, links: readonly Link[]): Promise<number> {
  const theirs = await becomeTheirs(run, collection, links).catch(ofOne)
  // A calendar that is gone or closed has nothing to give away.
  if (!theirs) return links.length
  let kept = 0
  for (const link of links) {
    const removed = run.counts.removedThere
    if (!theirs.has(link.id)) await removeThere(run, link, collection).catch(ofOne)
    if (run.counts.removedThere === removed) kept += 1
  }
  return kept
}

/**
 * Ids of those that say something else there since they were looked at last, or to which people were invited: their
 * server would tell the guests.
 */
async function becomeTheirs(
  run: Run,
  collection: CollectionRow,
  links: readonly Link[],
): Promise<ReadonlySet<string>> {
  const ids = links.flatMap(({ remoteId }) => remoteId ?? [])
  const items = await storeOf(run, collection.area as SyncArea, collection).get(ids)
  const byId = new Map(items.map(({ id, item }) => [id, item]))
  const theirs = links.filter((link) => {
    const item = byId.get(link.remoteId ?? '')
    return item && (isChanged(run, link, item) || (link.area === 'appointment' && !aboutOf(item).own))
  })
  return new Set(theirs.map(({ id }) => id))
}

/** What the server refuses of one item keeps no other back; all else ends the work. */
function ofOne(error: unknown): undefined {
  if (!(error instanceof GroupwareError) || !OF_ONE.includes(error.fault)) throw error
  return undefined
}
