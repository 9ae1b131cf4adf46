import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import { collectionsOfFiles } from '#features/groupware/server/brought-files.ts'
import { optionsUnder } from '#features/groupware/account.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { dayText, wallOf } from '#kernel/wall.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { cancelJob } from '#platform/jobs.ts'
import { MOST_DAYS, TAKEOVER_AREAS, WHOLE_PERIOD, hiddenRefresh, isNextStep } from '../takeover.ts'
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
  const from = input.files ? await ofFiles(tx, by, input.files) : await ofAccount(tx, by, input)
  await refuseSecond(tx, by)
  const id = randomUUIDv7()
  await tx
    .insertInto('takeover')
    .values({ id, ownerId: by.id, step: 'mail', state: 'listing', ...from })
    .execute()
  await startListing(tx, by, { house, id })
  return readTakeover(tx, by, id)
}

type From = Pick<
  Insertable<TakeoverDb['takeover']>,
  'accountId' | 'areas' | 'refresh' | 'series' | 'since' | 'until' | 'sources'
>

async function ofAccount(tx: Tx<TakeoverDb>, by: By, input: TakeoverNew): Promise<From> {
  if (input.accountId === undefined) throw invalid('accountId', 'required', 'An account, or files.')
  const { id: accountId, options, kind } = await ownAccount(tx as never, by, input.accountId)
  if (kind === 'file') throw new Problem('conflict', 'takeover.file', 'Files are brought, not listed.')
  const { areas, refresh, series } = input
  if (areas.length === 0 && !refresh) throw invalid('areas', 'empty', 'Say what is to be taken over.')
  const { groupware: firm } = await readSettings(tx as never)
  if (refresh && hiddenRefresh(optionsUnder(firm, options)) !== null)
    throw new Problem('conflict', 'takeover.automatic', 'Times are brought up to date by themselves.')
  const {
    since = dayText(Date.now() - options.daysBack * DAY),
    until = dayText(Date.now() + options.daysAhead * DAY),
  } = input
  if (until < since) throw invalid('until', 'before_start', 'The end must lie behind the start.')
  if (series === 'dates' && wallOf(until) - wallOf(since) > MOST_DAYS * DAY)
    throw invalid('until', 'period_too_long', 'Of a series at most ten years are counted out.')
  const sources = await sourcesOf(tx, { accountId, areas, ids: input.sources })
  return { accountId, areas, refresh, series, since, until, sources: sources.map(({ id }) => id) }
}

/** All that is in some files, from whatever time it is. */
async function ofFiles(tx: Tx<TakeoverDb>, by: By, files: readonly string[]): Promise<From> {
  const { accountId, collections } = await collectionsOfFiles(tx, by, files)
  const areas = TAKEOVER_AREAS.filter((area) => collections.some((one) => one.area === area))
  const sources = collections.map(({ id }) => id)
  return { accountId, areas, refresh: false, ...WHOLE_PERIOD, sources }
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
  const { accountName, files } = await readTakeover(tx, by, id)
  const title = files.length > 0 ? files.join(', ').slice(0, 255) : accountName
  const input: ListInput = { takeoverId: id }
  const jobId = await house.jobs.start(tx as never, by, { kind: LIST_JOB, title, input })
  await tx
    .updateTable('takeover')
    .set({ jobId, fault: null, listed: 0, truncated: [] })
    .where('id', '=', id)
    .execute()
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
