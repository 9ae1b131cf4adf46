import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { message } from '../../../../../test/groupware/messages.ts'
import { keepWatch } from './keep-watch.ts'
import type { Watch } from './keep-watch.ts'
import { claim, letGo } from './leases.ts'
import type { SyncDb } from '../tables.ts'

const SOON = { timeout: 20_000 }

describe.skipIf(!hasDovecot)('a mailbox that is waited at', () => {
  let app: TestApp
  let dovecot: Dovecot
  let anna: Person
  let accountId = ''
  const watches: Watch[] = []
  /** One more process that waits at mailboxes. */
  const watch = (): Watch => {
    const one = keepWatch(app.house as unknown as House, openAccount, { gather: 5, wait: () => 20 })
    watches.push(one)
    return one
  }
  beforeAll(async () => {
    dovecot = await startDovecot({ anna: 'geheim' })
    app = await startApp()
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    accountId = await connect()
  })
  afterAll(async () => {
    await Promise.all(watches.map((one) => one.end()))
    await app.close()
    await dovecot.stop()
  })

  async function connect(): Promise<string> {
    const { body } = await anna.post('/groupware/accounts', {
      kind: 'open',
      address: 'anna@muster.example',
      userName: 'anna',
      password: 'geheim',
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
    })
    const path = `/groupware/accounts/${body.id}`
    const automatic = { appointment: false, task: false, mail: true }
    await anna.patch(path, { options: { automatic } })
    const { items } = (await anna.post(`${path}/collections/refresh`)).body
    const inbox = items.find((one: { area: string; main: boolean }) => one.area === 'mail' && one.main)
    expect((await anna.put(`${path}/collections/${inbox.id}`, { role: 'import' })).status).toBe(200)
    return body.id
  }

  const db = () => app.house.db as unknown as Database<SyncDb>
  const account = async () => (await anna.get(`/groupware/accounts/${accountId}`)).body
  const heard = async () => (await account()).hears
  const AT_ONCE = [{ area: 'mail', seconds: null }]
  const ASKED = [{ area: 'mail', seconds: 60 }]
  /** How many connections the mail server counts for Anna. */
  const connections = () => Number(/^anna\s+(\d+)/m.exec(dovecot.command('who', 'anna'))?.[1] ?? 0)

  /** Looks again whenever something is announced, until what is looked for is so; nothing waits by the clock. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    let wake = () => {}
    let event = new Promise<void>((resolve) => (wake = resolve))
    const stop = app.house.live.onEvery(() => wake())
    try {
      while (!(await isSo())) {
        await event
        event = new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      stop()
    }
  }
  const untilHears = (how: object[]) =>
    until(async () => JSON.stringify(await heard()) === JSON.stringify(how))
  const waits = async (subject: string): Promise<boolean> => {
    const { items } = (await anna.get('/mails/waiting')).body
    return items.some((one: { subject: string }) => one.subject === subject)
  }
  const deliver = (subject: string) =>
    dovecot.deliver(
      'anna',
      'INBOX',
      message({ id: `${subject.replaceAll(' ', '-')}@x.de`, subject, from: 'Eva <eva@kunde.example>' }),
    )

  test('is asked each minute before', async () => {
    expect(await heard()).toEqual(ASKED)
  })

  test('tells of a mail, which is there without being asked for', async () => {
    watch()
    await untilHears(AT_ONCE)
    deliver('Sofort da')
    await until(() => waits('Sofort da'))
  })

  test('is waited at by one of two processes, and by the other when that one ends', async () => {
    expect(await claim(db(), { holder: randomUUID(), most: 10 })).toEqual([])
    watch()
    await watches[0]?.end()
    await rename()
    await untilHears(AT_ONCE)
    await expect.poll(connections, SOON).toBe(1)
  })

  test('is taken over from a process that was killed', async () => {
    const other = randomUUID()
    const taken = await transaction(db(), async (tx) => {
      await sql`update groupware_watch set held_until = now() - interval '1 second'`.execute(tx)
      return claim(tx, { holder: other, most: 10 })
    })
    expect(taken.map((one) => one.accountId)).toEqual([accountId])
    await rename()
    await untilHears(ASKED)
    await expect.poll(connections, SOON).toBe(0)
    await letGo(db(), other)
    await rename()
    await untilHears(AT_ONCE)
  })

  test('is connected anew when the server hung up', async () => {
    dovecot.command('kick', 'anna')
    deliver('Nach dem Neustart')
    await until(() => waits('Nach dem Neustart'))
    await untilHears(AT_ONCE)
  })

  test('is left alone while the account is paused, and waited at again afterwards', async () => {
    await anna.post(`/groupware/accounts/${accountId}/pause`)
    await untilHears(ASKED)
    await expect.poll(connections, SOON).toBe(0)
    await anna.post(`/groupware/accounts/${accountId}/resume`)
    await untilHears(AT_ONCE)
  })

  test('is let go when the account is disconnected', async () => {
    await anna.remove(`/groupware/accounts/${accountId}`)
    await expect.poll(connections, SOON).toBe(0)
  })

  /** Whatever is changed about an account makes all processes look again. */
  async function rename(): Promise<void> {
    const { name } = await account()
    await anna.patch(`/groupware/accounts/${accountId}`, { name: `${name}.` })
  }
})
