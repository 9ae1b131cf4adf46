import { useQueryClient } from '@tanstack/react-query'
import { undoRun } from '#features/runs/web/follow-run.ts'
import { refreshVisits } from '#features/visits/web/visits-api.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { MovedReply } from '../../route.ts'
import type { DayChoice, Stop } from './use-day-route.ts'

/** Writes the times of the route into its visits; the way back is one press away. */
export function useApplyRoute() {
  const client = useQueryClient()
  return async ({ user, date }: DayChoice, stops: readonly Stop[]) => {
    const body = { assigneeId: user, date, stops: stops.map(({ visitId, begins }) => ({ visitId, begins })) }
    const { runId, changed, left } = await ask<MovedReply>('POST', '/routes/apply', { body })
    await refreshVisits(client)
    const label = [
      changed === 0 && left.length === 0
        ? text('route.applied_none')
        : text('route.applied', { count: changed }),
      left.length > 0 && text('route.applied_left', { count: left.length }),
    ]
      .filter(Boolean)
      .join(' ')
    if (changed === 0) return say(label)
    did({
      label,
      undo: () =>
        undoRun(client, runId)
          .then(() => refreshVisits(client))
          .then(() => undefined),
    })
  }
}
