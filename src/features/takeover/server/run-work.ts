import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { groupwareProblem } from '#features/groupware/server/groupware-problem.ts'
import type { OpenAccount } from '#features/mails/server/collect-mails.ts'
import { closeRun, tellOfRun } from '#features/runs/server/open-run.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { refreshTimes } from '#features/sync/server/refresh-times.ts'
import type { RefreshCounts } from '#features/sync/server/refresh-times.ts'
import { storeOf } from '#features/sync/server/run.ts'
import type { CollectionRow, RemoteItem, Run } from '#features/sync/server/run.ts'
import { beginRun } from '#features/sync/server/sync-account.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { TAKEOVER_AREAS } from '../takeover.ts'
import type { Takeover, TakeoverArea } from '../takeover.ts'
import { readTakeover, tellOfRecords, tellOfTakeover } from './read-takeovers.ts'
import { refreshDates } from './refresh-dates.ts'
import { RUN_JOB } from './start-run.ts'
import type { RunInput } from './start-run.ts'
import type { TakeoverDb } from './tables.ts'
import { takeMail, takeSynced } from './take-item.ts'
import type { Item, Outcome } from './take-item.ts'

const BATCH = 50

interface Bringing {
  run: Run
  takeover: Takeover
  running: Running<RunInput>
  db: Database<TakeoverDb>
  groupware: Groupware
}

/** Brings in what was chosen, each item by itself: one that fails keeps none of the others back. */
export const runWork = (open: OpenAccount): Work => ({
  kind: RUN_JOB,
  async run(running: Running<RunInput>) {
    const { house, input } = running
    const db = house.db as Database<TakeoverDb>
    const takeover = await readTakeover(db, running.by, input.takeoverId)
    const by: By = { ...running.by, via: 'groupware', runId: takeover.runId ?? running.id }
    try {
      return await oneAtATime(db, takeover.accountId, async () => {
        const account = await ownAccount(db, by, takeover.accountId)
        const groupware = await open(house, account.id)
        try {
          const run = await beginRun(house, { account, by, groupware })
          const counts = await bringIn({ run, takeover, running, db, groupware })
          return { takeoverId: takeover.id, ...counts }
        } finally {
          await groupware.close()
        }
      })
    } catch (error) {
      const problem = groupwareProblem(error)
      if (problem instanceof Problem) await noteFault(db, by, takeover.id, problem.code)
      throw problem
    }
  },
})

