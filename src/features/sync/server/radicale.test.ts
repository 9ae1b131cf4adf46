import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '#features/groupware/server/open-account.ts'
import type { House } from '#platform/house.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { syncAccount } from './sync-account.ts'

const EVENT = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Test//EN\r
BEGIN:VEVENT\r
UID:messe@example.de\r
DTSTAMP:20261120T080000Z\r
DTSTART:20261201T090000Z\r
DTEND:20261201T100000Z\r
SUMMARY:Messe\r
X-UNKNOWN:bleibt\r
END:VEVENT\r
END:VCALENDAR\r
`

describe.runIf(hasRadicale)('with a real server', () => {
  let app: TestApp
  let dav: Radicale
  let anna: Person
  let accountId: string
  beforeAll(async () => {
    app = await startApp({}, { minute: [] })
    anna = await app.person('user', 'Anna Amsel')
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    dav = await startRadicale()
    await dav.makeCalendar('ada', 'termine', ['VEVENT'])
    await dav.makeCalendar('ada', 'aufgaben', ['VTODO'])
    await dav.makeBook('ada', 'leute')
    const automatic = { appointment: true, task: true, mail: false }
    const made = await anna.post('/groupware/accounts', {
      kind: 'open',
      address: 'ada@example.de',
      userName: 'ada',
      password: 'geheim',
      caldav: { url: dav.url },
      carddav: { url: dav.url },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    accountId = made.body.id
    const changed = await anna.patch(`/groupware/accounts/${accountId}`, { options: { automatic } })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    const path = `/groupware/accounts/${accountId}/collections`
    for (const { id, area } of (await anna.post(`${path}/refresh`)).body.items)
      if (area !== 'mail') await anna.put(`${path}/${id}`, { role: 'sync' })
  })
  afterAll(() => Promise.all([dav.stop(), app.close()]))

  const run = async () => {
    const house = app.house as unknown as House
    const groupware = await openAccount(house, accountId)
    const outcome = await syncAccount(house, accountId, groupware).finally(() => groupware.close())
    expect(outcome).toMatchObject({ fault: null })
    return outcome
  }
  const appointments = async () => (await anna.get('/appointments?from=2026-11-20&to=2027-01-20')).body.items
  const pathsIn = async (collection: string) => {
    const list = await dav.call('ada', 'PROPFIND', `/ada/${collection}/`, { headers: { depth: '1' } })
    return [...list.body.matchAll(/<href>([^<]+\.(?:ics|vcf))<\/href>/g)].map(([, path]) => path ?? '')
  }
  const everything = async (collection: string) => {
    const paths = await pathsIn(collection)
    return Promise.all(paths.map(async (path) => (await dav.call('ada', 'GET', path)).body))
  }

  test('events, to-dos and cards follow both ways, and nothing is left to do then', async () => {
    await dav.call('ada', 'PUT', '/ada/termine/messe.ics', {
      body: EVENT,
      headers: { 'content-type': 'text/calendar' },
    })
    await run()
    const [one] = await appointments()
    expect(one).toMatchObject({ title: 'Messe', uid: 'messe@example.de', startsAt: '2026-12-01T09:00:00Z' })
    await anna.patch(`/appointments/${one.id}`, { place: 'Halle 4' })
    const series = {
      title: 'Jour fixe',
      start: '2026-12-01T10:00',
      end: '2026-12-01T11:00',
      timeZone: 'Europe/Berlin',
    }
    const made = (
      await anna.post('/appointments', { ...series, rrule: 'FREQ=DAILY;COUNT=4', reminderMinutes: 10 })
    ).body
    await anna.remove(`/appointments/${made.id}?occurrence=2026-12-02T10:00&scope=this`)
    const task = (await anna.post('/tasks', { title: 'Angebot schreiben', dueDate: '2026-12-05' })).body
    const contact = (
      await anna.post('/contacts', {
        kind: 'person',
        firstName: 'Petra',
        lastName: 'Probst',
        details: [
          { kind: 'email', value: 'petra@probst.de' },
          { kind: 'phone', category: 'mobile', value: '0171 1234567' },
        ],
      })
    ).body
    await anna.put(`/contacts/${contact.id}/groupware`, { accountId, enabled: true })
    await run()
    const events = (await everything('termine')).join('\n')
    expect(events).toContain('LOCATION:Halle 4')
    expect(events).toContain('X-UNKNOWN:bleibt')
    expect(events).toMatch(/EXDATE[^\n]*20261202T100000/)
    expect((await everything('aufgaben')).join('\n')).toContain('SUMMARY:Angebot schreiben')
    const [card = ''] = await everything('leute')
    expect(card).toContain('petra@probst.de')
    // Our own writes come back as what they are: nothing.
    const rest = await run()
    expect(rest).toMatchObject({
      counts: { changed: 0, changedThere: 0, created: 0, createdThere: 0, conflicts: 0 },
    })
    const moved = EVENT.replace('DTSTART:20261201T09', 'DTSTART:20261201T08').replace(
      'SUMMARY:Messe',
      'LOCATION:Halle 4\r\nSUMMARY:Messe',
    )
    await dav.call('ada', 'PUT', '/ada/termine/messe.ics', {
      body: moved,
      headers: { 'content-type': 'text/calendar' },
    })
    await run()
    expect((await anna.get(`/appointments/${one.id}`)).body).toMatchObject({
      startsAt: '2026-12-01T08:00:00Z',
      place: 'Halle 4',
    })
    const [[todo = ''], [path = '']] = [await everything('aufgaben'), await pathsIn('aufgaben')]
    expect(todo).toContain('TRIGGER;RELATED=END:PT8H')
    await dav.call('ada', 'PUT', path, {
      body: todo.replace('PT8H', 'PT9H30M'),
      headers: { 'content-type': 'text/calendar' },
    })
    await run()
    expect((await anna.get(`/tasks/${task.id}`)).body).toMatchObject({ reminderMinutes: -90 })
    expect(await run()).toMatchObject({ counts: { changed: 0, changedThere: 0 } })
    await anna.put(`/contacts/${contact.id}/groupware`, { accountId, enabled: false })
    await anna.remove(`/appointments/${made.id}`)
    await run()
    expect([(await everything('leute')).length, (await everything('termine')).length]).toEqual([0, 1])
  })
})
