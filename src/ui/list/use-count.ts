import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Count, ListDescription, ViewState } from './description.ts'

interface Counted {
  total: number | undefined
  /** Counting stopped at its cap: there are more than `total`. */
  isMinimum: boolean
  /** Counts exactly where only a minimum is known. */
  countAll: () => Promise<Count>
}

/** Who is still typing waits for rows, not for their number. */
const rest = 200

/**
 * How many rows a question finds, once it has stood for a moment: to a cap, and exactly as soon as somebody has asked
 * for that. `wanted` is false while the rows are not here or say it themselves, and while another question is asked:
 * its rows do not wait for a number nobody reads any more.
 */
export function useCount<Row>(
  description: ListDescription<Row>,
  { key, view }: { key: string; view: ViewState },
  wanted: boolean,
): Counted {
  const client = useQueryClient()
  const rested = useRested(key)
  const query = (how: 'capped' | 'exact') => ({
    queryKey: [description.kind, 'list', key, 'count', how] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => description.count(view, how, signal),
    staleTime: 30_000,
  })
  const exact = query('exact')
  const asked = client.getQueryData(exact.queryKey) !== undefined
  const capped = useQuery({ ...query('capped'), enabled: wanted && rested && !asked }).data
  useEffect(() => {
    if (!wanted) void client.cancelQueries({ queryKey: [description.kind, 'list', key, 'count', 'capped'] })
  }, [client, description.kind, key, wanted])
  const known = useQuery({ ...exact, enabled: asked }).data ?? capped
  return {
    total: known?.total,
    isMinimum: known?.isMinimum ?? false,
    countAll: () => client.fetchQuery(exact),
  }
}

function useRested(key: string): boolean {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), rest)
    return () => clearTimeout(timer)
  }, [key])
  return rested === key
}
