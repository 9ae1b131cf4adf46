import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import type { House } from '#platform/house.ts'
import { todayIn } from '#features/visits/server/visit-time.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'
import { noticeChanges, syncDue, syncWork } from './sync-due.ts'

let app: TestApp
let house: House
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
  house = app.house as unknown as House
})
afterAll(() => app.close())

const fresh = async (options = {}) => {
  const anna = await app.person('user')
  return { anna, desk: await connect(app, anna, { options }) }
}
const there = (desk: Desk, name = 'cal') => desk.groupware.list(name)
const linksOf = (desk: Desk) =>
  app.house.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', desk.accountId)
    .orderBy('id')
    .execute()
const accountOf = (desk: Desk) =>
  app.house.db
    .selectFrom('groupwareAccount')
    .selectAll()
    .where('id', '=', desk.accountId)
    .executeTakeFirstOrThrow()
const enter = async (who: Person, input: object = {}) =>
  (
    await who.post('/appointments', {
      title: 'Besuch',
      start: '2026-12-02T09:00',
      end: '2026-12-02T10:00',
      timeZone: 'Europe/Berlin',
      ...input,
    })
  ).body
const appointments = async (who: Person) =>
  (await who.get('/appointments?from=2026-11-20&to=2027-11-20')).body.items

const monday = (() => {
  const today = dayNumber(todayIn('Europe/Berlin'))
  return today + 8 - weekdayOf(today)
})()

/** A visit that was accepted, to one customer. */
async function visitOf(anna: Person) {
  const contact = (
    await anna.post('/contacts', { kind: 'company', companyName: 'Kunde', visibility: 'write' })
  ).body
  const plan = await anna.post('/visit-plans', {
    name: 'Runde',
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    count: 0,
    startDate: dayOf(monday),
    sample: { title: 'Besuch bei {company}', startTime: '08:00', durationMinutes: 30 },
    holidays: { country: 'DE', onHoliday: 'keep' },
    workdays: [1, 2, 3, 4, 5, 6, 7],
    contactIds: [contact.id],
  })
  const { items } = (await anna.post(`/visit-plans/${plan.body.id}/propose`)).body
  await anna.post('/visits/accept', { ids: [items[0].id] })
  return (await anna.get(`/visits/${items[0].id}`)).body
}

describe('a visit', () => {
  test('is an event that moves it, brings the next one when it is done, and is cancelled by nobody outside', async () => {
    const { anna, desk } = await fresh({ removedThere: 'remove' })
    const visit = await visitOf(anna)
    await desk.run()
    expect(there(desk)).toMatchObject([
      {
        item: {
          title: 'Besuch bei Kunde',
          start: `${visit.date}T08:00`,
          end: `${visit.date}T08:30`,
          attendees: [],
        },
      },
    ])
    const day = dayOf(dayNumber(visit.date) + 1)
    const id = there(desk)[0]?.id ?? ''
    desk.groupware.edit('cal', id, { start: `${day}T13:00`, end: `${day}T14:00`, timeZone: 'UTC' })
    await desk.run()
    const moved = (await anna.get(`/visits/${visit.id}`)).body
    expect([moved.date, moved.durationMinutes, moved.startTime]).toEqual([
      day,
      60,
      /-0[4-9]|-10/.test(day) ? '15:00' : '14:00',
    ])
    await anna.post(`/visits/${visit.id}/done`, { report: 'Gut' })
    await desk.run()
    expect(there(desk)).toHaveLength(2)
    // What is done stays where it was, whatever is moved outside.
    desk.groupware.edit('cal', id, { start: `${day}T09:00`, end: `${day}T10:00` })
    await desk.run()
    expect(there(desk).find((one) => one.id === id)?.item['start']).toBe(`${day}T${moved.startTime}`)
    expect((await anna.get('/groupware/conflicts')).body.items).not.toEqual([])
    const next = there(desk).find((one) => one.id !== id)
    desk.groupware.delete('cal', next?.id ?? '')
    await desk.run()
    const { items } = (await anna.get('/visits?limit=10')).body
    expect(items.map(({ state }: { state: string }) => state).toSorted()).toEqual(['done', 'planned'])
    expect((await linksOf(desk)).map(({ state }) => state).toSorted()).toEqual(['goneThere', 'linked'])
  })
})

