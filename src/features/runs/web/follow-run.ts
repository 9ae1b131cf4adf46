import type { QueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { isRunning, type Job } from '#ui/jobs/jobs.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { StartedJob } from '../run.ts'

/** So long a screen waits without a word; then the work is said to go on behind it. */
const patience = 1500
const pause = 400

/**
 * Watches a run that was begun here: a short word when it takes longer, and when it is over what it did, with the way
 * back. Whoever leaves the page finds both in the tray.
 */
export async function followRun(client: QueryClient, started: StartedJob): Promise<void> {
  const job = await over(client, started)
  if (job.state !== 'done')
    return say(text(`runs.toast.${job.state === 'failed' ? 'failed' : 'cancelled'}`, { title: job.title }))
  const left = Number(job.result?.['left'] ?? 0)
  const label = left > 0 ? text('runs.toast.left', { title: job.title, count: left }) : job.title
  did({ label, undo: () => undoRun(client, job.id) })
}

/** Takes a run back and waits until that is done; says what was left. */
export async function undoRun(client: QueryClient, id: string): Promise<void> {
  const job = await over(client, await ask<StartedJob>('POST', `/runs/${id}/undo`))
  const left = Number(job.result?.['left'] ?? 0)
  if (job.state === 'failed') complain(new Error(job.error ?? ''))
  else if (left > 0) say(text('runs.toast.undo_left', { count: left }))
}

async function over(client: QueryClient, started: StartedJob): Promise<Job> {
  void client.invalidateQueries({ queryKey: ['job'] })
  const since = performance.now()
  let told = false
  for (;;) {
    const job = await ask<Job>('GET', `/jobs/${started.id}`)
    if (!isRunning(job)) {
      for (const queryKey of [['job'], ['run'], ['contact']]) void client.invalidateQueries({ queryKey })
      return job
    }
    if (!told && performance.now() - since > patience) {
      told = true
      say(text('runs.toast.under_way', { title: job.title }))
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
