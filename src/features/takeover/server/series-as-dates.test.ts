import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { jobDone } from '../../../../test/jobs.ts'

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** A weekly series that begins in three days, as another program wrote it. */
const series = (uid: string, { hour = 10, count = 4 } = {}) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//DE',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `SUMMARY:${uid}`,
    `DTSTART:${day(3).replaceAll('-', '')}T${hour}0000Z`,
    `DTEND:${day(3).replaceAll('-', '')}T${hour + 1}0000Z`,
    `RRULE:FREQ=WEEKLY;COUNT=${count}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

describe.skipIf(!hasRadicale)('a series as its single dates', () => {
  let app: TestApp
  let radicale: Radicale
  let anna: Person
  let accountId: string
  let calendar: string
  beforeAll(async () => {
    ;[app, radicale] = await Promise.all([startApp(), startRadicale({ anna: 'geheim' })])
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    calendar = await radicale.makeCalendar('anna', 'termine', ['VEVENT'])
    const access = { userName: 'anna', password: 'geheim', caldav: { url: radicale.url } }
    const account = { kind: 'open', address: 'anna@muster.example', ...access }
    accountId = (await anna.post('/groupware/accounts', account)).body.id
  })
  afterAll(async () => {
    await app.close()
    await radicale.stop()
  })

  interface Item {
    head: { title: string; start: string; repeats: boolean }
    skipped: string | null
  }
  const begin = async (input: object) => {
    const { status, body } = await anna.post('/takeovers', { accountId, ...input })
    expect(status, JSON.stringify(body)).toBe(202)
    await jobDone(anna, body.jobId)
    return body.id as string
  }
  const look = async (id: string, title: string, which = 'offered'): Promise<Item[]> => {
    const { body } = await anna.get(`/takeovers/${id}/items?area=appointment&which=${which}`)
    return body.items.filter(({ head }: Item) => head.title === title)
  }
  const starts = (items: Item[]) => items.map(({ head }) => head.start.slice(0, 10))
  const end = (id: string) => anna.post(`/takeovers/${id}/cancel`)
  /** Runs it to its end; gives it back. */
  const bring = async (id: string) => {
    for (const step of ['task', 'appointment']) await anna.patch(`/takeovers/${id}`, { step })
    await jobDone(anna, (await anna.post(`/takeovers/${id}/run`)).body.id)
    return (await anna.get(`/takeovers/${id}`)).body
  }
  const takeBack = async (runId: string) => jobDone(anna, (await anna.post(`/runs/${runId}/undo`)).body.id)
  const here = async (title: string): Promise<{ id: string; rrule: string | null; startsAt: string }[]> =>
    (await anna.get(`/appointments?from=${day(0)}&to=${day(60)}`)).body.items.filter(
      (one: { title: string }) => one.title === title,
    )
  const dates = { areas: ['appointment'], series: 'dates', since: day(0) }

  test('comes over date by date in the period, and nothing of it twice', async () => {
    await radicale.lay(calendar, new Map([['runde.ics', series('Runde')]]))
    const first = await begin({ ...dates, until: day(18) })
    // The newest first.
    expect(starts(await look(first, 'Runde'))).toEqual([day(17), day(10), day(3)])
    expect(await bring(first)).toMatchObject({ series: 'dates', counts: { appointment: { imported: 3 } } })
    expect((await here('Runde')).map(({ rrule }) => rrule)).toEqual([null, null, null])

    const longer = await begin({ ...dates, until: day(40) })
    expect(starts(await look(longer, 'Runde'))).toEqual([day(24)])
    expect(await look(longer, 'Runde', 'skipped')).toHaveLength(3)
    await end(longer)
    const whole = await begin({ areas: ['appointment'] })
    expect(await look(whole, 'Runde', 'skipped')).toMatchObject([{ skipped: 'known' }])
    await end(whole)
  })

  test('is taken over by nothing that happens by itself, and its dates go nowhere', async () => {
    const keepInStep = (appointment: boolean) =>
      anna.patch(`/groupware/accounts/${accountId}`, {
        options: { automatic: { mail: false, task: false, appointment } },
      })
    const { items } = (await anna.get(`/groupware/accounts/${accountId}/collections?area=appointment`)).body
    const path = `/groupware/accounts/${accountId}/collections/${items[0].id}`
    await anna.put(path, { role: 'sync' })
    await keepInStep(true)
    await jobDone(anna, (await anna.post(`/groupware/accounts/${accountId}/sync`)).body.jobId)
    await keepInStep(false)
    expect(await here('Runde')).toHaveLength(3)
    const { body } = await anna.get(`/groupware/links?record=appointment:${(await here('Runde'))[0]?.id}`)
    expect(body.items).toMatchObject([{ state: 'decoupled', pending: false }])
  })

  test('gives its dates their new times when those are brought up to date', async () => {
    await radicale.lay(calendar, new Map([['runde.ics', series('Runde', { hour: 15, count: 2 })]]))
    const id = await begin({ refresh: true })
    expect((await bring(id)).refreshed).toEqual({ updated: 2, unchanged: 0, missing: 1 })
    const times = (await here('Runde')).map(({ startsAt }) => startsAt.slice(11, 16))
    expect(times.toSorted()).toEqual(['10:00', '15:00', '15:00'])
    expect((await bring(await begin({ refresh: true }))).refreshed).toMatchObject({
      updated: 0,
      unchanged: 2,
    })
  })

  test('is taken back date by date, and may come as one then', async () => {
    await radicale.lay(calendar, new Map([['kreis.ics', series('Kreis', { count: 2 })]]))
    const { runId } = await bring(await begin({ ...dates, until: day(30) }))
    expect(await here('Kreis')).toHaveLength(2)
    await takeBack(runId)
    expect(await here('Kreis')).toEqual([])
    const id = await begin({ areas: ['appointment'] })
    expect(await look(id, 'Kreis')).toMatchObject([{ head: { repeats: true } }])
    await end(id)
  })

  test('is counted out for ten years at most', async () => {
    const { body } = await anna.post('/takeovers', { accountId, ...dates, until: '2199-01-01' })
    expect(body.errors).toMatchObject([{ path: 'until', code: 'period_too_long' }])
  })
})
