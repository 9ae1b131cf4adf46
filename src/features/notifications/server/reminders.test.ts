import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { openHouse } from '../../../app/house.ts'
import { notify } from './notify.ts'
import { mailNotifications } from './mail-notifications.ts'
import { remind, remindAll } from './remind.ts'
import { dropReminders, setReminder } from './reminders.ts'
import type { Reminder } from './reminders.ts'

let app: TestApp
let mia: Person
let otto: Person
beforeAll(async () => {
  // A mail server that nobody answers at: letters stay in the outbox, where they can be looked at.
  app = await startApp({ KONTOR_SMTP_URL: 'smtp://127.0.0.1:9', KONTOR_PUBLIC_URL: 'https://kontor.example' })
  mia = await app.person('user', 'Mia')
  otto = await app.person('user', 'Otto')
})
afterAll(() => app.close())
beforeEach(async () => {
  await sql`truncate reminder, notification, mail, notification_channel cascade`.execute(app.house.db)
})

const MINUTE = 60_000
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString()
const appointment = (more: Partial<Reminder> = {}): Reminder => ({
  kind: 'appointment',
  id: randomUUID(),
  title: 'Müller GmbH',
  users: [mia.by.id],
  at: inMinutes(-1),
  ...more,
})
const set = (reminder: Reminder) =>
  app.house.db.transaction().execute((tx) => setReminder(tx as never, reminder))
const told = async () =>
  app.house.db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', 'reminder')
    .orderBy('title')
    .execute()
const waiting = () => app.house.db.selectFrom('reminder').selectAll().execute()
const mails = () => app.house.db.selectFrom('mail').selectAll().orderBy('recipient').execute()
const run = (kinds: Parameters<typeof remindAll>[0] = []) => remindAll(kinds).run(app.house as never)

test('what is due is told to its users, once, and nothing before its time', async () => {
  const due = appointment({
    users: [mia.by.id, otto.by.id, mia.by.id],
    text: 'Halle 4',
    occurrence: '2026-11-24',
  })
  await set(due)
  await set(appointment({ title: 'Später', at: inMinutes(5) }))
  await run()
  await run()
  expect(await told()).toEqual(
    [mia, otto].map((who) =>
      expect.objectContaining({
        userId: who.by.id,
        recordKind: 'appointment',
        recordId: due.id,
        title: 'Müller GmbH',
        text: 'Halle 4',
        occurrence: '2026-11-24',
        byId: null,
        late: false,
      }),
    ),
  )
  expect((await waiting()).map(({ title }) => title)).toEqual(['Später'])
  expect((await mia.get('/notifications')).body).toMatchObject({
    unread: 1,
    items: [{ kind: 'reminder', occurrence: '2026-11-24', late: false, by: null }],
  })
})

test('a record has the reminders that were set last, and none when they are dropped', async () => {
  const first = appointment({ users: [mia.by.id, otto.by.id], at: inMinutes(10) })
  await set(first)
  await set({ ...first, users: [otto.by.id], at: inMinutes(20) })
  expect((await waiting()).map(({ userId }) => userId)).toEqual([otto.by.id])
  await app.house.db.transaction().execute((tx) => dropReminders(tx as never, 'task', first.id))
  expect(await waiting()).toHaveLength(1)
  await app.house.db.transaction().execute((tx) => dropReminders(tx as never, 'appointment', first.id))
  expect(await waiting()).toEqual([])
})

test('several processes at once tell each reminder once', async () => {
  const others = await Promise.all(
    [1, 2].map(() => openHouse(app.house.config, app.connection, app.house.log)),
  )
  for (let n = 0; n < 250; n++) await set(appointment({ title: `Nr. ${n}`, users: [mia.by.id, otto.by.id] }))
  const calls: string[] = []
  const kind = {
    kind: 'appointment',
    told: (_tx: unknown, { id }: { id: string }) => Promise.resolve(void calls.push(id)),
  }
  await Promise.all([app.house, ...others].map((house) => remindAll([kind]).run(house as never)))
  const titles = (await told()).map(({ userId, title }) => `${userId} ${title}`)
  expect(titles).toHaveLength(500)
  expect(new Set(titles).size).toBe(500)
  expect([calls.length, new Set(calls).size]).toEqual([250, 250])
  expect(await waiting()).toEqual([])
  await Promise.all(others.map((house) => house.close()))
})

test('a crash in between leaves everything to the next try', async () => {
  await app.house.db
    .insertInto('notificationChannel')
    .values({ userId: mia.by.id, kind: 'reminder', app: true, mail: true, push: true })
    .execute()
  await set(appointment())
  // The connection dies as it would with its process: nothing was committed.
  const crash = {
    kind: 'appointment',
    told: async (tx: never) => void (await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)),
  }
  await expect(app.house.db.transaction().execute((tx) => remind(tx as never, [crash]))).rejects.toThrow()
  expect(await told()).toEqual([])
  expect(await waiting()).toHaveLength(1)
  await run()
  await run()
  await mailNotifications.run(app.house as never)
  expect(await told()).toHaveLength(1)
  await expect.poll(mails).toHaveLength(1)
})

