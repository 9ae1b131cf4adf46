import { useSyncExternalStore } from 'react'

let since: string | undefined
const listeners = new Set<() => void>()

/** Notes of when the day is that the screens show while the server is away. */
export function showingDayOf(at: string): void {
  if (since === at) return
  since = at
  for (const tell of listeners) tell()
}

/** When the day was asked for that is shown instead of the server's answers. */
export function useDaySince(): string | undefined {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => since,
  )
}
