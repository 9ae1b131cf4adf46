import { z } from 'zod'

const key = z.string().regex(/^[\w-]+=*$/, 'base64url')

/** A browser's address at its push service and its keys, as `PushSubscription.toJSON()` gives them. */
export const pushSubscriptionNew = z
  .object({
    endpoint: z.url().max(2000),
    keys: z.object({
      p256dh: key.max(120).meta({ description: 'Public key of the browser, P-256, base64url' }),
      auth: key.max(40),
    }),
  })
  .meta({ id: 'PushSubscriptionNew' })
export type PushSubscriptionNew = z.infer<typeof pushSubscriptionNew>

export const pushSubscription = z
  .object({ id: z.uuid(), agent: z.string(), createdAt: z.string() })
  .meta({ id: 'PushSubscription' })
export type PushSubscription = z.infer<typeof pushSubscription>

export const pushKey = z
  .object({ key: z.string().meta({ description: 'applicationServerKey (VAPID, RFC 8292), base64url' }) })
  .meta({ id: 'PushKey' })

/** What reaches the service worker of a browser. */
export interface PushPayload {
  title: string
  body: string
  /** Path of what a click opens. */
  url: string
  /** The same message again replaces the one that is shown. */
  tag: string
}
