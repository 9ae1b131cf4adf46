import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** The step in the address, so that a reload keeps it and the browser's back goes one back; undefined: none is said. */
export function useStep<Id extends string>(
  ids: readonly Id[],
): [Id | undefined, (id: Id, how?: 'push' | 'replace') => void] {
  const [params, setParams] = useSearchParams()
  const said = params.get('step')
  const go = useCallback(
    (id: Id, how: 'push' | 'replace' = 'push') =>
      setParams(
        (before) => {
          before.set('step', id)
          return before
        },
        { replace: how === 'replace' },
      ),
    [setParams],
  )
  return [ids.find((id) => id === said), go]
}