describe('links', () => {
  test('that are cut stay cut, on both sides', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('cal', anEvent('d@x'))
    await desk.run()
    const [link] = await linksOf(desk)
    expect((await anna.post(`/groupware/links/${link?.id}/decouple`)).status).toBe(204)
    const stranger = await app.person('user')
    expect((await stranger.post(`/groupware/links/${link?.id}/decouple`)).status).toBe(404)
    desk.groupware.edit('cal', id, { title: 'Anders' })
    const [one] = await appointments(anna)
    await anna.patch(`/appointments/${one.id}`, { place: 'Köln' })
    await desk.run()
    expect(await appointments(anna)).toMatchObject([{ title: 'Termin d@x', place: 'Köln' }])
    expect(there(desk)).toMatchObject([{ item: { title: 'Anders', place: '' } }])
  })

  test('of times alone bring nothing but times', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('cal', anEvent('t@x'))
    await desk.run()
    await desk.setOptions({
      automatic: { appointment: false, task: false, mail: false },
      refreshTimes: true,
    })
    desk.groupware.put('cal', anEvent('new@x'))
    desk.groupware.edit('cal', id, { title: 'Anders', start: '2026-12-01T12:00', end: '2026-12-01T13:00' })
    const [one] = await appointments(anna)
    await anna.patch(`/appointments/${one.id}`, { place: 'Köln' })
    await desk.run()
    expect(await appointments(anna)).toMatchObject([
      { title: 'Termin t@x', place: 'Köln', start: '2026-12-01T12:00' },
    ])
    expect(desk.groupware.written).toEqual([])
    // The rest follows as soon as it is wanted.
    await desk.setOptions({ automatic: { appointment: true, task: false, mail: false } })
    await desk.run()
    expect(there(desk).find((item) => item.id === id)?.item).toMatchObject({ title: 'Anders', place: 'Köln' })
    expect((await appointments(anna)).map(({ title }: { title: string }) => title)).toContain('Anders')
  })

  test('removed there and changed here are made there again, when that is decided', async () => {
    const { anna, desk } = await fresh()
    const { id } = await enter(anna)
    await desk.run()
    desk.groupware.delete('cal', there(desk)[0]?.id ?? '')
    await anna.patch(`/appointments/${id}`, { title: 'Wichtig' })
    await desk.run()
    const { items } = (await anna.get('/groupware/conflicts')).body
    expect(items).toMatchObject([
      { field: '*', kept: 'ours', record: { kind: 'appointment', id, title: 'Wichtig' } },
    ])
    await anna.post(`/groupware/conflicts/${items[0].id}/settle`, { take: 'ours' })
    await desk.run()
    expect(there(desk)).toMatchObject([{ item: { title: 'Wichtig', uid: `${id}@kontor` } }])
  })

  test('of what comes out of the bin go on', async () => {
    const { anna, desk } = await fresh()
    const { id } = await enter(anna)
    await desk.run()
    await anna.remove(`/appointments/${id}`)
    await desk.run()
    expect(there(desk)).toEqual([])
    await anna.post(`/appointments/${id}/restore`)
    await desk.run()
    expect(there(desk)).toMatchObject([{ item: { title: 'Besuch' } }])
  })

  test('decide about the new employer of a contact', async () => {
    const { anna, desk } = await fresh()
    const one = (await anna.post('/contacts', { kind: 'person', lastName: 'Probst', companyName: 'Alt AG' }))
      .body
    await anna.put(`/contacts/${one.id}/groupware`, { accountId: desk.accountId, enabled: true })
    await desk.run()
    desk.groupware.edit('book', there(desk, 'book')[0]?.id ?? '', { company: 'Neu AG' })
    await desk.run()
    expect((await anna.get(`/contacts/${one.id}`)).body).toMatchObject({ companyName: 'Alt AG' })
    const { items } = (await anna.get('/groupware/conflicts')).body
    expect(items).toMatchObject([{ field: 'company', theirs: 'Neu AG', kept: 'both' }])
    expect((await anna.post(`/groupware/conflicts/${items[0].id}/settle`, { take: 'theirs' })).status).toBe(
      204,
    )
    expect((await anna.get(`/contacts/${one.id}`)).body).toMatchObject({ companyName: 'Neu AG' })
  })
})

