import { useSyncExternalStore } from 'react'

export type Scheme = 'light' | 'dark' | 'auto'

/** Kept where `public/scheme.js` finds it before the first paint. */
const storeKey = 'kontor.scheme'
const listeners = new Set<() => void>()
const systemIsDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined
systemIsDark?.addEventListener('change', show)

/** The chosen scheme of this device, as a value to draw by. */
export function useScheme(): Scheme {
  return useSyncExternalStore(onScheme, scheme)
}

/** The chosen scheme at this moment. */
export function scheme(): Scheme {
  const kept = localStorage.getItem(storeKey)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Shows light or dark at once and remembers it. */
export function chooseScheme(chosen: Scheme): void {
  localStorage.setItem(storeKey, chosen)
  show()
  for (const listener of listeners) listener()
}

/** Calls the listener after every choice until told to stop. */
export function onScheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(): void {
  const chosen = scheme()
  const dark = chosen === 'auto' ? systemIsDark?.matches : chosen === 'dark'
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
