import { sql } from 'kysely'
import type { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { RunCounts, runKind } from '../run.ts'
import type { RunsDb } from './tables.ts'

/**
 * Notes the beginning of a big action. Whatever is recorded with `by.runId` set to its id belongs to it and can be
 * taken back with it. One that is there already goes on (a repetition after a crash, a file continued), unless it was
 * taken back meanwhile. `jobId` is the job that does the work: as long as it is not over, nothing can be taken back.
 */
export async function openRun(
  tx: Tx<RunsDb>,
  by: By,
  {
    id,
    kind,
    title,
    undoes = null,
    jobId = null,
  }: {
    id: string
    kind: z.infer<typeof runKind>
    title: string
    undoes?: string | null
    jobId?: string | null
  },
): Promise<void> {
  const opened = await tx
    .insertInto('run')
    .values({ id, kind, title, ownerId: by.id, undoes, jobId })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ state: 'running', jobId })
        .where('run.state', 'in', ['running', 'done']),
    )
    .returning('id')
    .executeTakeFirst()
  if (!opened) throw new Problem('conflict', 'run.undone', 'This was taken back; begin anew.')
}

/** Notes that it is over, and what it did. */
export async function closeRun(tx: Tx<RunsDb>, id: string, counts: RunCounts): Promise<void> {
  await tx
    .updateTable('run')
    .set({ state: 'done', counts: json(counts), finishedAt: sql<string>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** Notes what it has done until now, in the transaction in which it did it. */
export async function countRun(tx: Tx<RunsDb>, id: string, counts: RunCounts): Promise<void> {
  await tx
    .updateTable('run')
    .set({ counts: json(counts) })
    .where('id', '=', id)
    .execute()
}
