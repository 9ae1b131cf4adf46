import { randomUUIDv7 } from 'node:crypto'
import { openRun } from '#features/runs/server/open-run.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import type { By } from '#kernel/rights.ts'
import { dayText } from '#kernel/wall.ts'
import type { Insertable } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Head, Suggestion, TakeoverArea } from '../takeover.ts'
import { RUN_JOB } from './start-run.ts'
import type { RunInput } from './start-run.ts'
import type { TakeoverDb } from './tables.ts'

type Row = Insertable<TakeoverDb['takeoverItem']>

interface AtOnce {
  house: Pick<House, 'jobs'>
  accountId: string
  title: string
  areas: readonly TakeoverArea[]
  sources: readonly string[]
  items: readonly (Omit<Row, 'id' | 'takeoverId' | 'head' | 'suggestions'> & {
    head: Head
    suggestions?: Suggestion[]
  })[]
}

/** Takes items over that somebody chose already, as a job and a run: the wizard without its steps. */
export async function startAtOnce(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, accountId, title, areas, sources, items }: AtOnce,
): Promise<{ takeoverId: string; started: StartedJob }> {
  const id = randomUUIDv7()
  const job = { kind: RUN_JOB, title }
  const input: RunInput = { takeoverId: id }
  const jobId = await house.jobs.start(tx as never, by, { ...job, input })
  await openRun(tx, by, { id: jobId, kind: 'takeover', title, jobId })
  const today = dayText(Date.now())
  await tx
    .insertInto('takeover')
    .values({
      id,
      accountId,
      ownerId: by.id,
      areas: [...areas],
      since: today,
      until: today,
      sources: [...sources],
      step: 'result',
      state: 'running',
      jobId,
      runId: jobId,
    })
    .execute()
  for (const { head, suggestions = [], ...item } of items)
    await tx
      .insertInto('takeoverItem')
      .values({
        id: randomUUIDv7(),
        takeoverId: id,
        ...item,
        head: json(head),
        suggestions: json(suggestions),
      })
      .onConflict((c) => c.columns(['takeoverId', 'collectionId', 'remoteId', 'original']).doNothing())
      .execute()
  return { takeoverId: id, started: queued({ id: jobId, ...job }, items.length) }
}