/** What keeps the account in step waits meanwhile: both would make a record of the same item. */
function oneAtATime<R>(db: Database<TakeoverDb>, accountId: string, work: () => Promise<R>): Promise<R> {
  return db.transaction().execute(async (lock) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`groupware ${accountId}`}, 0))`.execute(lock)
    return work()
  })
}

async function bringIn(bringing: Bringing): Promise<Takeover['counts']> {
  const { db, takeover, running, run } = bringing
  let done = (running.checkpoint as { done: number } | null)?.done ?? 0
  const total = done + (await countRest(db, takeover.id))
  for (const area of TAKEOVER_AREAS)
    for (let batch = await nextBatch(db, takeover.id, area); batch.length > 0;) {
      for (const [collectionId, items] of Map.groupBy(batch, (item) => item.collectionId)) {
        const collection = await collectionOf(db, collectionId)
        const remotes = await fetchAll(run, { area, collection, items })
        for (const item of items) {
          await note(
            bringing,
            item,
            await take(bringing, { item, collection, remote: remotes.get(item.remoteId) }),
          )
          done += 1
          // Beside the item: a job that is cancelled here has done it all the same.
          await transaction(db, (tx) => running.save(tx as never, { done, total, checkpoint: { done } }))
        }
      }
      await transaction(db, (tx) => tell(tx, bringing))
      batch = await nextBatch(db, takeover.id, area)
    }
  if (takeover.refresh) await refresh(bringing)
  return finish(bringing)
}

/** What was not to be had, or was refused, is said with the item; only where the groupware is out of reach it all ends. */
async function take(
  { run, db, groupware }: Bringing,
  { item, collection, remote }: { item: Item; collection: CollectionRow; remote: RemoteItem | undefined },
): Promise<Outcome> {
  try {
    if (item.area === 'mail') return await takeMail(run, { item, groupware, collection })
    if (!remote) return { result: 'failed', fault: 'groupware.not-found' }
    return await transaction(db, (tx) => takeSynced(tx, run, { item, remote, collection }))
  } catch (error) {
    if (error instanceof GroupwareError) {
      if (ENDING.has(error.fault)) throw error
      return { result: 'failed', fault: `groupware.${error.fault}` }
    }
    if (error instanceof Problem) return { result: 'failed', fault: error.code }
    run.house.log.error({ err: error, item: item.id }, 'an item was not taken over')
    return { result: 'failed', fault: 'internal' }
  }
}

const ENDING = new Set(['unreachable', 'tls', 'refused', 'consent', 'throttled'])

const TABLES: Record<string, string> = { appointment: 'appointment', task: 'task', history: 'history_entry' }

async function note(
  { db, run }: Bringing,
  { id }: Item,
  { result, fault = null, kind = null, id: recordId = null }: { [K in keyof Outcome]?: Outcome[K] | null },
): Promise<void> {
  const table = kind === null ? undefined : TABLES[kind]
  const version = table
    ? sql<number | null>`(select version from ${sql.table(table)} where id = ${recordId})`
    : null
  await db
    .updateTable('takeoverItem')
    .set({
      result: result ?? null,
      fault,
      recordKind: kind,
      recordId,
      recordVersion: version,
      runId: run.by.runId ?? null,
    })
    .where('id', '=', id)
    .execute()
}

async function fetchAll(
  run: Run,
  { area, collection, items }: { area: TakeoverArea; collection: CollectionRow; items: readonly Item[] },
): Promise<Map<string, RemoteItem>> {
  if (area === 'mail') return new Map()
  const found = await storeOf(run, area, collection).get([...new Set(items.map(({ remoteId }) => remoteId))])
  return new Map(found.map((remote) => [remote.id, remote]))
}

function nextBatch(db: Database<TakeoverDb>, id: string, area: TakeoverArea): Promise<Item[]> {
  return db
    .selectFrom('takeoverItem')
    .selectAll()
    .where('takeoverId', '=', id)
    .where('area', '=', area)
    .where('chosen', '=', true)
    .where('skipped', 'is', null)
    .where('result', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(BATCH)
    .execute()
}

async function countRest(db: Database<TakeoverDb>, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from takeover_item
    where takeover_id = ${id} and chosen and skipped is null and result is null`.execute(db)
  return rows[0]?.n ?? 0
}

function collectionOf(db: Database<TakeoverDb>, id: string): Promise<CollectionRow> {
  return db.selectFrom('groupwareCollection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Only start, end and days of what was taken over before; nothing is made, nothing goes. */
async function refresh({ db, run, takeover }: Bringing): Promise<void> {
  const all = [
    await refreshTimes(run, 'appointment'),
    await refreshTimes(run, 'task'),
    await refreshDates(run),
  ]
  const sum = (of: keyof RefreshCounts) => all.reduce((total, counts) => total + counts[of], 0)
  const refreshed = { updated: sum('updated'), unchanged: sum('unchanged'), missing: sum('missing') }
  await db
    .updateTable('takeover')
    .set({ refreshed: json(refreshed) })
    .where('id', '=', takeover.id)
    .execute()
}

async function finish(bringing: Bringing): Promise<Takeover['counts']> {
  const { db, run, takeover } = bringing
  const { by } = run
  const { counts, refreshed, runId } = await readTakeover(db, by, takeover.id)
  const sum = (of: 'imported' | 'failed') => counts.mail[of] + counts.task[of] + counts.appointment[of]
  await transaction(db, async (tx) => {
    await tx
      .updateTable('takeover')
      .set({ state: 'done', fault: null })
      .where('id', '=', takeover.id)
      .execute()
    const totals = { created: sum('imported'), changed: refreshed.updated ?? 0, left: sum('failed') }
    if (runId !== null) {
      await closeRun(tx, runId, totals)
      await tellOfRun(tx, by, runId)
    }
    await tell(tx, bringing)
  })
  return counts
}

async function tell(tx: Tx<TakeoverDb>, { run: { by }, takeover }: Bringing): Promise<void> {
  await tellOfTakeover(tx, by, takeover.id)
  await tellOfRecords(tx, by)
}

async function noteFault(db: Database<TakeoverDb>, by: By, id: string, fault: string): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.updateTable('takeover').set({ fault }).where('id', '=', id).execute()
    await tellOfTakeover(tx, by, id)
  })
}