describe('accounts', () => {
  test('of which one calendar was removed keep its appointments, and go on with the others', async () => {
    const anna = await app.person('user')
    const collections = { one: 'appointment', two: 'appointment' } as const
    const desk = await connect(app, anna, { options: { removedThere: 'remove' }, collections })
    for (let n = 0; n < 3; n++) desk.groupware.put('one', anEvent(`${n}@one`))
    await desk.run()
    desk.groupware.dropCollection('one')
    desk.groupware.put('two', anEvent('a@two'))
    expect(await desk.run()).toMatchObject({ fault: null, counts: { created: 1, removed: 0 } })
    desk.groupware.delete('two', there(desk, 'two')[0]?.id ?? '')
    expect(await desk.run()).toMatchObject({ counts: { removed: 1 } })
    expect(await appointments(anna)).toHaveLength(3)
    const log = app.house.db.selectFrom('groupwareLog').selectAll().where('accountId', '=', desk.accountId)
    expect(await log.where('action', '=', 'collectionLost').execute()).toMatchObject([{ fault: 'not-found' }])
  })

  const makeDue = (desk: Desk, at = 'now()') =>
    sql`update groupware_account set next_run_at = ${sql.raw(at)} where id = ${desk.accountId}`.execute(
      app.house.db,
    )

  test('that are due are brought in step, and what was changed here makes them due', async () => {
    const { anna, desk } = await fresh()
    const chore = syncDue(async () => desk.groupware)
    await makeDue(desk)
    desk.groupware.put('cal', anEvent('c@x'))
    await chore.run(house)
    expect(await appointments(anna)).toHaveLength(1)
    expect(await accountOf(desk)).toMatchObject({ state: 'ok', failures: 0 })
    await sql`update groupware_account set last_run_at = now() - interval '1 minute' where id = ${desk.accountId}`.execute(
      app.house.db,
    )
    const [one] = await appointments(anna)
    await anna.patch(`/appointments/${one.id}`, { title: 'Anders' })
    await noticeChanges.run(house)
    expect(Date.parse((await accountOf(desk)).nextRunAt)).toBeLessThanOrEqual(Date.now())
    await chore.run(house)
    expect(there(desk)).toMatchObject([{ item: { title: 'Anders' } }])
    await noticeChanges.run(house)
    expect(Date.parse((await accountOf(desk)).nextRunAt)).toBeGreaterThan(Date.now())
  })

  test('run once more as soon as what is changed right after a run has gathered, and then no more', async () => {
    const { anna, desk } = await fresh()
    const { db } = app.house
    const others = () =>
      sql`update groupware_account set next_run_at = '2100-01-01' where id <> ${desk.accountId}`.execute(db)
    await others()
    const chore = syncDue(async () => desk.groupware)
    const runs = () => desk.groupware.calls.filter((call) => call === 'changes').length
    const nextIn = () => chore.nextIn?.(house)
    await makeDue(desk)
    await chore.run(house)
    expect(await nextIn()).toBeUndefined()
    const { id } = await enter(anna, { title: 'Gleich danach' })
    await noticeChanges.run(house)
    // Not before it has gathered: until then nobody is asked, however often something says so.
    const before = runs()
    await chore.run(house)
    expect(runs()).toBe(before)
    const ms = (await nextIn()) ?? 0
    expect(ms).toBeGreaterThan(0)
    expect(ms).toBeLessThanOrEqual(15_200)
    // The clock is there: the run began fifteen seconds ago.
    await sql`update groupware_account set last_run_at = last_run_at - interval '15 seconds',
      next_run_at = next_run_at - interval '15 seconds' where id = ${desk.accountId}`.execute(db)
    await chore.run(house)
    expect(there(desk)).toMatchObject([{ item: { title: 'Gleich danach', kontorId: id } }])
    expect(await nextIn()).toBeUndefined()
    const after = runs()
    await noticeChanges.run(house)
    await chore.run(house)
    expect([runs(), await nextIn()]).toEqual([after, undefined])
  })

  test('run once more for what was changed before they had come to their end', async () => {
    const { anna, desk } = await fresh()
    desk.groupware.close = async () => void (await enter(anna, { title: 'Kurz vor Schluss' }))
    const chore = syncDue(async () => desk.groupware)
    await makeDue(desk)
    await chore.run(house)
    expect(there(desk)).toEqual([])
    const { rows } = await sql<{ isSoon: boolean }>`
      select next_run_at <= last_run_at + interval '15 seconds' as is_soon from groupware_account
      where id = ${desk.accountId}`.execute(app.house.db)
    expect(rows).toEqual([{ isSoon: true }])
  })

  test('are brought in step by what the firm says, whatever their owners chose', async () => {
    const { anna, desk } = await fresh({
      automatic: { appointment: false, task: false, mail: false },
    })
    const { db } = app.house
    await db
      .updateTable('groupwareCollection')
      .set({ role: 'none' })
      .where('accountId', '=', desk.accountId)
      .execute()
    desk.groupware.put('cal', anEvent('firm@x'))
    const chore = syncDue(async () => desk.groupware)
    await makeDue(desk)
    await chore.run(house)
    expect(await appointments(anna)).toEqual([])
    await app.admin.patch('/settings', { groupware: { automatic: true } })
    await makeDue(desk)
    await chore.run(house)
    expect(await appointments(anna)).toHaveLength(1)
    await app.admin.patch('/settings', { groupware: { automatic: false } })
  })

  test('that cannot be opened say why, and wait longer each time', async () => {
    const { desk } = await fresh()
    const chore = syncDue(async () => {
      throw new GroupwareError('unreachable', 'no such host')
    })
    for (const failures of [1, 2]) {
      await makeDue(desk)
      await chore.run(house)
      expect(await accountOf(desk)).toMatchObject({ state: 'failed', fault: 'unreachable', failures })
    }
    expect(Date.parse((await accountOf(desk)).nextRunAt)).toBeGreaterThan(Date.now() + 60_000)
    await makeDue(desk)
    await syncDue(async () => {
      throw new GroupwareError('consent', 'withdrawn')
    }).run(house)
    expect(await accountOf(desk)).toMatchObject({ state: 'consent' })
  })

  test('are looked at now, as a job, for their owner alone', async () => {
    const { anna, desk } = await fresh()
    desk.groupware.put('cal', anEvent('j@x'))
    expect((await (await app.person('user')).post(`/groupware/accounts/${desk.accountId}/sync`)).status).toBe(
      404,
    )
    const { status, body } = await anna.post(`/groupware/accounts/${desk.accountId}/sync`)
    expect([status, body]).toEqual([202, { jobId: expect.any(String) }])
    const saved: unknown[] = []
    const running = {
      house,
      input: { accountId: desk.accountId },
      save: async (_tx: unknown, progress: unknown) => void saved.push(progress),
    }
    const counts = await syncWork(async () => desk.groupware).run(running as never)
    expect(counts).toMatchObject({ created: 1 })
    expect(saved).toHaveLength(1)
  })
})
