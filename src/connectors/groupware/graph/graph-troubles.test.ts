import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { plantEvent } from '../../../../test/groupware/graph/calendar-routes.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn, Trouble } from '../../../../test/groupware/graph/stand-in.ts'
import { aCard, aMail, aTodo, anEvent } from '../../../../test/groupware/port-samples.ts'
import { everything, mainStore } from '../../../../test/groupware/port-walk.ts'
import { openGraph } from './open-graph.ts'

let graph: StandIn
let groupware: Groupware
let self = ''
let token = ''
let waited: number[] = []
let count = 0
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(() => graph.close())
beforeEach(async () => {
  self = token = `trouble${count++}@kontor.example`
  graph.tokens.set(self, { address: self })
  waited = []
  groupware = await open()
})
afterEach(() => {
  expect(graph.mistakes.splice(0)).toEqual([])
  expect(graph.troubles.splice(0)).toEqual([])
})

const open = (options: { access?: 'user' | 'app'; signal?: AbortSignal } = {}) =>
  openGraph({
    mailbox: self,
    access: 'user',
    token: async () => token,
    zone: 'Europe/Berlin',
    self,
    baseUrl: graph.url,
    wait: async (milliseconds) => void waited.push(milliseconds),
    ...options,
  })
const trouble = (what: Trouble['what'], more: Omit<Trouble, 'what'> = {}) =>
  void graph.troubles.push({ what, ...more })
const requests = async (work: () => Promise<unknown>) => {
  const before = graph.asked.length
  await work()
  return graph.asked.slice(before)
}

describe('when Graph has enough of us', () => {
  test('it is waited as long as it says, and asked again', async () => {
    trouble({ status: 429, code: 'ApplicationThrottled', retryAfter: '7' }, { times: 2 })
    expect(await groupware.collections('appointment')).toHaveLength(2)
    expect(waited).toEqual([7000, 7000])
  })

  test('a storm is left to pass: whoever asked is told how long', async () => {
    trouble({ status: 429, code: 'ApplicationThrottled', retryAfter: '9' }, { times: 4 })
    const asked = groupware.collections('appointment')
    await expect(asked).rejects.toMatchObject({ fault: 'throttled', retryAfter: 9 })
    expect(waited).toHaveLength(3)
  })

  test('a long wait is not waited here', async () => {
    trouble({ status: 503, code: 'ServiceUnavailable', retryAfter: '120' })
    const asked = groupware.collections('appointment')
    await expect(asked).rejects.toMatchObject({ fault: 'throttled', retryAfter: 120 })
    expect(waited).toEqual([])
  })

  test('a write that was refused is written once', async () => {
    trouble({ status: 429, code: 'ApplicationThrottled' }, { method: 'POST' })
    const items = await mainStore(groupware, 'appointment')
    const made = await items.create(anEvent('a@kontor.example'))
    expect((await everything(items)).changes).toEqual([made])
  })

  test('three at most are asked at once, whoever opened the mailbox', async () => {
    const items = await mainStore(groupware, 'appointment')
    const ids: string[] = []
    for (let at = 0; at < 6; at++) ids.push((await items.create(anEvent(`${at}@kontor.example`))).id)
    graph.peak = 0
    const other = await mainStore(await open(), 'appointment')
    const [mine, theirs] = await Promise.all([items.get(ids), other.get(ids)])
    expect([mine.length, theirs.length]).toEqual([6, 6])
    expect(graph.peak).toBeGreaterThan(1)
    expect(graph.peak).toBeLessThanOrEqual(3)
  })
})

