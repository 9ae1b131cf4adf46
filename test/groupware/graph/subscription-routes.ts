import { randomUUID } from 'node:crypto'
import { Refusal } from './answer.ts'
import type { Ask, Route } from './answer.ts'
import type { Raw } from './mailbox.ts'

/** Outlook's items are watched for this long at most. */
const LONGEST = 4230 * 60_000

const subscriptions = new Map<string, Raw>()

export const SUBSCRIPTION_ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/subscriptions',
    takes: 'subscription',
    gives: 'subscription',
    answer: async ({ body }) => {
      checkExpiry(body)
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

/** Graph asks at the address whether somebody is there, and wants its own words back. */
async function knock(address: string): Promise<void> {
  const url = new URL(address)
  const token = `Validation: Testing ${randomUUID()}`
  url.searchParams.set('validationToken', token)
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' } })
  const isPlain = answer.headers.get('content-type')?.startsWith('text/plain')
  if (answer.status !== 200 || !isPlain || (await answer.text()) !== token) {
    throw new Refusal(400, 'InvalidRequest', 'Subscription validation request failed.')
  }
}
