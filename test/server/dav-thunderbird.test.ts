import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'
import { hasThunderbird, startThunderbird } from '../groupware/thunderbird/thunderbird.ts'
import type { Thunderbird } from '../groupware/thunderbird/thunderbird.ts'
import { plannedVisit } from '../planned-visit.ts'

// A mail program people use, driven from inside as its own dialogs do, against a Kontor that listens; `.ci/run` installs it.
describe.skipIf(!hasThunderbird)('Thunderbird', () => {
  let app: TestApp
  let anna: Person
  let bird: Thunderbird
  beforeAll(async () => {
    app = await startApp()
    anna = await app.person('user', 'Anna Amsel')
    await app.server.listen({ port: 0, host: '127.0.0.1' })
    bird = await startThunderbird()
  })
  afterAll(async () => {
    await bird?.stop()
    await app?.close()
  })

  /** What stands in a calendar after a look at the server. */
  const items = (name: string) =>
    bird.run<Item[]>(
      `const calendar = calendarOf(given[0])
      await refreshed(calendar)
      return (await itemsOf(calendar)).map((one) => ({
        title: one.title, start: shown(one.startDate ?? one.entryDate), end: shown(one.endDate ?? one.dueDate),
        done: one.isCompleted ?? null, text: one.icalString }))`,
      name,
    )
  const appointments = () => items('Kontor Termine')
  const tasks = () => items('Kontor Aufgaben')
  const cards = () =>
    bird.run<string[]>(
      `const book = bookOf()
      await book.syncWithServer()
      return book.childCards.map((one) => one.getProperty('_vCard', ''))`,
    )
  const add = (name: string, type: 'CalEvent' | 'CalTodo', ...lines: string[]) =>
    bird.run(
      `await calendarOf(given[0]).addItem(new ${type}(given[1]))`,
      name,
      ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'),
    )
  const inMay = async () =>
    (await anna.get('/appointments?from=2027-05-01&to=2027-05-31')).body.items as {
      id: string
      title: string
      start: string
      timeZone: string
    }[]

  test('finds calendars and address book from the bare address of the server', async () => {
    const { address } = app.server.server.address() as { address: string }
    const { port } = app.server.server.address() as { port: number }
    const { password } = (await anna.post('/dav/passwords', { name: 'Thunderbird' })).body
    const { user } = (await anna.get('/dav')).body
    const found = await bird.run<unknown>(
      `const [origin, user, password] = given
      const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo)
      login.init(origin, null, 'Kontor', user, password, '', '')
      await Services.logins.addLoginAsync(login)
      const calendars = await CalDavProvider.detectCalendars(user, password, origin + '/', false)
      for (const one of calendars) {
        one.setProperty('cache.enabled', true)
        cal.manager.registerCalendar(one)
      }
      const books = await CardDAVUtils.detectAddressBooks(user, password, origin + '/')
      const synced = told('addrbook-directory-synced')
      for (const one of books) one.create()
      await synced
      return {
        calendars: calendars.map((one) => [one.name, one.readOnly]),
        books: books.map((one) => one.name),
      }`,
      `http://${address}:${port}`,
      user,
      password,
    )
    expect(found).toEqual({
      calendars: [
        ['Kontor Termine', false],
        ['Kontor Aufgaben', false],
      ],
      books: ['Kontor Kontakte'],
    })
  })

  test('lets guests only read', async () => {
    const guest = await app.person('guest', 'Gast Gans')
    const { password } = (await guest.post('/dav/passwords', { name: 'Thunderbird' })).body
    const { user } = (await guest.get('/dav')).body
    const { port } = app.server.server.address() as { port: number }
    const found = await bird.run(
      `const calendars = await CalDavProvider.detectCalendars(given[0], given[1], given[2], false)
      return calendars.map((one) => [one.name, one.readOnly])`,
      user,
      password,
      `http://127.0.0.1:${port}/dav/`,
    )
    expect(found).toEqual([
      ['Kontor Termine', true],
      ['Kontor Aufgaben', true],
    ])
  })

  test('shows appointments of Kontor at their hour in their zone, and what becomes of them', async () => {
    const { body: talk } = await anna.post('/appointments', {
      title: 'Gespräch',
      start: '2027-05-04T10:00',
      end: '2027-05-04T11:00',
      timeZone: 'America/New_York',
    })
    await anna.post('/appointments', { title: 'Messe', allDay: true, start: '2027-05-05', end: '2027-05-07' })
    await anna.post('/appointments', {
      title: 'Runde',
      start: '2027-05-10T09:00',
      end: '2027-05-10T09:30',
      rrule: 'FREQ=WEEKLY;COUNT=3',
    })
    const times = async () =>
      (await appointments()).map(({ title, start, end }) => `${title}: ${start} – ${end}`).sort()
    expect(await times()).toEqual([
      'Gespräch: 20270504T100000 America/New_York – 20270504T110000 America/New_York',
      'Messe: 20270505 – 20270507',
      'Runde: 20270510T090000 Europe/Berlin – 20270510T093000 Europe/Berlin',
    ])
    const days = await bird.run(
      `const calendar = calendarOf('Kontor Termine')
      const list = await calendar.getItemsAsArray(calendar.ITEM_FILTER_ALL_ITEMS | calendar.ITEM_FILTER_CLASS_OCCURRENCES,
        0, cal.createDateTime('20270501T000000Z'), cal.createDateTime('20270601T000000Z'))
      return list.filter((one) => one.title === 'Runde').map((one) => shown(one.startDate)).sort()`,
    )
    expect(days).toEqual(['10', '17', '24'].map((day) => `202705${day}T090000 Europe/Berlin`))
    await anna.patch(`/appointments/${talk.id}`, { start: '2027-05-04T15:00', end: '2027-05-04T16:00' })
    expect((await appointments()).find(({ title }) => title === 'Gespräch')).toMatchObject({
      start: '20270504T150000 America/New_York',
    })
    await anna.remove(`/appointments/${talk.id}`)
    expect((await appointments()).map(({ title }) => title).sort()).toEqual(['Messe', 'Runde'])
  })

  test('makes, moves and removes appointments', async () => {
    await add(
      'Kontor Termine',
      'CalEvent',
      'BEGIN:VEVENT',
      'UID:from-thunderbird',
      'SUMMARY:Werkbesuch',
      'DTSTART;TZID=Asia/Tokyo:20270520T160000',
      'DTEND;TZID=Asia/Tokyo:20270520T170000',
      'LOCATION:Köln\\, Halle 4',
      'CATEGORIES:Vertrieb',
      'X-OWN:kept',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT15M',
      'DESCRIPTION:Los',
      'END:VALARM',
      'END:VEVENT',
    )
    const [made] = (await inMay()).filter(({ title }) => title === 'Werkbesuch')
    expect(made).toMatchObject({
      start: '2027-05-20T16:00',
      timeZone: 'Asia/Tokyo',
      place: 'Köln, Halle 4',
      category: 'Vertrieb',
    })
    await bird.run(
      `await changed(await itemOf(calendarOf('Kontor Termine'), 'Werkbesuch'), (one) => {
        one.startDate = clock('20270521T080000', 'Europe/Berlin')
        one.endDate = clock('20270521T093000', 'Europe/Berlin')
      })`,
    )
    expect((await anna.get(`/appointments/${made?.id}`)).body).toMatchObject({
      start: '2027-05-21T08:00',
      end: '2027-05-21T09:30',
      timeZone: 'Europe/Berlin',
    })
    await anna.patch(`/appointments/${made?.id}`, { title: 'Werksbesuch' })
    const [after] = (await appointments()).filter(({ title }) => title === 'Werksbesuch')
    for (const kept of ['X-OWN:kept', 'TRIGGER:-PT15M', 'UID:from-thunderbird'])
      expect(after?.text).toContain(kept)
    await bird.run(
      `const calendar = calendarOf('Kontor Termine')
      await calendar.deleteItem(await itemOf(calendar, 'Werksbesuch'))`,
    )
    expect((await anna.get(`/appointments/${made?.id}`)).status).toBe(404)
  })

  test('asks before it overwrites what became another meanwhile', async () => {
    const { body: talk } = await anna.post('/appointments', {
      title: 'Abstimmung',
      start: '2027-05-25T10:00',
      end: '2027-05-25T11:00',
    })
    await appointments()
    await anna.patch(`/appointments/${talk.id}`, { title: 'Abstimmung mit Ben' })
    const asked = await bird.run(
      `const items = await itemsOf(calendarOf('Kontor Termine'))
      const asked = declined('calendar-conflicts-dialog')
      await changed(items.find((one) => one.title === 'Abstimmung'), (one) => { one.title = 'Zu spät' })
      return asked`,
    )
    expect(asked).toContain('conflicts')
    expect((await anna.get(`/appointments/${talk.id}`)).body.title).toBe('Abstimmung mit Ben')
    expect((await appointments()).map(({ title }) => title)).toContain('Abstimmung mit Ben')
    await anna.remove(`/appointments/${talk.id}`)
  })

  test('moves one of a series, and leaves one out', async () => {
    await bird.run(
      `const calendar = calendarOf('Kontor Termine')
      const at = (day) => clock('202705' + day + 'T090000', 'Europe/Berlin')
      const second = (await itemOf(calendar, 'Runde')).recurrenceInfo.getOccurrenceFor(at('17'))
      await changed(second, (one) => {
        one.startDate = clock('20270518T140000', 'Europe/Berlin')
        one.endDate = clock('20270518T150000', 'Europe/Berlin')
      })
      await changed(await itemOf(calendar, 'Runde'), (one) => one.recurrenceInfo.removeOccurrenceAt(at('24')))`,
    )
    const runs = (await inMay()).filter(({ title }) => title === 'Runde')
    expect(runs.map(({ start }) => start)).toEqual(['2027-05-10T09:00', '2027-05-18T14:00'])
  })

  test('moves a visit, and does not take it away', async () => {
    const { id } = await plannedVisit(app, anna, 'Müller GmbH')
    expect((await appointments()).find(({ title }) => title.startsWith('Besuch'))).toMatchObject({
      title: 'Besuch – Müller GmbH',
      start: '20270504T080000 Europe/Berlin',
    })
    await bird.run(
      `await changed(await itemOf(calendarOf('Kontor Termine'), 'Besuch – Müller GmbH'), (one) => {
        one.startDate = clock('20270505T140000', 'Europe/Berlin')
        one.endDate = clock('20270505T150000', 'Europe/Berlin')
      })`,
    )
    const moved = { date: '2027-05-05', startTime: '14:00', durationMinutes: 60, state: 'planned' }
    expect((await anna.get(`/visits/${id}`)).body).toMatchObject(moved)
    await bird.run(
      `const calendar = calendarOf('Kontor Termine')
      await calendar.deleteItem(await itemOf(calendar, 'Besuch – Müller GmbH'))`,
    )
    expect((await anna.get(`/visits/${id}`)).body).toMatchObject(moved)
    expect((await appointments()).map(({ title }) => title)).toContain('Besuch – Müller GmbH')
  })

  test('has tasks both ways', async () => {
    const { body: offer } = await anna.post('/tasks', { title: 'Angebot schreiben', dueDate: '2027-05-03' })
    expect(await tasks()).toMatchObject([{ title: 'Angebot schreiben', end: '20270503', done: false }])
    await bird.run(
      `await changed(await itemOf(calendarOf('Kontor Aufgaben'), 'Angebot schreiben'), (one) => { one.isCompleted = true })`,
    )
    expect((await anna.get(`/tasks/${offer.id}`)).body).toMatchObject({ status: 'closed' })
    await add(
      'Kontor Aufgaben',
      'CalTodo',
      'BEGIN:VTODO',
      'UID:todo-from-thunderbird',
      'SUMMARY:Anrufen',
      'DUE;TZID=Europe/Berlin:20270506T140000',
      'PRIORITY:1',
      'END:VTODO',
    )
    const [call] = (await anna.get('/tasks?assignee=me&status=open')).body.items
    expect(call).toMatchObject({ title: 'Anrufen', dueDate: '2027-05-06', dueTime: '14:00' })
    await anna.patch(`/tasks/${call.id}`, { status: 'closed' })
    expect((await tasks()).find(({ title }) => title === 'Anrufen')).toMatchObject({ done: true })
  })

  test('has contacts both ways, with their picture', async () => {
    const { body: mia } = await anna.post('/contacts', {
      kind: 'person',
      firstName: 'Mia',
      lastName: 'Müller',
      description: 'Geheim',
      details: [{ kind: 'email', category: 'work', value: 'mia@example.com' }],
    })
    const [card = ''] = await cards()
    expect(card).toContain('FN:Mia Müller')
    expect(card).not.toContain('Geheim')
    await bird.run(
      `await edited('Mia Müller', (text) => text.replace('mia@example.com', 'mia@example.org')
        .replace('END:VCARD', 'TEL;TYPE=CELL:+49 171 5\\r\\nNICKNAME:Mimi\\r\\nEND:VCARD'))`,
    )
    const after = (await anna.get(`/contacts/${mia.id}`)).body
    expect(after).toMatchObject({ description: 'Geheim' })
    expect(after.details.map(({ value }: { value: string }) => value).sort()).toEqual([
      '+49 171 5',
      'mia@example.org',
    ])
    await anna.patch(`/contacts/${mia.id}`, { lastName: 'Meier' })
    const [renamed = ''] = await cards()
    expect(renamed).toContain('FN:Mia Meier')
    expect(renamed).toContain('NICKNAME:Mimi')
    await bird.run(
      `const card = VCardUtils.vCardToAbCard(given[0])
      await sent(bookOf(), (book) => book.addCard(card))`,
      [
        'BEGIN:VCARD',
        'VERSION:4.0',
        'N:Tau;Tom;;;',
        'FN:Tom Tau',
        `PHOTO:${await photo()}`,
        'END:VCARD',
        '',
      ].join('\r\n'),
    )
    const [tom] = (await anna.get('/contacts?q=Tau')).body.items
    expect((await anna.get(`/contacts/${tom.id}`)).body).toMatchObject({
      firstName: 'Tom',
      photo: expect.stringContaining('photo'),
    })
    await bird.run(`await sent(bookOf(), (book) => book.deleteCards([cardOf(book, 'Tom Tau')]))`)
    expect((await anna.get(`/contacts/${tom.id}`)).status).toBe(404)
    await anna.remove(`/contacts/${mia.id}`)
    expect(await cards()).toEqual([])
  })

  test('begins anew when what it stood at is lost', async () => {
    await anna.post('/contacts', { kind: 'person', lastName: 'Neu' })
    await anna.post('/tasks', { title: 'Neu', dueDate: '2027-05-03' })
    await sql`update dav_collection set id = gen_random_uuid()`.execute(app.house.db)
    expect((await tasks()).map(({ title }) => title)).toContain('Neu')
    expect(await cards()).toEqual([expect.stringContaining('FN:Neu')])
  })
})

/** A red picture, as mail programs put it into a card. */
async function photo(): Promise<string> {
  const { default: sharp } = await import('sharp')
  const red = sharp({ create: { width: 40, height: 40, channels: 3, background: '#a33' } })
  return `data:image/jpeg;base64,${(await red.jpeg().toBuffer()).toString('base64')}`
}

interface Item {
  title: string
  start: string | null
  end: string | null
  done: boolean | null
  text: string
}
