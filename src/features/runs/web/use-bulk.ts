import { useQueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { complain } from '#ui/undo.ts'
import type { StartedJob } from '../run.ts'
import { followRun } from './follow-run.ts'

export type BeginBulk<Change> = (targets: object, change: Partial<Change>) => Promise<void>

/** Begins to change many by this address; what comes of it is told later, with the way back. */
export function useBulk<Change>(path: string, kind: string): BeginBulk<Change> {
  const client = useQueryClient()
  return async (targets, change) => {
    const job = await ask<StartedJob>('POST', path, { body: { ...targets, ...change } })
    followRun(client, job)
      .then(() => void client.invalidateQueries({ queryKey: [kind] }))
      .catch(complain)
  }
}