test('a series sets its next reminder in the transaction that tells this one', async () => {
  const series = appointment({ occurrence: '2026-11-24', users: [mia.by.id, otto.by.id] })
  await set(series)
  const next = inMinutes(60)
  const kind = {
    kind: 'appointment',
    told: (tx: never, { id, occurrence }: { id: string; occurrence: string | null }) =>
      setReminder(tx, { ...series, id, occurrence: `${occurrence} + 1`, at: next }),
  }
  await run([kind])
  await run([kind])
  expect(await told()).toHaveLength(2)
  expect((await waiting()).map(({ occurrence }) => occurrence)).toEqual(['2026-11-24 + 1', '2026-11-24 + 1'])
})

test('after an outage what is late is told as late, and what is older than a day no more', async () => {
  await set(appointment({ title: 'Heute früh', at: inMinutes(-180) }))
  await set(appointment({ title: 'Vorgestern', at: inMinutes(-60 * 25) }))
  await run()
  expect((await told()).map(({ title, late }) => [title, late])).toEqual([['Heute früh', true]])
  expect(await waiting()).toEqual([])
})

test('whoever was deactivated hears nothing', async () => {
  const gone = await app.person('user', 'Gegangen')
  await set(appointment({ users: [gone.by.id] }))
  await app.admin.patch(`/users/${gone.by.id}`, { active: false })
  await run()
  expect([await told(), await waiting()]).toEqual([[], []])
})

test('a mail says when, by the clock and in the language of each user', async () => {
  await mia.patch('/session', { preferences: { timeZone: 'America/New_York' }, language: 'en' })
  for (const who of [mia, otto]) await who.patch('/notification-channels', { reminder: { mail: true } })
  const due = '2026-11-24T13:00:00Z'
  const reminder = appointment({ users: [mia.by.id, otto.by.id], due, text: 'Bitte Muster mitbringen' })
  await set({ ...reminder, occurrence: '2026-11-24' })
  await run()
  await mailNotifications.run(app.house as never)
  // The process itself may be writing them at this moment.
  await expect.poll(mails).toHaveLength(2)
  const letters = await mails()
  const [english, german] = ['Reminder', 'Erinnerung'].map((word) =>
    letters.find(({ subject }) => subject === `${word}: Müller GmbH`),
  )
  expect(english?.body).toMatch(/Tuesday,? 24 November 2026 at 08:00/)
  expect(german?.body).toContain('Dienstag, 24. November 2026 um 14:00')
  expect(german?.body).toContain(
    `https://kontor.example/open/appointment/${reminder.id}?occurrence=2026-11-24`,
  )
  expect(german?.body).toContain('Bitte Muster mitbringen')
  expect(german?.state).toBe('waiting')
})

test('each user chooses what reaches them how; what cannot be hidden stays in the app', async () => {
  const { body } = await otto.get('/notification-channels')
  expect(body.mailReady).toBe(true)
  expect(body.items.map((item: { kind: string }) => item.kind)).toContain('visit')
  const changed = await otto.patch('/notification-channels', {
    manager: { app: false, mail: true },
    history: { app: false },
    mention: { app: false, mail: false },
  })
  const choice = (kind: string) => changed.body.items.find((item: { kind: string }) => item.kind === kind)
  expect(choice('manager')).toEqual({ kind: 'manager', app: false, mail: true, push: true, fixed: false })
  expect(choice('mention')).toEqual({ kind: 'mention', app: true, mail: false, push: true, fixed: true })
  expect((await otto.patch('/notification-channels', { nonsense: { app: true } })).status).toBe(422)

  for (const kind of ['manager', 'history', 'mention'] as const) {
    const record = { kind: 'contact', id: randomUUID(), title: kind }
    await app.house.db
      .transaction()
      .execute((tx) => notify(tx as never, app.admin.by, { users: [otto.by.id], kind, record }))
  }
  await mailNotifications.run(app.house as never)
  const list = (await otto.get('/notifications')).body
  expect(list.items.map((item: { kind: string }) => item.kind)).toEqual(['mention'])
  expect(list.unread).toBe(1)
  await expect
    .poll(async () => (await mails()).map(({ subject }) => subject))
    .toEqual(['Ada Admin hat Ihnen manager anvertraut'])
})

test('what somebody lost sight of is not mailed any more', async () => {
  await otto.patch('/notification-channels', { manager: { mail: true } })
  const record = { kind: 'contact', id: randomUUID(), title: 'Geheim' }
  await app.house.db.transaction().execute(async (tx) => {
    await notify(tx, app.admin.by, { users: [otto.by.id], kind: 'manager', record })
    await tx.deleteFrom('notification').where('recordId', '=', record.id).execute()
  })
  await mailNotifications.run(app.house as never)
  expect(await mails()).toEqual([])
})
