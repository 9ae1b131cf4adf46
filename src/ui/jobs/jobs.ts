import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/request.ts'

/** A piece of work that runs longer than one would wait. */
export interface Job {
  id: string
  kind: string
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number | null
  result: Record<string, unknown> | null
  error: string | null
  createdAt: string
}

/** My jobs, newest first; changes come by the live stream under the kind `job`. */
export const jobsQuery = queryOptions({
  queryKey: ['job', 'mine'],
  queryFn: ({ signal }) =>
    ask<{ items: Job[] }>('GET', '/jobs', { query: { mine: 'true', limit: '20' }, signal }),
  select: (page) => page.items,
})

/** Asks a job to stop; it ends where it stands. */
export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => ask<void>('POST', `/jobs/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

/** Whether a job is still under way. */
export function isRunning(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

/** Seconds until it is done at the pace so far; undefined while that is a guess. */
export function secondsLeft(job: Job, now: number): number | undefined {
  const passed = (now - Date.parse(job.createdAt)) / 1000
  if (job.state !== 'running' || !job.total || job.done <= 0 || passed < 2) return undefined
  return (passed / job.done) * (job.total - job.done)
}
