import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSampleData } from './sample-data.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const total = async (query = '') => (await app.admin.get(`/contacts?count=true&limit=1${query}`)).body.total
const add = () => app.house.db.transaction().execute((tx) => addSampleData(tx, app.admin.by))

test('the sample firm comes with about 300 contacts that are found like any others', async () => {
  await add()
  expect(await total()).toBeGreaterThan(280)
  expect(await total('&q=hausverwaltung&kind=company')).toBeGreaterThan(5)
  expect(await total('&tag=Stammkunde')).toBeGreaterThan(50)
  expect((await app.admin.get('/settings')).body.sampleData).toBe(true)
})

test('one call removes it: untouched contacts for good, changed ones into the bin, others never', async () => {
  const own = await app.admin.post('/contacts', { kind: 'company', companyName: 'Echter Kunde GmbH' })
  const [first, second] = (await app.admin.get('/contacts?kind=company&type=none&limit=1')).body.items.concat(
    (await app.admin.get('/contacts?q=café&kind=company&limit=1')).body.items,
  )
  expect(first.id).toBe(own.body.id)
  await app.admin.patch(`/contacts/${second.id}`, { description: 'Von uns ergänzt' })
  expect((await app.admin.remove('/setup/sample-data')).status).toBe(204)
  expect(await total()).toBe(1)
  expect((await app.admin.get('/settings')).body.sampleData).toBe(false)
  const tags = (await app.admin.get('/tags')).body.items.map((tag: { name: string }) => tag.name)
  expect(tags).not.toContain('Treppenhaus')
  expect((await app.admin.post(`/contacts/${second.id}/restore`)).status).toBe(200)
  expect((await app.admin.remove('/setup/sample-data')).status).toBe(204)
  expect(await total()).toBe(2)
})

test('only administrators remove it', async () => {
  const user = await app.person('user')
  expect((await user.remove('/setup/sample-data')).status).toBe(403)
})
