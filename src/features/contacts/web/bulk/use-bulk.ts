import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import type { StartedJob } from '#features/runs/run.ts'
import { followRun } from '#features/runs/web/follow-run.ts'
import { ask } from '#ui/api/request.ts'
import type { Chosen } from '#ui/list/description.ts'
import { complain } from '#ui/undo.ts'
import type { BulkChange, BulkPreview } from '../../bulk.ts'
import { targetsOf } from '#ui/list/question-of.ts'

/** What a change would do, asked again as soon as typing pauses; nothing to ask while nothing is said. */
export function useBulkPreview(chosen: Chosen, change: BulkChange | undefined) {
  const [body] = useDebouncedValue(change && { ...targetsOf(chosen), ...change }, 200)
  const asked = useQuery({
    queryKey: ['contact', 'bulk', body],
    queryFn: ({ signal }) => ask<BulkPreview>('POST', '/contacts/bulk/preview', { body, signal }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  })
  const isLate = JSON.stringify(body) !== JSON.stringify(change && { ...targetsOf(chosen), ...change })
  return { preview: change && asked.data, error: asked.error, isLate: isLate || asked.isFetching }
}

/** Begins the change; what comes of it is told later, with the way back. */
export function useBeginBulk(): (chosen: Chosen, change: BulkChange) => Promise<void> {
  const client = useQueryClient()
  return async (chosen, change) => {
    const body = { ...targetsOf(chosen), ...change }
    const job = await ask<StartedJob>('POST', '/contacts/bulk', { body })
    followRun(client, job).catch(complain)
  }
}
