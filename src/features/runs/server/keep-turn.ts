import { isSame } from '#kernel/diff.ts'
import type { Tx } from '#platform/database.ts'
import type { JobDb } from '#platform/jobs.ts'

/** Somebody else went on with this job: another attempt took over while this one was thought dead. */
class Overtaken extends Error {}

/** Holds a job for one batch, as long as it stands where this attempt believes: so each batch is done once. */
export async function keepTurn(tx: Tx<JobDb>, jobId: string, checkpoint: unknown): Promise<void> {
  const job = await tx
    .selectFrom('job')
    .select('checkpoint')
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirst()
  if (!job || !isSame(job.checkpoint, checkpoint)) throw new Overtaken()
}
