import { createHash, timingSafeEqual } from 'node:crypto'
import type {
  ChangeNotification,
  ChangeNotificationCollection,
  Subscription,
} from '@microsoft/microsoft-graph-types'
import type { Area } from '#kernel/groupware/area.ts'
import { MAIN_CONTACTS } from './contact-store.ts'
import type { GraphCall } from './graph-call.ts'

// Graph calls back when something may have changed (change notifications). What it says is only a hint: it is never
// trusted, it makes the next round of changes come sooner.

/** How long a subscription is asked for; Graph says how long it gives. Items of Outlook live for at most 4,230 minutes. */
const MINUTES = 4230

export interface Subscribed {
  id: string
  /** An instant; it is renewed at half of its life. */
  expiresAt: string
}

/** What is watched of an area below a `root` (`me`, `users/…`): of a calendar all of the mailbox, of the rest one folder or list. */
export function resourceOf(area: Area, collectionId: string, root: string): string {
  const id = encodeURIComponent(collectionId)
  const path = {
    appointment: 'events',
    task: `todo/lists/${id}/tasks`,
    contact: collectionId === MAIN_CONTACTS ? 'contacts' : `contactFolders/${id}/contacts`,
    mail: `mailFolders/${id}/messages`,
  }[area]
  return `${root}/${path}`
}

/**
 * Lets Graph call `url` when `resource` (as `me/mailFolders/…/messages`) changes. `clientState` is a secret that each call
 * repeats. The call is for paths from the version on, with an empty root.
 */
export async function subscribe(
  call: GraphCall,
  { resource, url, clientState, now }: { resource: string; url: string; clientState: string; now: number },
): Promise<Subscribed> {
  const made = await call.post<Subscription>('/subscriptions', {
    changeType: 'created,updated,deleted',
    resource,
    notificationUrl: url,
    lifecycleNotificationUrl: url,
    clientState,
    expirationDateTime: expiry(now),
  })
  return subscribed(made)
}

/** Lets it live on; `not-found` when Graph has ended it, then it is set up anew. */
export async function renew(call: GraphCall, id: string, now: number): Promise<Subscribed> {
  const path = `/subscriptions/${encodeURIComponent(id)}`
  return subscribed(await call.patch<Subscription>(path, undefined, { expirationDateTime: expiry(now) }))
}

/** Ends it; one that has ended is no failure. */
export async function unsubscribe(call: GraphCall, id: string): Promise<void> {
  await call.remove(`/subscriptions/${encodeURIComponent(id)}`)
}

/** When it should be renewed: half of its life before its end. */
export function renewalOf({ expiresAt }: Subscribed, now: number): number {
  return now + (Date.parse(expiresAt) - now) / 2
}

/** The text to answer with (200, `text/plain`) when Graph only asks whether somebody is there. */
export function validationToken(query: Readonly<Record<string, unknown>>): string | undefined {
  const token = query['validationToken']
  return typeof token === 'string' ? token : undefined
}

export interface Notified {
  subscriptionId: string
  /** `changed`: ask for changes. `missed`: so too. `reauthorize`: renew it. `removed`: set it up anew and ask. */
  what: 'changed' | 'missed' | 'reauthorize' | 'removed'
}

/** Calls carry many changes at once; from anybody else so many are looked at and no more. */
const MOST = 1000

/** The subscriptions a call speaks of, before anything of it is believed. */
export function namedIn(body: unknown): string[] {
  const ids = entriesOf(body).map((one) => one?.subscriptionId)
  return [...new Set(ids.filter((id) => typeof id === 'string' && id.length <= 100) as string[])]
}

/**
 * What a call says, of subscriptions whose secret it knows; everything else is left out. Each subscription comes once. Of the
 * secrets only their hashes are needed.
 */
export function notifiedOf(
  body: unknown,
  hashOf: (subscriptionId: string) => string | undefined,
): Notified[] {
  const found = new Map<string, Notified>()
  for (const one of entriesOf(body)) {
    const subscriptionId = one?.subscriptionId
    if (typeof subscriptionId !== 'string') continue
    if (!isSecret(one?.clientState, hashOf(subscriptionId))) continue
    const what = LIFECYCLE[one?.lifecycleEvent ?? ''] ?? 'changed'
    found.set(`${subscriptionId} ${what}`, { subscriptionId, what })
  }
  return [...found.values()]
}

/** How a secret is kept: it is as long as a hash, so that one round of SHA-256 is enough. */
export function hashOfState(clientState: string): string {
  return createHash('sha256').update(clientState).digest('base64url')
}

function entriesOf(body: unknown): (ChangeNotification | null)[] {
  const { value } = (typeof body === 'object' && body !== null ? body : {}) as ChangeNotificationCollection
  return Array.isArray(value) ? value.slice(0, MOST) : []
}

const LIFECYCLE: Record<string, Notified['what']> = {
  missed: 'missed',
  reauthorizationRequired: 'reauthorize',
  subscriptionRemoved: 'removed',
}

/** Takes as long for a wrong secret as for a right one, and for a subscription that nobody knows. */
function isSecret(said: unknown, hash = ''): boolean {
  const [a, b] = [Buffer.from(hashOfState(String(said))), Buffer.alloc(43)]
  b.write(hash)
  return timingSafeEqual(a, b) && typeof said === 'string'
}

function subscribed({ id, expirationDateTime }: Subscription): Subscribed {
  return { id: id ?? '', expiresAt: expirationDateTime ?? '' }
}

function expiry(now: number): string {
  return new Date(now + MINUTES * 60_000).toISOString()
}
