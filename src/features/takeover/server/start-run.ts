import { sql } from 'kysely'
import { openRun } from '#features/runs/server/open-run.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Takeover } from '../takeover.ts'
import { lockTakeover, tellOfTakeover } from './read-takeovers.ts'
import type { TakeoverDb } from './tables.ts'

export const RUN_JOB = 'takeover.run'
export interface RunInput {
  takeoverId: string
}

/**
 * Brings in what is chosen, as a job and a run that can be taken back. Begun again it goes on with what is not done yet
 * and with what failed.
 */
export async function startRun(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, id }: { house: Pick<House, 'jobs'>; id: string },
): Promise<StartedJob> {
  const takeover = await lockTakeover(tx, by, id)
  refuseEarly(takeover)
  await tx
    .updateTable('takeoverItem')
    .set({ result: null, fault: null })
    .where('takeoverId', '=', id)
    .where('result', '=', 'failed')
    .execute()
  // Who became one with another since then is the other one now.
  await sql`
    update takeover_item i set contact_id = r.merged_into from contact r
    where i.takeover_id = ${id} and i.result is null and r.id = i.contact_id and r.deleted_at is not null`.execute(
    tx,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from takeover_item
    where takeover_id = ${id} and chosen and skipped is null and result is null`.execute(tx)
  const total = rows[0]?.total ?? 0
  if (total === 0 && !takeover.refresh)
    throw new Problem('conflict', 'takeover.nothing', 'Nothing is chosen.')
  const input: RunInput = { takeoverId: id }
  const job = { kind: RUN_JOB, title: titleOf(takeover, by, total) }
  const jobId = await house.jobs.start(tx as never, by, { ...job, input })
  const runId = takeover.runId ?? jobId
  await openRun(tx, by, { id: runId, kind: 'takeover', title: job.title, jobId })
  await tx
    .updateTable('takeover')
    .set({ state: 'running', step: 'result', fault: null, jobId, runId })
    .where('id', '=', id)
    .execute()
  await tellOfTakeover(tx, by, id)
  return queued({ id: jobId, ...job }, total)
}

function refuseEarly({ state, step, busy, counts }: Takeover): void {
  if (busy) throw new Problem('conflict', 'takeover.busy', 'A job is at work on it.')
  if (state === 'choosing' && step !== 'appointment')
    throw new Problem('conflict', 'takeover.steps', 'There are steps before this.')
  const failed = counts.mail.failed + counts.task.failed + counts.appointment.failed
  if (state === 'listing' || state === 'cancelled' || (state === 'done' && failed === 0))
    throw new Problem('conflict', 'takeover.over', 'There is nothing to bring in.')
}

function titleOf({ accountName, files }: Takeover, { language }: By, total: number): string {
  const from = files.length === 1 ? (files[0] ?? accountName) : accountName
  return language === 'de'
    ? `${total} ${total === 1 ? 'Element' : 'Elemente'} aus ${from}`
    : `${total} ${total === 1 ? 'item' : 'items'} from ${from}`
}
