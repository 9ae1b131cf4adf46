import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { event, todo } from '../../../../../test/groupware/items.ts'
import { hasRadicale, startRadicale } from '../../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../../test/groupware/radicale.ts'
import type { Groupware, ItemStore } from '../../groupware.ts'
import { openGroupware } from '../open-groupware.ts'

const ICS = { headers: { 'content-type': 'text/calendar' } }
const foreign = (uid: string, ...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Somebody//EN',
    'X-OF-CALENDAR:kept',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T000000Z',
    'DTSTART:20261121T070000Z',
    'DTEND:20261121T080000Z',
    'SUMMARY:Von außen',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

describe.skipIf(!hasRadicale)('calendars by CalDAV, with a real Radicale', () => {
  let radicale: Radicale
  let account: Groupware
  let path: string
  let calendar: ItemStore<EventItem>
  let count = 0
  beforeAll(async () => {
    radicale = await startRadicale({ ada: 'geheim', berta: 'auch' })
  })
  afterAll(() => radicale?.stop())
  beforeEach(async () => {
    account = await open()
    path = await radicale.makeCalendar('ada', `termine${(count += 1)}`, ['VEVENT'])
    calendar = account.items('appointment', path)
    return () => account.close()
  })
  const open = (userName = 'ada', password = 'geheim', url = radicale.url) =>
    openGroupware(
      { userName, caldav: { url } },
      { password },
      { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true },
    )
  const readAll = async (from: string | null, limit = 100) => {
    const all = {
      changed: [] as { id: string; item: EventItem }[],
      removed: [] as string[],
      pages: 0,
      token: '',
    }
    let token = from
    for (;;) {
      const page = await calendar.changes(token, { limit })
      all.changed.push(...page.changed)
      all.removed.push(...page.removed)
      all.pages += 1
      all.token = token = page.token
      if (!page.more) return all
    }
  }
  const uidsOf = (items: { item: EventItem }[]) => items.map(({ item }) => item.uid).sort()

  test('collections are found from the root, by what they hold, and made once', async () => {
    await radicale.makeCalendar('berta', 'Beides', ['VEVENT', 'VTODO'])
    const berta = await open('berta', 'auch')
    expect(await berta.collections('appointment')).toEqual([
      { id: '/berta/Beides/', area: 'appointment', name: 'Beides', writable: true, main: true },
    ])
    expect(await berta.collections('task')).toMatchObject([{ id: '/berta/Beides/', area: 'task' }])
    const tasks = await berta.createCollection('task', 'Aufgaben & mehr')
    expect(tasks).toMatchObject({ name: 'Aufgaben & mehr', area: 'task' })
    expect(await berta.createCollection('task', 'Aufgaben & mehr')).toEqual(tasks)
    expect((await berta.collections('appointment')).map(({ name }) => name)).toEqual(['Beides'])
    expect(await berta.collections('contact')).toEqual([])
    await berta.close()

    const one = await open('berta', 'auch', `${radicale.url}berta/Beides/`)
    expect((await one.collections('appointment')).map(({ id }) => id)).toEqual(['/berta/Beides/'])
    await expect(one.createCollection('task', 'Neu')).rejects.toMatchObject({ fault: 'unsupported' })
    await one.close()
  })

  test('what one account writes, another reads: a series with what is other in it', async () => {
    const series = event({
      uid: 'kontor-1@kontor',
      title: 'Besuch bei Müller & Söhne',
      description: 'Erste Zeile\nZweite; mit, Zeichen',
      place: 'Köln',
      rrule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=4',
      exceptions: [
        { original: '2026-11-28T08:00', cancelled: true, changes: {} },
        {
          original: '2026-12-05T08:00',
          cancelled: false,
          changes: { start: '2026-12-05T10:00', end: '2026-12-05T11:00' },
        },
      ],
      kontorId: 'appointment:1',
    })
    const made = await calendar.create(series)
    expect(made.item).toEqual(series)
    const page = await calendar.changes(null, { limit: 10 })
    expect(page).toMatchObject({
      changed: [{ id: made.id, etag: made.etag, item: series }],
      whole: true,
      more: false,
    })
    expect(await calendar.get([made.id, `${path}nothing.ics`])).toEqual([made])
    expect(await calendar.find(series.uid)).toEqual(made)
    expect(await calendar.find('other')).toBeUndefined()
  })

  test('the same UID is made once, however often it is asked for and whatever its name is', async () => {
    const made = await calendar.create(event({ uid: 'kontor-2@kontor', title: 'Erster' }))
    expect(await calendar.create(event({ uid: 'kontor-2@kontor', title: 'Zweiter' }))).toEqual(made)
    await radicale.call('ada', 'PUT', `${path}some-name.ics`, { body: foreign('strange/uid=1'), ...ICS })
    const found = await calendar.create(event({ uid: 'strange/uid=1' }))
    expect(found).toMatchObject({ id: `${path}some-name.ics`, item: { title: 'Von außen' } })
    const odd = await calendar.create(event({ uid: 'än/ders = so?' }))
    expect(await calendar.find('än/ders = so?')).toEqual(odd)
  })

  test('a change writes its fields alone and keeps what nobody here knows', async () => {
    const lines = ['X-OF-EVENT:kept', 'ATTENDEE;CN=Berta:mailto:berta@example.com', 'SEQUENCE:3']
    const alarm = ['BEGIN:VALARM', 'ACTION:AUDIO', 'TRIGGER:-PT5M', 'X-SOUND:Bell', 'END:VALARM']
    const id = `${path}foreign.ics`
    await radicale.call('ada', 'PUT', id, { body: foreign('foreign', ...lines, ...alarm), ...ICS })
    const remote = await calendar.find('foreign')
    if (!remote) throw new Error('It is there')
    const item = {
      ...remote.item,
      title: 'Von uns',
      place: 'Bonn',
      start: '2026-11-21T10:00',
      end: '2026-11-21T11:00',
    }
    const changed = await calendar.change(remote, item, ['title', 'start', 'end'])
    expect(changed.etag).not.toBe(remote.etag)
    expect(changed.item).toMatchObject({ title: 'Von uns', place: '', start: '2026-11-21T10:00' })
    const { body } = await radicale.call('ada', 'GET', id)
    for (const line of [
      'X-OF-CALENDAR:kept',
      'X-OF-EVENT:kept',
      'X-SOUND:Bell',
      'SEQUENCE:4',
      'SUMMARY:Von uns',
    ]) {
      expect(body).toContain(`${line}\r\n`)
    }
    expect(body).toContain('mailto:berta@example.com')
    // The same again changes nothing at all.
    expect(await calendar.change(changed, item, ['title', 'start', 'end'])).toEqual(changed)
  })

  test('who changes or removes an item that is another meanwhile is stale; what is gone is gone', async () => {
    const remote = await calendar.create(event({ uid: 'one' }))
    const now = await calendar.change(remote, { ...remote.item, title: 'Neu' }, ['title'])
    await expect(calendar.change(remote, { ...remote.item, title: 'Alt' }, ['title'])).rejects.toMatchObject({
      fault: 'stale',
    })
    await expect(calendar.remove(remote)).rejects.toMatchObject({ fault: 'stale' })
    await calendar.remove(now)
    await calendar.remove(now)
    await expect(calendar.change(now, now.item, ['title'])).rejects.toMatchObject({ fault: 'not-found' })
  })

  test('changes come in pages, of which another process can go on with any', async () => {
    for (const uid of ['a', 'b', 'c', 'd', 'e']) await calendar.create(event({ uid }))
    const first = await calendar.changes(null, { limit: 2 })
    expect(first).toMatchObject({ whole: true, more: true })
    // Meanwhile one that was told of is another, one that comes is gone, one is new.
    const [told] = first.changed
    if (!told) throw new Error('It is there')
    await calendar.change(told, { ...told.item, title: 'Später' }, ['title'])
    const last = await calendar.find('e')
    if (last) await calendar.remove(last)
    await calendar.create(event({ uid: 'f' }))

    const other = await open()
    calendar = other.items('appointment', path)
    const rest = await readAll(first.token, 2)
    const after = await readAll(rest.token)
    const seen = [...first.changed, ...rest.changed, ...after.changed]
    expect([...new Set(uidsOf(seen))]).toEqual(['a', 'b', 'c', 'd', 'f'])
    expect(after.changed.find(({ id }) => id === told.id)?.item.title).toBe('Später')
    expect(await readAll(after.token)).toMatchObject({ changed: [], removed: [], pages: 1 })

    const gone = after.changed.find(({ id }) => id === told.id)
    if (gone)
      await calendar.remove(await calendar.get([gone.id]).then(([one]) => one ?? { id: '', etag: '' }))
    expect(await readAll(after.token)).toMatchObject({ changed: [], removed: [told.id] })
    await other.close()
  })

  test('a token that nobody knows is lost', async () => {
    const lost = { fault: 'token-lost' }
    await expect(calendar.changes('nonsense', { limit: 9 })).rejects.toMatchObject(lost)
    const token = JSON.stringify({ from: 'http://radicale.org/ns/sync/none', whole: false })
    await expect(calendar.changes(token, { limit: 9 })).rejects.toMatchObject(lost)
  })

  test('beginning anew with days leaves out what does not touch them', async () => {
    await calendar.create(event({ uid: 'inside' }))
    await calendar.create(event({ uid: 'before', start: '2019-11-21T08:00', end: '2019-11-21T09:00' }))
    await calendar.create(
      event({ uid: 'series', start: '2019-11-21T08:00', end: '2019-11-21T09:00', rrule: 'FREQ=DAILY' }),
    )
    const window = { from: '2026-01-01', to: '2026-12-31' }
    const page = await calendar.changes(null, { limit: 9, window })
    expect(uidsOf(page.changed)).toEqual(['inside', 'series'])
    await calendar.create(event({ uid: 'new' }))
    expect(uidsOf((await calendar.changes(page.token, { limit: 9, window })).changed)).toEqual(['new'])
  })

  test('tasks are kept where tasks are', async () => {
    const list = await radicale.makeCalendar('ada', `aufgaben${count}`, ['VTODO'])
    const tasks = account.items('task', list)
    const made = await tasks.create(todo({ uid: 'kontor-t@kontor', priority: 'high', dueTime: '14:30' }))
    expect(made.item).toMatchObject({
      title: 'Anrufen',
      priority: 'high',
      dueDay: '2026-11-23',
      dueTime: '14:30',
    })
    const done = await tasks.change(made, { ...made.item, status: 'closed' }, ['status'])
    expect((await tasks.changes(null, { limit: 5 })).changed).toEqual([done])
    expect(done.item.status).toBe('closed')
    expect((await account.collections('task')).map(({ id }) => id)).toContain(list)
    expect((await account.collections('appointment')).map(({ id }) => id)).not.toContain(list)
  })

  test('a wrong password is refused, a closed collection is none', async () => {
    const wrong = await open('ada', 'falsch')
    await expect(wrong.collections('appointment')).rejects.toMatchObject({ fault: 'refused' })
    const berta = await open('berta', 'auch')
    const theirs = berta.items('appointment', path)
    await expect(theirs.changes(null, { limit: 1 })).rejects.toMatchObject({ fault: 'forbidden' })
    await expect(theirs.create(event({ uid: 'x' }))).rejects.toMatchObject({ fault: 'forbidden' })
    const nowhere = account.items('appointment', '/ada/nowhere/')
    await expect(nowhere.changes(null, { limit: 1 })).rejects.toMatchObject({ fault: 'not-found' })
  })
})
