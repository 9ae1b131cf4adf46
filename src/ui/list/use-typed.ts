import { useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'react-router'
import type { ListState } from './list-state.ts'
import type { ChangeState } from './use-list-state.ts'

/** Nobody comes back to half a word: the address waits so long for the next letter. */
const rest = 400

interface Typed {
  /** The state of the list with the search as it was typed. */
  state: ListState
  /** Changes the state, together with what was typed. */
  change: ChangeState
  type: (q: string) => void
  /** Writes what was typed into the address now. */
  settle: () => void
}

/**
 * The search runs ahead of the address while somebody types: a new address at every letter makes the browser and the
 * whole frame around the list work while the answer is under way. An address that changes otherwise (going back) wins.
 */
export function useTyped(state: ListState, change: ChangeState): Typed {
  const { key } = useLocation()
  const [ahead, setAhead] = useState<{ q: string; key: string }>()
  const typed = ahead?.key === key ? ahead.q : undefined
  const settle = useCallback(() => {
    if (typed !== undefined) change({ q: typed }, 'replace')
  }, [change, typed])
  useEffect(() => {
    if (typed === undefined) return undefined
    const timer = setTimeout(settle, rest)
    return () => clearTimeout(timer)
  }, [typed, settle])
  return {
    state: useMemo(() => (typed === undefined ? state : { ...state, q: typed }), [state, typed]),
    change: useCallback<ChangeState>(
      (part, how) => change(typed === undefined ? part : { q: typed, ...part }, how),
      [change, typed],
    ),
    type: (q) => setAhead({ q, key }),
    settle,
  }
}
