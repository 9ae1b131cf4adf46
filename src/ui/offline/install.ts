import { useSyncExternalStore } from 'react'

/** The browser's offer to install Kontor; not every browser makes one. */
interface Offer extends Event {
  prompt(): Promise<unknown>
}

let offer: Offer | undefined
const listeners = new Set<() => void>()

/** Keeps the offer for the user menu, instead of a banner at a moment that the browser chooses. */
export function catchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    set(event as Offer)
  })
  addEventListener('appinstalled', () => set(undefined))
}

/** Installs Kontor on this device; undefined where the browser does not offer it or it is there already. */
export function useInstall(): (() => void) | undefined {
  const now = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => offer,
  )
  return now && (() => void now.prompt().finally(() => set(undefined)))
}

function set(now: Offer | undefined): void {
  offer = now
  for (const tell of listeners) tell()
}