describe('when the line breaks', () => {
  test('what was read is read again', async () => {
    trouble('cut', { method: 'GET', times: 2 })
    expect(await groupware.collections('appointment')).toHaveLength(2)
  })

  test.each([
    ['appointment', () => mainStore(groupware, 'appointment'), anEvent('cut@kontor.example')],
    ['task', () => mainStore(groupware, 'task'), aTodo('cut@kontor.example')],
    ['contact', () => mainStore(groupware, 'contact'), aCard('cut@kontor.example')],
  ] as const)('a new one of %s whose answer was lost is found, not made twice', async (area, _, item) => {
    const items = await mainStore<typeof area>(groupware, area)
    trouble('cut-after', { method: 'POST' })
    const lost = items.create(item)
    await expect(lost).rejects.toMatchObject({ fault: 'unreachable' })
    const made = await items.create(item)
    expect((await everything(items)).changes.map(({ id }) => id)).toEqual([made.id])
  })

  test('a write that some gateway lost is not written again unasked', async () => {
    const items = await mainStore(groupware, 'contact')
    trouble({ status: 504, code: 'GatewayTimeout' }, { method: 'POST' })
    const posts = await requests(async () => {
      await expect(items.create(aCard('a@x.example'))).rejects.toMatchObject({ fault: 'unreachable' })
    })
    expect(posts.filter((one) => one.startsWith('POST'))).toHaveLength(1)
  })

  test('a series made by half is finished', async () => {
    const items = await mainStore(groupware, 'appointment')
    const item = anEvent('half@kontor.example', {
      rrule: 'FREQ=DAILY;COUNT=5',
      exceptions: [{ original: '2027-03-11T08:00', cancelled: true, changes: {} }],
    })
    trouble('cut-after', { method: 'POST' })
    await expect(items.create(item)).rejects.toMatchObject({ fault: 'unreachable' })
    expect((await items.create(item)).item.exceptions).toEqual(item.exceptions)
  })

  test('a mail whose answer was lost went out once', async () => {
    const key = 'once@kontor.example'
    const mail = { from: self, to: ['anna@mueller.example'], message: aMail(key), key }
    trouble('cut-after', { path: /sendMail/ })
    await expect(groupware.send(mail)).rejects.toMatchObject({ fault: 'unreachable' })
    await groupware.send(mail)
    expect(graph.mailbox(self).sent).toHaveLength(1)
  })

  test('who has ended asks no more', async () => {
    const ended = new AbortController()
    const late = await open({ signal: ended.signal })
    ended.abort()
    expect(await requests(() => late.collections('task').catch(() => undefined))).toEqual([])
    await groupware.close()
    await expect(groupware.collections('task')).rejects.toMatchObject({ fault: 'unreachable' })
  })
})

describe('what Graph refuses is said in the words of the port', () => {
  test.each([
    [401, 'InvalidAuthenticationToken', 'consent'],
    [403, 'ErrorAccessDenied', 'forbidden'],
    [404, 'ErrorItemNotFound', 'not-found'],
    [409, 'ErrorIrresolvableConflict', 'stale'],
    [410, 'resyncRequired', 'token-lost'],
    [400, 'SyncStateInvalid', 'token-lost'],
    [412, 'ErrorIrresolvableConflict', 'stale'],
    [400, 'ErrorInvalidRequest', 'invalid'],
    [507, 'ErrorQuotaExceeded', 'full'],
    [500, 'InternalServerError', 'broken'],
    [501, 'NotImplemented', 'unsupported'],
  ])('%i %s is %s', async (status, code, fault) => {
    trouble({ status, code })
    await expect(groupware.collections('appointment')).rejects.toMatchObject({ fault })
  })

  test('an answer that is none is broken', async () => {
    trouble({ status: 200, code: '', body: '<html>proxy</html>' })
    await expect(groupware.collections('appointment')).rejects.toMatchObject({ fault: 'broken' })
  })

  test('a token that ran out meanwhile is asked for anew, once', async () => {
    const [old] = [token]
    graph.tokens.delete(old)
    let asked = 0
    const renewing = await openGraph({
      mailbox: self,
      access: 'user',
      token: async () => (asked++ === 0 ? old : 'new'),
      zone: 'Europe/Berlin',
      self,
      baseUrl: graph.url,
    })
    graph.tokens.set('new', { address: self })
    expect(await renewing.collections('appointment')).toHaveLength(2)
    graph.tokens.delete('new')
    await expect(renewing.collections('appointment')).rejects.toMatchObject({ fault: 'consent' })
  })

  test.each(['appointment', 'task', 'contact'] as const)(
    'tokens of %s that Graph forgot are lost, also amid a round',
    async (area) => {
      const items = await mainStore<typeof area>(groupware, area)
      for (const uid of ['a@x.example', 'b@x.example', 'c@x.example']) {
        const item = { appointment: anEvent(uid), task: aTodo(uid), contact: aCard(uid) }[area]
        await items.create(item)
      }
      const { token: ended } = await everything(items)
      const { token: amid, more } = await items.changes(null, { limit: 2 })
      expect(more).toBe(true)
      graph.pages.forget()
      for (const lost of [ended, amid]) {
        await expect(items.changes(lost, { limit: 2 })).rejects.toMatchObject({ fault: 'token-lost' })
      }
      expect((await everything(items)).changes).toHaveLength(3)
    },
  )

  test('no token of ours goes to another server', async () => {
    const link = 'https://attacker.example/v1.0/me/events'
    const round = { link, whole: true, paging: true, at: null, since: null }
    const forged = `graph1.${Buffer.from(JSON.stringify(round)).toString('base64url')}`
    const items = await mainStore(groupware, 'contact')
    await expect(items.changes(forged, { limit: 2 })).rejects.toMatchObject({ fault: 'token-lost' })
  })
})

