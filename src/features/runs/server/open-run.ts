import { sql } from 'kysely'
import type { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { RunCounts, runKind } from '../run.ts'
import type { RunsDb } from './tables.ts'

/**
 * Notes the beginning of a big action. Whatever is recorded with `by.runId` set to its id belongs to it and can be
 * taken back with it. Opening one that is there already (a repetition after a crash) changes nothing.
 */
export async function openRun(
  tx: Tx<RunsDb>,
  by: By,
  { id, kind, title }: { id: string; kind: z.infer<typeof runKind>; title: string },
): Promise<void> {
  await tx
    .insertInto('run')
    .values({ id, kind, title, ownerId: by.id })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
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
