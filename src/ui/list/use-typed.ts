import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
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

interface Ahead {
  q: string
  /** The address it was typed over, and the search that was being written into the address meanwhile. */
  key: string
  over: string | undefined
}

/**
 * The search runs ahead of the address while somebody types: a new address at every letter makes the browser and the
 * whole frame around the list work while the answer is under way. An address that changes otherwise (going back) wins;
 * what was typed here before, arriving late in the address, does not.
 */
export function useTyped(state: ListState, change: ChangeState): Typed {
  const { key } = useLocation()
  const [ahead, setAhead] = useState<Ahead>()
  const written = useRef({ q: '', key: '' })
  const typed = isOver(ahead, key, state.q) ? ahead.q : undefined
  if (ahead && ahead.key !== key)
    setAhead(typed === undefined ? undefined : { q: typed, key, over: undefined })
  const write = useCallback<ChangeState>(
    (part, how) => {
      if (typed === undefined) return change(part, how)
      const all = { q: typed, ...part }
      written.current = { q: all.q, key }
      return change(all, how)
    },
    [change, key, typed],
  )
  const settle = useCallback(() => {
    if (typed !== undefined) write({}, 'replace')
  }, [write, typed])
  useEffect(() => {
    if (typed === undefined) return undefined
    const timer = setTimeout(settle, rest)
    return () => clearTimeout(timer)
  }, [typed, settle])
  return {
    state: useMemo(() => (typed === undefined ? state : { ...state, q: typed }), [state, typed]),
    change: write,
    type: (q) => setAhead({ q, key, over: written.current.key === key ? written.current.q : undefined }),
    settle,
  }
}

/** Whether it was typed over this address, or over the one that is becoming it. */
function isOver(ahead: Ahead | undefined, key: string, address: string): ahead is Ahead {
  return ahead !== undefined && (ahead.key === key || ahead.over === address)
}
