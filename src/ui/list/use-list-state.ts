import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Filter } from './description.ts'
import { readListState, writeListState, type ListState } from './list-state.ts'

export type ChangeState = (change: Partial<ListState>, how?: 'push' | 'replace') => void

/** The state of a list, kept in the address: it can be sent to a colleague and survives going back. */
export function useListState(filters: Filter[], defaultSort: string): [ListState, ChangeState] {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => readListState(params, filters, defaultSort), [params, filters, defaultSort])
  const change = useCallback<ChangeState>(
    (part, how = 'push') =>
      setParams(
        (before) => writeListState({ ...readListState(before, filters, defaultSort), ...part }, defaultSort),
        { replace: how === 'replace', preventScrollReset: true },
      ),
    [setParams, filters, defaultSort],
  )
  return [state, change]
}
