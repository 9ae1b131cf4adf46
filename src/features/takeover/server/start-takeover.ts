import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { dayText } from '#kernel/wall.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { cancelJob } from '#platform/jobs.ts'
import { hiddenRefresh, isNextStep } from '../takeover.ts'
import type { STEPS, Takeover, TakeoverNew } from '../takeover.ts'
import { lockTakeover, readTakeover, tellOfTakeover } from './read-takeovers.ts'
import { sourcesOf } from './read-page.ts'
import type { TakeoverDb } from './tables.ts'

export const LIST_JOB = 'takeover.list'
export interface ListInput {
  takeoverId: string
}

const DAY = 86_400_000

/** Begins to take over: what is there is listed as a job. Nothing is written before it is run. */
export async function startTakeover(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, input }: { house: Pick<House, 'jobs'>; input: TakeoverNew },
): Promise<Takeover> {
  const { id: accountId, options, kind } = await ownAccount(tx as never, by, input.accountId)
  if (kind === 'file') throw new Problem('conflict', 'takeover.file', 'Files are brought, not listed.')
  if (input.areas.length === 0 && !input.refresh)
    throw invalid('areas', 'empty', 'Say what is to be taken over.')
  if (input.refresh && hiddenRefresh(options) !== null)
    throw new Problem('conflict', 'takeover.automatic', 'Times are brought up to date by themselves.')
  const {
    since = dayText(Date.now() - options.daysBack * DAY),
    until = dayText(Date.now() + options.daysAhead * DAY),
  } = input
  if (until < since) throw invalid('until', 'before_start', 'The end must lie behind the start.')
  await refuseSecond(tx, by)
  const sources = await sourcesOf(tx, { accountId, areas: input.areas, ids: input.sources })
  const id = randomUUIDv7()
  await tx
    .insertInto('takeover')
    .values({
      id,
      accountId,
      ownerId: by.id,
      areas: input.areas,
      refresh: input.refresh,
      since,
      until,
      sources: sources.map((one) => one.id),
      step: 'mail',
      state: 'listing',
    })
    .execute()
  await startListing(tx, by, { house, id })
  return readTakeover(tx, by, id)
}

/** Lists once more what could not be listed. */
export async function listAgain(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, id }: { house: Pick<House, 'jobs'>; id: string },
): Promise<Takeover> {
  const { state, busy } = await lockTakeover(tx, by, id)
  if (busy || state !== 'listing') throw new Problem('conflict', 'takeover.busy', 'It is listed already.')
  await startListing(tx, by, { house, id })
  return readTakeover(tx, by, id)
}

async function startListing(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, id }: { house: Pick<House, 'jobs'>; id: string },
): Promise<void> {
  const { accountName } = await readTakeover(tx, by, id)
  const input: ListInput = { takeoverId: id }
  const jobId = await house.jobs.start(tx as never, by, { kind: LIST_JOB, title: accountName, input })
  await tx.updateTable('takeover').set({ jobId, fault: null, listed: 0 }).where('id', '=', id).execute()
  await tellOfTakeover(tx, by, id)
}

async function refuseSecond(tx: Tx<TakeoverDb>, by: By): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`takeover ${by.id}`}, 0))`.execute(tx)
  const open = await tx
    .selectFrom('takeover')
    .select('id')
    .where('ownerId', '=', by.id)
    .where('state', 'in', ['listing', 'choosing'])
    .executeTakeFirst()
  if (open) throw new Problem('conflict', 'takeover.open', 'Another one is open; go on with it, or end it.')
}

/** One step on or back, never over one. */
export async function goToStep(
  tx: Tx<TakeoverDb>,
  by: By,
  { id, step }: { id: string; step: (typeof STEPS)[number] },
): Promise<Takeover> {
  const now = await lockTakeover(tx, by, id)
  if (now.state !== 'listing' && now.state !== 'choosing')
    throw new Problem('conflict', 'takeover.over', 'Nothing is chosen any more.')
  if (now.step === step) return now
  if (!isNextStep(now.step, step))
    throw new Problem('conflict', 'takeover.steps', 'Only one step on or back at a time.')
  await tx.updateTable('takeover').set({ step }).where('id', '=', id).execute()
  await tellOfTakeover(tx, by, id)
  return readTakeover(tx, by, id)
}

/** Ends it without bringing anything in: what was listed is forgotten. */
export async function cancelTakeover(tx: Tx<TakeoverDb>, by: By, id: string): Promise<void> {
  const { state, busy, jobId } = await lockTakeover(tx, by, id)
  if (state !== 'listing' && state !== 'choosing')
    throw new Problem('conflict', 'takeover.over', 'It is over already.')
  if (busy && jobId !== null) await cancelJob(tx, by, jobId)
  await tx.deleteFrom('takeoverItem').where('takeoverId', '=', id).execute()
  await tx
    .updateTable('takeover')
    .set({ state: 'cancelled', refreshed: json({}) })
    .where('id', '=', id)
    .execute()
  await tellOfTakeover(tx, by, id)
}
