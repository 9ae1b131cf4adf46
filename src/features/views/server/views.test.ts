import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let mine: Person
let other: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia')
  other = await app.person('user', 'Otto')
})
afterAll(() => app.close())

const state = { q: 'müller', filters: { tag: ['Stammkunde'] }, sort: '-createdAt' }
const save = async (who: Person, name: string, more = {}) =>
  (await who.post('/views', { list: 'contacts', name, state, ...more })).body
const names = async (who: Person) =>
  (await who.get('/views?list=contacts')).body.items.map((view: { name: string }) => view.name)

test('a view comes back as it was saved, for its owner alone', async () => {
  const view = await save(mine, 'Köln')
  expect(view).toMatchObject({ name: 'Köln', state, mine: true, shared: false, owner: { name: 'Mia' } })
  expect(await names(mine)).toEqual(['Köln'])
  expect(await names(other)).toEqual([])
  expect((await other.patch(`/views/${view.id}`, { name: 'x' })).status).toBe(404)
  expect((await app.admin.remove(`/views/${view.id}`)).status).toBe(404)
  expect((await mine.get('/views?list=tasks')).body.items).toEqual([])
})

test('a shared view is offered to everybody with a seat and changed by its owner or an administrator', async () => {
  const view = await save(mine, 'Für alle', { shared: true })
  const guest = await app.person('guest')
  expect(await names(other)).toEqual(['Für alle'])
  expect(await names(guest)).toEqual([])
  expect((await other.patch(`/views/${view.id}`, { name: 'x' })).status).toBe(403)
  expect((await app.admin.patch(`/views/${view.id}`, { name: 'Alle' })).body.name).toBe('Alle')
  expect((await app.admin.patch(`/views/${view.id}`, { shared: false })).status).toBe(200)
  expect(await names(other)).toEqual([])
  expect((await save(guest, 'Gast', { shared: true })).code).toBe('forbidden')
  expect((await mine.remove(`/views/${view.id}`)).status).toBe(204)
})

test('views keep the order their owner gives them', async () => {
  const who = await app.person('user')
  for (const name of ['A', 'B', 'C']) await save(who, name)
  const { items } = (await who.get('/views?list=contacts')).body
  await who.patch(`/views/${items[2].id}`, { order: 0 })
  expect(await names(who)).toEqual(['C', 'A', 'B'])
  await who.patch(`/views/${items[2].id}`, { order: 1 })
  expect(await names(who)).toEqual(['A', 'C', 'B'])
  const stale = await who.patch(`/views/${items[2].id}`, { name: 'D' }, { 'if-match': '"1"' })
  expect(stale.status).toBe(412)
})
