import { useEffect, useState } from 'react'

const often = 60 * 60_000

/** Registers the service worker; once a newer one waits, what loads the page anew with it. */
export function useUpdate(): (() => void) | undefined {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return undefined
    let interval: ReturnType<typeof setInterval> | undefined
    const watch = (registration: ServiceWorkerRegistration) => {
      const see = () => navigator.serviceWorker.controller && setWaiting(registration.waiting ?? undefined)
      see()
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', see),
      )
      interval = setInterval(() => void registration.update().catch(() => undefined), often)
    }
    void navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).then(watch, () => undefined)
    return () => clearInterval(interval)
  }, [])
  if (!waiting) return undefined
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
    waiting.postMessage('take over')
  }
}
