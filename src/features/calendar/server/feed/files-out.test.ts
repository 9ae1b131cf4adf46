import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'

describe('the calendar as files', () => {
  let app: TestApp
  let anna: Person
  beforeAll(async () => {
    app = await startApp()
    anna = await app.person('user', 'Anna Amsel')
  }, 60_000)
  afterAll(() => app.close())

  const read = async (path: string) => {
    const { status, body } = await anna.get(path)
    expect(status, String(body)).toBe(200)
    return readEvents(body, { zone: 'Europe/Berlin' })
  }

  test('of a period, of the open tasks, and of one task', async () => {
    await anna.post('/appointments', { title: 'Drin', start: '2026-12-05T10:00', end: '2026-12-05T11:00' })
    await anna.post('/appointments', { title: 'Danach', start: '2026-12-06T10:00', end: '2026-12-06T11:00' })
    const { body: task } = await anna.post('/tasks', {
      title: 'Rückruf',
      dueDate: '2026-12-05',
      priority: 'high',
    })
    const { body: done } = await anna.post('/tasks', {
      title: 'Fertig',
      dueDate: '2026-12-05',
      status: 'closed',
    })

    const period = await read('/calendar.ics?from=2026-12-01&to=2026-12-05')
    expect(period.items.map(({ title }) => title)).toEqual(['Drin'])
    expect(period.todos.map(({ title }) => title)).toEqual(['Rückruf'])
    const dates = await read('/calendar.ics?from=2026-12-01&to=2026-12-31&include=appointments')
    expect([dates.items.length, dates.todos.length]).toEqual([2, 0])
    expect((await read('/tasks.ics')).todos).toMatchObject([
      { title: 'Rückruf', dueDay: '2026-12-05', priority: 'high', status: 'open' },
    ])
    expect((await read(`/tasks/${task.id}.ics`)).todos).toMatchObject([{ title: 'Rückruf' }])
    expect((await read(`/tasks/${done.id}.ics`)).todos).toMatchObject([{ title: 'Fertig', status: 'closed' }])
    expect((await anna.get('/calendar.ics?from=2026-12-05&to=2026-12-01')).status).toBe(422)
    expect((await anna.get('/calendar.ics?from=1926-12-05&to=2026-12-01')).status).toBe(422)
    expect((await anna.get('/calendar.ics?from=2026-12-01&to=2026-12-05&include=all')).status).toBe(422)
  })
})