describe("with an app's own rights", () => {
  test('mailboxes are named, tasks are only read', async () => {
    graph.tokens.set('the app', 'app')
    const mine = await mainStore(groupware, 'task')
    const made = await mine.create(aTodo('a@kontor.example'))
    token = 'the app'
    const firm = await open({ access: 'app' })
    expect((await firm.collections('task')).map(({ writable }) => writable)).toEqual([false])
    const items = await mainStore(firm, 'task')
    expect(await items.get([made.id])).toEqual([made])
    await expect(items.create(aTodo('b@kontor.example'))).rejects.toMatchObject({ fault: 'forbidden' })
    await expect(items.change(made, made.item, ['title'])).rejects.toMatchObject({ fault: 'forbidden' })
    const events = await mainStore(firm, 'appointment')
    expect((await events.create(anEvent('c@kontor.example'))).item.title).not.toBe('')
  })

  test("a user does not see another's mailbox", async () => {
    const other = await openGraph({
      mailbox: 'somebody@else.example',
      access: 'user',
      token: async () => token,
      zone: 'Europe/Berlin',
      self,
      baseUrl: graph.url,
    })
    await expect(other.collections('appointment')).rejects.toMatchObject({ fault: 'forbidden' })
  })
})

describe('how often Graph is asked', () => {
  test('a first round of single events takes its pages and one list of marks', async () => {
    const day = { dateTime: '2027-03-10T08:00:00', timeZone: 'UTC' }
    for (let left = 25; left > 0; left--) plantEvent(graph.mailbox(self), { start: day, end: day })
    const items = await mainStore(groupware, 'appointment')
    expect(await requests(() => everything(items, null, 10))).toHaveLength(3 + 1)
  })

  test('a calendar where nothing happened takes one request', async () => {
    const items = await mainStore(groupware, 'appointment')
    await items.create(anEvent('a@kontor.example', { rrule: 'FREQ=WEEKLY;COUNT=100' }))
    const { token: ended } = await everything(items)
    expect(await requests(() => everything(items, ended))).toHaveLength(1)
  })

  test('each series of a round is asked for once, and once more at its end', async () => {
    const items = await mainStore(groupware, 'appointment')
    const { id } = await items.create(anEvent('a@kontor.example', { rrule: 'FREQ=WEEKLY;COUNT=60' }))
    const asked = await requests(() => everything(items, null, 10))
    expect(asked.filter((one) => one.endsWith('/delta'))).toHaveLength(6)
    expect(asked.filter((one) => one.endsWith(id))).toHaveLength(4)
  })
})
