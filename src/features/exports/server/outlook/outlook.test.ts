import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFile } from '#connectors/groupware/files/read-file.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'

describe('tables for Outlook', () => {
  let app: TestApp
  let anna: Person
  beforeAll(async () => {
    app = await startApp()
    anna = await app.person('user', 'Anna Ähre')
  })
  afterAll(() => app.close())

  const read = async (path: string) => {
    const { token } = (await anna.post('/tokens', { name: 'x' })).body
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode, rawPayload } = await app.server.inject({ url: `/api/v1${path}`, headers })
    expect(statusCode, String(rawPayload)).toBe(200)
    return readFile('Tabelle.csv', rawPayload, { zone: 'Europe/Berlin', language: 'de' })
  }

  test('a calendar has the single dates of a series, as they are, and what is whole days', async () => {
    const zone = { timeZone: 'Europe/Berlin' }
    await anna.post('/appointments', {
      title: '=Drin',
      start: '2026-12-05T10:00',
      end: '2026-12-05T11:00',
      place: 'Köln',
      busy: 'tentative',
      ...zone,
    })
    const { body: series } = await anna.post('/appointments', {
      title: 'Jour fixe',
      start: '2026-12-01T09:00',
      end: '2026-12-01T09:30',
      rrule: 'FREQ=WEEKLY;COUNT=4',
      private: true,
      ...zone,
    })
    const path = `/appointments/${series.id}`
    const moved = { start: '2026-12-08T14:00', end: '2026-12-08T15:00', title: 'Jour fixe, später' }
    await anna.patch(path, { occurrence: '2026-12-08T09:00', scope: 'this', ...moved })
    await anna.remove(`${path}?occurrence=2026-12-15T09:00&scope=this`)
    await anna.post('/appointments', { title: 'Messe', start: '2026-12-10', end: '2026-12-12', allDay: true })

    const { events, warnings } = await read('/exports/calendar.outlook.csv?from=2026-12-01&to=2026-12-20')
    expect(warnings).toEqual([])
    expect(events.map(({ title, start, end }) => [title, start, end])).toEqual([
      ['Jour fixe', '2026-12-01T09:00', '2026-12-01T09:30'],
      ['=Drin', '2026-12-05T10:00', '2026-12-05T11:00'],
      ['Jour fixe, später', '2026-12-08T14:00', '2026-12-08T15:00'],
      ['Messe', '2026-12-10', '2026-12-12'],
    ])
    expect(events[0]).toMatchObject({ private: true, rrule: null })
    expect(events[1]).toMatchObject({ busy: 'tentative', place: 'Köln', private: false, attendees: [] })

    const alone = await read(`/appointments/${series.id}.outlook.csv`)
    expect(alone.events.map(({ start }) => start)).toEqual([
      '2026-12-01T09:00',
      '2026-12-08T14:00',
      '2026-12-22T09:00',
    ])
    expect((await anna.get('/exports/calendar.outlook.csv?from=2026-12-05&to=2026-12-01')).status).toBe(422)
    expect((await anna.get('/exports/calendar.outlook.csv?from=1926-12-05&to=2026-12-01')).status).toBe(422)
  })

  test('tasks are those of the list, as it is filtered', async () => {
    const day = { timeZone: 'Europe/Berlin', dueDate: '2026-12-05' }
    await anna.post('/tasks', {
      title: 'Rückruf',
      description: 'Preise für 100 €',
      priority: 'high',
      reminderMinutes: 60,
      ...day,
    })
    await anna.post('/tasks', { title: 'Fertig', status: 'closed', dueTime: '14:30', ...day })
    const { todos, warnings } = await read('/exports/tasks.outlook.csv?assignee=me')
    expect(warnings).toEqual([])
    expect(todos).toMatchObject([
      // An hour before eight, counted from midnight.
      { title: 'Rückruf', dueDay: '2026-12-05', priority: 'high', status: 'open', reminderMinutes: -420 },
      { title: 'Fertig', status: 'closed' },
    ])
    expect(todos[0]?.description).toBe('Zuständig: Anna Ähre\nPreise für 100 €')
    expect(todos[1]?.description).toBe('Zuständig: Anna Ähre\nFällig um 14:30')
    const high = await read('/exports/tasks.outlook.csv?assignee=me&priority=high')
    expect(high.todos.map(({ title }) => title)).toEqual(['Rückruf'])
    expect((await anna.get('/exports/tasks.outlook.csv?sort=nonsense')).status).toBe(422)
  })

  test('contacts come in the letters of Windows, or as the new Outlook takes them', async () => {
    await anna.post('/contacts', {
      kind: 'person',
      firstName: 'Änne',
      lastName: 'Łuczak',
      birthday: '1975-02-04',
    })
    const classic = await read('/exports/contacts.outlook.csv')
    expect(classic.cards.map(({ item }) => item)).toMatchObject([{ firstName: 'Änne', lastName: 'Luczak' }])
    const { cards } = await read('/exports/contacts.outlook.csv?letters=utf8')
    expect(cards).toMatchObject([{ item: { lastName: 'Łuczak', birthday: '1975-02-04' } }])
    const { body } = await anna.get('/exports/contacts.outlook.csv?letters=utf8')
    expect(String(body)).toContain('"First Name"')
  })
})
