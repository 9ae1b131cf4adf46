import { useSyncExternalStore } from 'react'

let online = true
const listeners = new Set<() => void>()

/** Notes whether the server was heard; the offline bar and waiting questions follow it. */
export function heardServer(heard: boolean): void {
  if (online === heard) return
  online = heard
  for (const listener of listeners) listener()
}

/** Whether the server answers, as far as is known. */
export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => online)
}

/** Resolves as soon as the server answers, as far as is known. */
export async function whenHeard(): Promise<void> {
  while (!online) {
    await new Promise<void>((resolve) => {
      const stop = listen(() => {
        stop()
        resolve()
      })
    })
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
