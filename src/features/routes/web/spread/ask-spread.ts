import type { StartedJob } from '#features/runs/run.ts'
import { ask } from '#ui/api/request.ts'
import { isRunning, type Job } from '#ui/jobs/jobs.ts'
import type { SpreadAnswer, SpreadQuestion } from '../../spreading.ts'

const pause = 700

/** The proposal; where there is much to spread, as soon as the job for it is done. */
export async function askSpread(body: SpreadQuestion): Promise<SpreadAnswer> {
  const reply = await ask<SpreadAnswer | StartedJob>('POST', '/routes/spread', { body })
  if ('moves' in reply) return reply
  for (;;) {
    const job = await ask<Job>('GET', `/jobs/${reply.id}`)
    if (!isRunning(job)) {
      if (job.state !== 'done') throw new Error(job.error ?? job.state)
      return job.result as unknown as SpreadAnswer
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
