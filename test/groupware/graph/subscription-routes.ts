import { randomUUID } from 'node:crypto'
import { Refusal } from './answer.ts'
import type { Ask, Route } from './answer.ts'
import type { Raw } from './mailbox.ts'

/** Outlook's items are watched for this long at most. */
const LONGEST = 4230 * 60_000

const subscriptions = new Map<string, Raw>()

/** Public addresses of a test, by their origin: who is asked in their place. */
export const doors = new Map<string, (url: URL, init: RequestInit) => Promise<Response>>()
const OUTLOOK =
  /^(me|users\/[^/]+)\/(events|contacts|mailFolders\/[^/]+\/messages|contactFolders\/[^/]+\/contacts|todo\/lists\/[^/]+\/tasks)$/

export const SUBSCRIPTION_ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/subscriptions',
    takes: 'subscription',
    gives: 'subscription',
    answer: async ({ body, isApp }) => {
      checkExpiry(body)
      checkResource(body, isApp)
      await knock(String(body['notificationUrl']))
      const subscription = { id: randomUUID(), ...body }
      subscriptions.set(subscription.id, subscription)
      return { status: 201, entity: subscription }
    },
  },
  {
    method: 'PATCH',
    path: '/subscriptions/:id',
    takes: 'subscription',
    gives: 'subscription',
    answer: (ask) => {
      const subscription = subscriptionAt(ask)
      checkExpiry(ask.body)
      Object.assign(subscription, ask.body)
      return { status: 200, entity: subscription }
    },
  },
  {
    method: 'DELETE',
    path: '/subscriptions/:id',
    answer: (ask) => {
      subscriptions.delete(String(subscriptionAt(ask)['id']))
      return { status: 204 }
    },
  },
]

/** Those that are alive, with what they are for. */
export function alive(): { id: string; resource: string }[] {
  return [...subscriptions].map(([id, { resource }]) => ({ id, resource: String(resource) }))
}

/** Graph ends a subscription by itself. */
export function endSubscription(id: string): void {
  subscriptions.delete(id)
}

/** Calls the address of a subscription, as Graph does after a change or to say something of the subscription. */
export async function callFor(id: string, more: Raw = {}): Promise<number> {
  const { value } = notification(id) as { value: Raw[] }
  const body = JSON.stringify({ value: value.map((one) => ({ ...one, ...more })) })
  const url = new URL(String(subscriptions.get(id)?.['notificationUrl']))
  const { status } = await reach(url, { headers: { 'content-type': 'application/json' }, body })
  return status
}

/** What Graph posts to the address of a subscription when something changed. */
export function notification(id: string): Raw {
  const { clientState, resource, expirationDateTime } = subscriptions.get(id) ?? {}
  return {
    value: [
      {
        subscriptionId: id,
        subscriptionExpirationDateTime: expirationDateTime,
        changeType: 'updated',
        resource,
        clientState,
        tenantId: randomUUID(),
      },
    ],
  }
}

function subscriptionAt({ params }: Ask): Raw {
  const found = subscriptions.get(params['id'] ?? '')
  if (!found) throw new Refusal(404, 'ResourceNotFound')
  return found
}

function checkExpiry(body: Raw): void {
  const ahead = Date.parse(String(body['expirationDateTime'])) - Date.now()
  if (!(ahead > 0 && ahead <= LONGEST)) throw new Refusal(400, 'ValidationError', 'expirationDateTime')
}

function checkResource(body: Raw, isApp = false): void {
  const resource = String(body['resource'])
  if (!OUTLOOK.test(resource)) throw new Refusal(400, 'InvalidRequest', 'resource')
  if (isApp && (resource.startsWith('me/') || resource.includes('/todo/'))) {
    throw new Refusal(403, 'ErrorAccessDenied', 'Only for users who signed in.')
  }
  const { hostname, protocol } = new URL(String(body['notificationUrl']))
  if (protocol !== 'https:' && hostname !== '127.0.0.1') {
    throw new Refusal(400, 'InvalidRequest', 'notificationUrl')
  }
}

function reach(url: URL, init: RequestInit): Promise<Response> {
  const door = doors.get(url.origin) ?? fetch
  return door(url, { method: 'POST', ...init })
}

/** Graph asks at the address whether somebody is there, and wants its own words back. */
async function knock(address: string): Promise<void> {
  const url = new URL(address)
  const token = `Validation: Testing ${randomUUID()}`
  url.searchParams.set('validationToken', token)
  const answer = await reach(url, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  const isPlain = answer.headers.get('content-type')?.startsWith('text/plain')
  if (answer.status !== 200 || !isPlain || (await answer.text()) !== token) {
    throw new Refusal(400, 'InvalidRequest', 'Subscription validation request failed.')
  }
}
