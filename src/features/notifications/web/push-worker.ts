import type { PushPayload } from '../push.ts'

// What the service worker does with messages; it has no words of its own, the server says them.

interface Message {
  data: { json(): unknown } | null
}

/** Shows a message that came in; one with the same tag replaces the one that is shown. */
export function showPushed(
  { data }: Message,
  registration: { showNotification(title: string, options: object): Promise<void> },
): Promise<void> {
  const { title, body, url, tag } = (data?.json() ?? {}) as Partial<PushPayload>
  return registration.showNotification(title ?? 'Kontor', {
    body: body ?? '',
    tag: tag ?? 'kontor',
    icon: '/icon.svg',
    badge: '/icon.svg',
    data: { url: url ?? '/' },
  })
}

interface Window {
  url: string
  focus(): Promise<unknown>
  navigate(url: string): Promise<unknown>
}

/** Opens what a message speaks of: in a window that is there already, else in a new one. */
export async function openPushed(
  { notification }: { notification: { data: unknown; close(): void } },
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Window[]>
    openWindow(url: string): Promise<unknown>
  },
): Promise<void> {
  notification.close()
  const { url = '/' } = (notification.data ?? {}) as { url?: string }
  const [window] = await clients.matchAll({ type: 'window', includeUncontrolled: false })
  if (!window) {
    await clients.openWindow(url)
    return
  }
  await window.focus()
  await window.navigate(url)
}
