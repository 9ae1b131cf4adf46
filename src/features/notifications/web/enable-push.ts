import { call } from '#features/settings/web/call.ts'

/** Whether this browser tells its user: it cannot, it was forbidden to, it does, it does not. */
export type PushState = 'unsupported' | 'denied' | 'on' | 'off'

/** How it is now; asks nobody. */
export async function readPushState(): Promise<PushState> {
  const manager = await pushManager()
  if (!manager) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return (await manager.getSubscription()) ? 'on' : 'off'
}

/** Asks for permission, subscribes this browser, and tells the server; after a click only. */
export async function enablePush(): Promise<PushState> {
  const manager = await pushManager()
  if (!manager) return 'unsupported'
  if ((await Notification.requestPermission()) !== 'granted') return readPushState()
  const { key } = await call<{ key: string }>('GET', '/push-key')
  const applicationServerKey = bytesOf(key)
  const known = await manager.getSubscription()
  if (known && !isSameKey(known, applicationServerKey)) await known.unsubscribe()
  const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { endpoint, keys } = subscription.toJSON()
  await call('POST', '/push-subscriptions', { body: { endpoint, keys } })
  return 'on'
}

/** This browser tells nobody any more; do this on signing out, too. */
export async function disablePush(): Promise<PushState> {
  const subscription = await (await pushManager())?.getSubscription()
  if (subscription) {
    const query = { endpoint: subscription.endpoint }
    // The server may have forgotten it already.
    await call('DELETE', '/push-subscriptions', { query }).catch(() => undefined)
    await subscription.unsubscribe()
  }
  return readPushState()
}

/** Only there once a service worker is; iPhones have it for installed apps alone. */
async function pushManager(): Promise<PushManager | undefined> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return undefined
  return (await navigator.serviceWorker.getRegistration())?.pushManager
}

function isSameKey({ options }: PushSubscription, key: Uint8Array): boolean {
  const used = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0))
  return used.length === key.length && used.every((byte, at) => byte === key[at])
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
}
