import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { notify } from './notify.ts'

let app: TestApp
let mine: Person
let other: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia')
  other = await app.person('user', 'Otto')
})
afterAll(() => app.close())

const waiting = async (who: Person) => (await who.get('/notifications')).body
const titles = async (who: Person) =>
  (await waiting(who)).items.map((n: { record: { title: string } }) => n.record.title)

test('whoever is put on a contact hears of it, once, and not of their own doing', async () => {
  const managers = [mine.by.id, other.by.id]
  const { body: contact } = await mine.post('/contacts', { kind: 'company', companyName: 'Neu', managers })
  await mine.patch(`/contacts/${contact.id}`, { position: 'x', industry: 'Bau' })
  expect(await titles(mine)).toEqual([])
  const { items, unread } = await waiting(other)
  expect(unread).toBe(1)
  expect(items).toEqual([
    expect.objectContaining({
      kind: 'manager',
      by: { id: mine.by.id, name: 'Mia' },
      record: { kind: 'contact', id: contact.id, title: 'Neu' },
      readAt: null,
    }),
  ])
})

test('so do the members of a group, but nobody who was deactivated', async () => {
  const [one, gone] = [await app.person('user'), await app.person('user')]
  const members = [one.by.id, gone.by.id, mine.by.id]
  const { body: group } = await app.admin.post('/groups', { name: 'Vertrieb', members })
  await app.admin.patch(`/users/${gone.by.id}`, { active: false })
  const { body: contact } = await mine.post('/contacts', { kind: 'company', companyName: 'Gruppe' })
  await mine.patch(`/contacts/${contact.id}`, { managers: [mine.by.id, group.id] })
  expect(await titles(one)).toEqual(['Gruppe'])
  expect(await titles(mine)).toEqual([])
  const rows = await app.house.db
    .selectFrom('notification')
    .select('id')
    .where('userId', '=', gone.by.id)
    .execute()
  expect(rows).toEqual([])
})

test('what is read stays read, and reading touches nobody else', async () => {
  const reader = await app.person('user')
  const record = { kind: 'contact', id: mine.by.id, title: 'Gruß' }
  const users = [reader.by.id, other.by.id]
  for (const text of ['eins', 'zwei', 'drei'])
    await app.house.db
      .transaction()
      .execute((tx) => notify(tx, mine.by, { users, kind: 'mention', record, text }))
  const first = await reader.get('/notifications?limit=2')
  expect(first.body.items.map((n: { text: string }) => n.text)).toEqual(['drei', 'zwei'])
  const rest = await reader.get(`/notifications?limit=2&cursor=${first.body.nextCursor}`)
  expect(rest.body).toMatchObject({ items: [{ text: 'eins' }], nextCursor: null, unread: 3 })

  const before = (await waiting(other)).unread
  expect((await reader.post('/notifications/read', { ids: [first.body.items[0].id] })).status).toBe(204)
  expect((await waiting(reader)).unread).toBe(2)
  expect((await other.post('/notifications/read', { ids: [first.body.items[1].id] })).status).toBe(204)
  expect((await waiting(reader)).unread).toBe(2)
  await reader.post('/notifications/read', { all: true })
  expect((await waiting(reader)).unread).toBe(0)
  expect((await waiting(other)).unread).toBe(before)
})

test('a record that is erased leaves no name behind', async () => {
  const managers = [mine.by.id, other.by.id]
  const { body: contact } = await mine.post('/contacts', {
    kind: 'company',
    companyName: 'Spurlos',
    managers,
  })
  expect(await titles(other)).toContain('Spurlos')
  await app.admin.remove(`/contacts/${contact.id}?permanent=true`)
  expect(await titles(other)).not.toContain('Spurlos')
})

test('whoever loses sight of a record loses what was said of it', async () => {
  const managers = [mine.by.id, other.by.id]
  const { body: contact } = await mine.post('/contacts', {
    kind: 'company',
    companyName: 'Entzogen',
    managers,
  })
  await mine.patch(`/contacts/${contact.id}`, { visibility: 'read', managers: [mine.by.id] })
  expect(await titles(other)).toContain('Entzogen')
  await mine.patch(`/contacts/${contact.id}`, { visibility: 'managers' })
  expect(await titles(other)).not.toContain('Entzogen')
})

test('a contact with a hundred managers can be given to a hundred others', async () => {
  const rows = await app.house.db.transaction().execute(async (tx) => {
    const ids = Array.from(
      { length: 200 },
      (_, n) => `00000000-0000-7000-8000-0000000a${String(n).padStart(4, '0')}`,
    )
    await tx
      .insertInto('principal')
      .values(ids.map((id) => ({ id, kind: 'user' as const })))
      .execute()
    await tx
      .insertInto('appUser')
      .values(
        ids.map((id) => ({
          id,
          email: `${id}@example.com`,
          name: id,
          role: 'user' as const,
          passwordHash: null,
          deactivatedAt: null,
          lastSeenAt: null,
        })),
      )
      .execute()
    return ids
  })
  const managers = rows.slice(0, 100)
  const { body: contact } = await app.admin.post('/contacts', {
    kind: 'company',
    companyName: 'Groß',
    managers,
  })
  const changed = await app.admin.patch(`/contacts/${contact.id}`, { managers: rows.slice(100) })
  expect(changed.status).toBe(200)
})
