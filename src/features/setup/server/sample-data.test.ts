import { sql } from 'kysely'
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
const add = () =>
  app.house.db.transaction().execute((tx) => addSampleData(tx, app.admin.by, app.house as never))

test('the sample firm comes with about 300 contacts that are found like any others', async () => {
  await add()
  expect(await total()).toBeGreaterThan(280)
  expect(await total('&q=hausverwaltung&kind=company')).toBeGreaterThan(5)
  expect(await total('&tag=Stammkunde')).toBeGreaterThan(50)
  expect((await app.admin.get('/settings')).body.sampleData).toBe(true)
  const { rows: persons } = await sql`
    select 1 from contact p join contact c on c.id = p.company_id and c.company_name = p.company_name
    where p.sample and c.sample`.execute(app.house.db)
  expect(persons.length).toBeGreaterThan(100)
})

test('its notes stand in the timelines, on days of the past', async () => {
  const { rows } = await sql<{ contactId: string; text: string }>`
    select contact_id, text from history_entry`.execute(app.house.db)
  expect(rows.length).toBeGreaterThan(15)
  const { items } = (await app.admin.get(`/history?contact=${rows[0]?.contactId}`)).body
  const note = items.find((item: { category: string }) => item.category === 'note')
  expect(note).toMatchObject({ text: rows[0]?.text, authorName: 'Ada Admin' })
  expect(note.at < note.createdAt).toBe(true)
})

test('one call removes it: untouched contacts for good, changed ones into the bin, others never', async () => {
  const own = await app.admin.post('/contacts', { kind: 'company', companyName: 'Echter Kunde GmbH' })
  const [first, second] = (await app.admin.get('/contacts?kind=company&type=none&limit=1')).body.items.concat(
    (await app.admin.get('/contacts?q=café&kind=company&limit=1')).body.items,
  )
  expect(first.id).toBe(own.body.id)
  await app.admin.patch(`/contacts/${second.id}`, { description: 'Von uns ergänzt' })
  const { body: third } = await app.admin.get(`/contacts?q=hausverwaltung&kind=company&limit=1`)
  await app.admin.post('/history', {
    contactId: third.items[0].id,
    category: 'note',
    text: 'Von uns geschrieben',
    at: '2020-01-01T12:00:00Z',
  })
  const { body: fourth } = await app.admin.get('/contacts?q=praxis&kind=company&limit=1')
  await app.admin.patch(`/contacts/${fourth.items[0].id}`, { description: 'Nicht mehr gebraucht' })
  await app.admin.remove(`/contacts/${fourth.items[0].id}`)
  expect((await app.admin.remove('/setup/sample-data')).status).toBe(204)
  expect(await total()).toBe(1)
  const { rows: bin } = await sql`select 1 from contact where deleted_at is not null`.execute(app.house.db)
  expect(bin).toHaveLength(2)
  const { rows: notes } = await sql`
    select 1 from history_entry where contact_id not in (select id from contact where deleted_at is not null)`.execute(
    app.house.db,
  )
  expect(notes).toEqual([])
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
