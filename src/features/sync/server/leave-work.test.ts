import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { works } from '#app/worker.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'
import { leaveWork } from './leave-work.ts'

const opened = new Map<string, Groupware>()
const work = leaveWork(async (_house, accountId) => opened.get(accountId) as Groupware)

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, { minute: [], work: [...works.filter(({ kind }) => kind !== work.kind), work] })
})
afterAll(() => app.close())

let number = 0
/** Two appointments and a task made here, one appointment that began there. */
async function filled(): Promise<{ anna: Person; desk: Desk; path: string }> {
  const anna = await app.person('user', `Anna ${++number}`)
  const desk = await connect(app, anna)
  opened.set(desk.accountId, desk.groupware)
  for (const [title, day] of [
    ['Eins', '02'],
    ['Zwei', '03'],
  ])
    await anna.post('/appointments', {
      title,
      start: `2026-12-${day}T09:00`,
      end: `2026-12-${day}T10:00`,
      timeZone: 'Europe/Berlin',
    })
  await anna.post('/tasks', { title: 'Drei', dueDate: '2026-12-04' })
  desk.groupware.put('cal', anEvent('dort@x', { title: 'Dort' }))
  expect(await desk.run()).toMatchObject({ fault: null })
  return { anna, desk, path: `/groupware/accounts/${desk.accountId}` }
}

const there = (desk: Desk) =>
  ['cal', 'todo']
    .flatMap((name) => desk.groupware.list(name).map(({ item }) => String(item['title'])))
    .toSorted()
const here = async (who: Person) => {
  const { items } = (await who.get('/appointments?from=2026-11-20&to=2027-11-20')).body
  return (items as { title: string }[]).map(({ title }) => title).toSorted()
}
async function leave(who: Person, path: string) {
  expect((await who.remove(`${path}?there=remove`)).status).toBe(202)
  const job = async () => (await who.get('/jobs')).body.items[0]
  await expect.poll(async () => (await job()).state, { interval: 30 }).toMatch(/done|failed|cancelled/)
  return job()
}

describe('disconnecting', () => {
  test('leaves everything there when nothing else is said', async () => {
    const { anna, desk, path } = await filled()
    expect((await anna.get(path)).body.counts).toMatchObject({ made: 3 })
    expect((await anna.remove(path)).status).toBe(204)
    expect(there(desk)).toEqual(['Dort', 'Drei', 'Eins', 'Zwei'])
    expect((await anna.get(path)).status).toBe(404)
  })

  test('takes away there first what was made here, and nothing else', async () => {
    const { anna, desk, path } = await filled()
    const job = await leave(anna, path)
    expect(job).toMatchObject({ state: 'done', done: 3, total: 3, result: { removed: 3, kept: 0 } })
    expect(there(desk)).toEqual(['Dort'])
    expect((await anna.get(path)).status).toBe(404)
    expect(await here(anna)).toEqual(['Dort', 'Eins', 'Zwei'])
  })

  test('never takes away what was changed there since, nor a meeting with guests', async () => {
    const { anna, desk, path } = await filled()
    for (const { id, item } of desk.groupware.list('cal')) {
      if (item['title'] === 'Eins') desk.groupware.edit('cal', id, { place: 'Köln' })
      if (item['title'] === 'Zwei')
        desk.groupware.edit('cal', id, { attendees: [{ name: '', email: 'b@x.de', response: 'open' }] })
    }
    expect(await leave(anna, path)).toMatchObject({ state: 'done', result: { removed: 1, kept: 2 } })
    expect(there(desk)).toEqual(['Dort', 'Eins', 'Zwei'])
    expect((await anna.get(path)).status).toBe(404)
  })

  test('stays connected and says so while the server does not answer', async () => {
    const { anna, desk, path } = await filled()
    desk.groupware.trouble = (call) => (call === 'remove' ? 'cut before' : undefined)
    expect(await leave(anna, path)).toMatchObject({ state: 'failed' })
    expect((await anna.get(path)).body).toMatchObject({ state: 'failed', fault: 'unreachable' })
    expect(there(desk)).toEqual(['Dort', 'Drei', 'Eins', 'Zwei'])
    desk.groupware.trouble = () => undefined
    expect(await leave(anna, path)).toMatchObject({ state: 'done' })
    expect(there(desk)).toEqual(['Dort'])
  })

  test('is done there for its owner only, not for an administrator', async () => {
    const { desk, path } = await filled()
    expect((await app.admin.remove(`${path}?there=remove`)).status).toBe(403)
    expect((await app.admin.remove(path)).status).toBe(204)
    expect(there(desk)).toHaveLength(4)
  })

  test('is done by an administrator for somebody who left the firm', async () => {
    const { anna, desk, path } = await filled()
    expect((await app.admin.patch(`/users/${anna.by.id}`, { active: false })).status).toBe(200)
    expect(await leave(app.admin, path)).toMatchObject({ state: 'done', result: { removed: 3, kept: 0 } })
    expect(there(desk)).toEqual(['Dort'])
    expect((await app.admin.get(path)).status).toBe(404)
  })
})
