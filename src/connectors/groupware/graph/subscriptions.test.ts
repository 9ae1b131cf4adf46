import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { notification } from '../../../../test/groupware/graph/subscription-routes.ts'
import { graphCall } from './graph-call.ts'
import {
  hashOfState,
  namedIn,
  notifiedOf,
  renew,
  renewalOf,
  resourceOf,
  subscribe,
  unsubscribe,
  validationToken,
} from './subscriptions.ts'

let graph: StandIn
let kontor: http.Server
let url = ''
beforeAll(async () => {
  graph = await startGraph()
  graph.tokens.set('anna', { address: 'anna@kontor.example' })
  // As Kontor's own address does: what Graph asks first is answered as it is.
  kontor = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://kontor.example')
    const token = validationToken(Object.fromEntries(searchParams))
    if (token === undefined) response.writeHead(202).end()
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(token)
  })
  await new Promise<void>((resolve) => void kontor.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(kontor.address() as AddressInfo).port}/notified`
})
afterAll(async () => {
  await graph.close()
  kontor.close()
})

const call = () => graphCall({ base: graph.url, root: '', token: async () => 'anna' })
const resource = resourceOf('appointment', 'any', 'me')
const wanted = (now: number) => ({ resource, url, clientState: 'secret', now })

test('a subscription is set up, lives on and ends', async () => {
  const now = Date.now()
  const made = await subscribe(call(), wanted(now))
  const left = Date.parse(made.expiresAt) - now
  expect(renewalOf(made, now)).toBe(now + left / 2)
  const renewed = await renew(call(), made.id, now)
  expect(renewed.id).toBe(made.id)
  expect(notifiedOf(notification(made.id), () => hashOfState('secret'))).toEqual([
    { subscriptionId: made.id, what: 'changed' },
  ])
  await unsubscribe(call(), made.id)
  await unsubscribe(call(), made.id)
  await expect(renew(call(), made.id, now)).rejects.toMatchObject({ fault: 'not-found' })
  expect(graph.mistakes).toEqual([])
})

test('an address that does not answer is refused', async () => {
  const asked = subscribe(call(), { ...wanted(Date.now()), url: graph.url })
  await expect(asked).rejects.toMatchObject({ fault: 'invalid' })
})

describe('what a call says', () => {
  const said = (more: object) => ({ value: [{ subscriptionId: 's1', clientState: 'secret', ...more }] })
  const known = (id: string) => (id === 's1' ? hashOfState('secret') : undefined)

  test.each([
    ['changed', {}],
    ['missed', { lifecycleEvent: 'missed' }],
    ['removed', { lifecycleEvent: 'subscriptionRemoved' }],
    ['reauthorize', { lifecycleEvent: 'reauthorizationRequired' }],
  ])('is %s', (what, more) => {
    expect(notifiedOf(said(more), known)).toEqual([{ subscriptionId: 's1', what }])
  })

  test.each([
    ['of another subscription', said({ subscriptionId: 's2' })],
    ['with another secret', said({ clientState: 'guessed' })],
    ['without a secret', said({ clientState: undefined })],
    ['that is no list', { value: 'x' }],
    ['with nothing in it', { value: [null] }],
    ['that is nothing', null],
  ])('%s is not listened to', (_, body) => {
    expect(notifiedOf(body, known)).toEqual([])
    expect(notifiedOf(body, () => '')).toEqual([])
  })

  test('names subscriptions before it is believed, each once', () => {
    const { value } = said({ clientState: 'guessed' })
    expect(namedIn({ value: [...value, ...value, null, { subscriptionId: 7 }] })).toEqual(['s1'])
    expect(namedIn('x')).toEqual([])
  })

  test('of many changes at once is one', () => {
    const { value } = said({})
    expect(notifiedOf({ value: [...value, ...value, ...value] }, known)).toHaveLength(1)
  })
})
