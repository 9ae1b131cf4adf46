import { openPushed, showPushed } from '#features/notifications/web/push-worker.ts'
import { carryOver } from '#ui/offline/carry-over.ts'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

// Keeps the shell and the screens of the road, shows messages, and carries over what was done without network. Answers
// of the API are never kept here: what is taken along lies in IndexedDB and goes with the session.

interface SyncEvent extends ExtendableEvent {
  tag: string
}

declare const self: ServiceWorkerGlobalScope
/** Written by the build: what is kept, and in which state. */
declare const SHELL: { url: string; revision: string | null }[]

cleanupOutdatedCaches()
precacheAndRoute(SHELL, { cleanURLs: false })
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/assets\//] }),
)

// A new worker waits until somebody presses "reload": nobody loses a page under their hands.
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (event.data === 'take over') void self.skipWaiting()
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as SyncEvent
  if (tag === 'outbox') waitUntil.call(event, carryOrRepeat())
})
self.addEventListener('push', (event) => event.waitUntil(showPushed(event, self.registration)))
self.addEventListener('notificationclick', (event) => event.waitUntil(openPushed(event, self.clients)))

/** The browser tries again by itself when this fails. */
async function carryOrRepeat(): Promise<void> {
  if ((await carryOver()).again) throw new Error('The server is away.')
}
