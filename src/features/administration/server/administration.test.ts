import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { chores } from '../../../app/worker.ts'

let app: TestApp
let mine: Person
let other: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia')
  other = await app.person('user', 'Otto')
})
afterAll(() => app.close())

const company = async (who: Person, companyName: string, more = {}) =>
  (await who.post('/contacts', { kind: 'company', companyName, ...more })).body
const titles = async (who: Person, path: string) =>
  (await who.get(path)).body.items.map((item: { title: string }) => item.title)
const atNight = async () => {
  for (const chore of chores) await chore.run(app.house as never)
}

async function finished(who: Person, id: string) {
  return expect
    .poll(async () => (await who.get(`/jobs/${id}`)).body, { interval: 100 })
    .toMatchObject({ state: expect.stringMatching(/done|failed|cancelled/) })
    .then(async () => (await who.get(`/jobs/${id}`)).body)
}

describe('the search over everything', () => {
  beforeAll(async () => {
    await mine.post('/contacts', { kind: 'person', firstName: 'Hannah', lastName: 'Brandt' })
    await mine.post('/contacts', { kind: 'person', firstName: 'Bernd', lastName: 'Anders', position: 'Koch' })
    await mine.post('/contacts', { kind: 'person', firstName: 'Jörg', lastName: 'Müller' })
  })

  test.each([
    ['an', ['Bernd Anders']],
    ['Br', ['Hannah Brandt']],
    ['ann', ['Hannah Brandt']],
    ['and', ['Bernd Anders', 'Hannah Brandt']],
    ['mü', ['Jörg Müller']],
    ['jorg mul', ['Jörg Müller']],
    ['M?ll', ['Jörg Müller']],
    ['"bernd anders"', ['Bernd Anders']],
    ['koch', ['Bernd Anders']],
    ['nobody', []],
    ['', []],
  ])('%s', async (q, found) => {
    expect(await titles(mine, `/search?q=${encodeURIComponent(q)}`)).toEqual(found)
  })

  test('finds for nobody what they may not see', async () => {
    expect(await titles(other, '/search?q=brandt')).toEqual([])
    expect((await mine.get('/search?q=koch')).body.items[0]).toMatchObject({
      kind: 'contact',
      subtitle: 'Koch',
      photo: null,
    })
  })
})

describe('the bin', () => {
  test('shows what was deleted to whoever could see it, and lets whoever may bring it back', async () => {
    const { id } = await company(mine, 'Weg', { visibility: 'read' })
    await company(mine, 'Bleibt', { visibility: 'read' })
    await mine.remove(`/contacts/${id}`)
    const { items, days } = (await mine.get('/bin')).body
    expect(days).toBe(30)
    expect(items).toMatchObject([
      { kind: 'contact', id, title: 'Weg', deletedBy: { name: 'Mia' }, can: ['restore'] },
    ])
    expect((await other.get('/bin?q=weg')).body.items).toMatchObject([{ title: 'Weg', can: [] }])
    expect(await titles(mine, '/bin?q=bleibt')).toEqual([])
    const guest = await app.person('guest')
    expect(await titles(guest, '/bin')).toEqual([])
    await mine.post(`/contacts/${id}/restore`)
    expect(await titles(mine, '/bin')).toEqual([])
  })

  test('holds entries of the timeline too, which their author may bring back', async () => {
    const { id: contactId } = await company(mine, 'Mit Verlauf', { visibility: 'read' })
    const note = { contactId, category: 'note', text: 'Rückruf' }
    const { id } = (await other.post('/history', note)).body
    await other.remove(`/history/${id}`)
    const binned = { kind: 'history', id, title: 'Mit Verlauf: Rückruf', can: ['restore'] }
    expect((await other.get('/bin?q=rueckruf')).body.items).toMatchObject([binned])
    const reader = await app.person('user')
    expect((await reader.get('/bin?q=rückruf')).body.items).toMatchObject([{ ...binned, can: [] }])
    const { body: job } = await app.admin.post('/bin/empty')
    await finished(app.admin, job.id)
    expect(await titles(app.admin, '/bin')).toEqual([])
    const trail = JSON.stringify((await app.admin.get(`/audit?record=${id}`)).body)
    expect(trail).toContain('history.erased')
    expect(trail).not.toContain('Rückruf')
  })

  test('comes in pages', async () => {
    const who = await app.person('user')
    const name = (n: number) => `Seite ${n}`
    for (const n of [1, 2, 3]) await who.remove(`/contacts/${(await company(who, name(n))).id}`)
    const first = (await who.get('/bin?limit=2')).body
    expect(first.items.map((i: { title: string }) => i.title)).toEqual([name(3), name(2)])
    const rest = (await who.get(`/bin?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).body
    expect(rest).toMatchObject({ items: [{ title: name(1) }], nextCursor: null })
    expect((await who.get('/bin?cursor=x')).status).toBe(422)
  })

  test('is emptied by administrators, in a job', async () => {
    const { id } = await company(mine, 'Für immer')
    await mine.remove(`/contacts/${id}`)
    expect((await mine.post('/bin/empty')).status).toBe(403)
    const { status, body } = await app.admin.post('/bin/empty')
    expect(status).toBe(202)
    const job = await finished(app.admin, body.id)
    expect(job).toMatchObject({ state: 'done', error: null })
    expect(job.result.erased).toBeGreaterThanOrEqual(1)
    expect(await titles(app.admin, '/bin')).toEqual([])
    expect((await app.admin.get(`/audit?record=${id}`)).body.items[0]).toMatchObject({
      action: 'contact.erased',
      record: { title: '–' },
      diff: [],
    })
  })

  test('loses at night what lay in it too long, and keeps the rest', async () => {
    const [old, young] = [await company(mine, 'Alt'), await company(mine, 'Jung')]
    for (const { id } of [old, young]) await mine.remove(`/contacts/${id}`)
    await app.house.db
      .updateTable('contact')
      .set({ deletedAt: '2020-01-01T00:00:00Z' })
      .where('id', '=', old.id)
      .execute()
    await atNight()
    expect(await titles(mine, '/bin')).toEqual(['Jung'])
  })
})

describe('the audit trail', () => {
  test('says who changed what from what to what, to administrators for all records', async () => {
    const { id } = await company(mine, 'Vorher')
    await mine.patch(`/contacts/${id}`, { companyName: 'Nachher' })
    const { items, nextCursor } = (await app.admin.get(`/audit?record=${id}&limit=1`)).body
    expect(items).toMatchObject([
      {
        action: 'contact.changed',
        by: { name: 'Mia' },
        record: { kind: 'contact', id, title: 'Nachher' },
        diff: [{ field: 'companyName', from: 'Vorher', to: 'Nachher' }],
      },
    ])
    const rest = (await app.admin.get(`/audit?record=${id}&limit=1&cursor=${nextCursor}`)).body
    expect(rest).toMatchObject({ items: [{ action: 'contact.created' }], nextCursor: null })
    const today = new Date().toISOString().slice(0, 10)
    const narrowed = `/audit?by=${mine.by.id}&kind=contact&action=contact.changed&from=${today}&to=${today}`
    expect((await app.admin.get(narrowed)).body.items[0].record.id).toBe(id)
    expect((await app.admin.get('/audit?to=2020-01-01')).body.items).toEqual([])
    expect((await mine.get('/audit')).status).toBe(403)
  })

  test('says as what users and groups began and ended, and that a password was set but never which', async () => {
    const trailOf = async (id: string) => (await app.admin.get(`/audit?record=${id}`)).body.items
    const input = { name: 'Neu', email: 'spur@example.com', password: 'ein langes Kennwort', role: 'guest' }
    const { id } = (await app.admin.post('/users', input)).body
    await app.admin.patch(`/users/${id}`, { password: 'noch ein langes Kennwort' })
    const trail = await trailOf(id)
    expect(trail).toMatchObject([
      { action: 'user.password_set', diff: [] },
      {
        action: 'user.created',
        diff: [
          { field: 'email', from: null, to: 'spur@example.com' },
          { field: 'name', from: null, to: 'Neu' },
          { field: 'role', from: null, to: 'guest' },
          { field: 'language', from: null, to: 'de' },
          { field: 'active', from: null, to: true },
        ],
      },
    ])
    expect(JSON.stringify(trail)).not.toContain('Kennwort')
    const group = (await app.admin.post('/groups', { name: 'Innen', members: [id] })).body
    await app.admin.remove(`/groups/${group.id}`)
    const said = (from: unknown, to: unknown) => ({ field: 'members', from, to })
    expect(await trailOf(group.id)).toMatchObject([
      { action: 'group.deleted', diff: [said([id], null)] },
      { action: 'group.created', diff: [said(null, [id])] },
    ])
  })

  test('of one contact is for whoever may see it', async () => {
    const { id } = await company(mine, 'Spur')
    expect((await mine.get(`/contacts/${id}/audit`)).body.items).toHaveLength(1)
    expect((await other.get(`/contacts/${id}/audit`)).status).toBe(404)
    await mine.remove(`/contacts/${id}`)
    expect((await mine.get(`/contacts/${id}/audit`)).body.items).toHaveLength(2)
  })
})

describe('somebody who leaves', () => {
  test('hands over contacts and shared views; others keep their place', async () => {
    const [leaver, heir] = [await app.person('user', 'Geht'), await app.person('user', 'Bleibt')]
    const both = { managers: [leaver.by.id, heir.by.id] }
    const [alone, together, binned] = [
      await company(leaver, 'Allein'),
      await company(leaver, 'Zusammen', both),
      await company(leaver, 'Im Papierkorb'),
    ]
    await leaver.remove(`/contacts/${binned.id}`)
    await leaver.post('/views', { list: 'contacts', name: 'Geteilt', shared: true, state: {} })
    await leaver.post('/views', { list: 'contacts', name: 'Privat', state: {} })

    const path = `/users/${leaver.by.id}/hand-over`
    const guest = await app.person('guest')
    expect((await app.admin.post(path, { to: guest.by.id })).status).toBe(422)
    expect((await app.admin.post(path, { to: leaver.by.id })).status).toBe(422)
    const { status, body } = await app.admin.post(path, { to: heir.by.id })
    expect(status).toBe(202)
    expect(await finished(app.admin, body.id)).toMatchObject({
      state: 'done',
      done: 3,
      total: 3,
      result: { contacts: 3, views: 1 },
    })

    expect((await heir.get(`/contacts/${alone.id}`)).body).toMatchObject({
      managers: [heir.by.id],
      version: 2,
      can: ['change', 'delete'],
    })
    expect((await heir.get(`/contacts/${together.id}`)).body.managers).toEqual([heir.by.id])
    expect(await titles(heir, '/bin')).toEqual(['Im Papierkorb'])
    expect((await leaver.get(`/contacts/${alone.id}`)).status).toBe(404)
    const views = (await heir.get('/views?list=contacts')).body.items
    expect(views.filter((v: { mine: boolean }) => v.mine)).toMatchObject([{ name: 'Geteilt' }])
    const { items } = (await app.admin.get(`/audit?record=${alone.id}`)).body
    expect(items[0]).toMatchObject({
      runId: body.id,
      diff: [{ field: 'managers', from: [leaver.by.id], to: [heir.by.id] }],
    })
    expect((await heir.get('/notifications')).body.items[0]).toMatchObject({
      kind: 'manager',
      record: { kind: 'user', title: 'Geht' },
    })
  })
})

describe('jobs', () => {
  test('are their owner’s, and the administrators’', async () => {
    const id = await app.house.db
      .transaction()
      .execute((tx) =>
        app.house.jobs.start(tx as never, mine.by, { kind: 'unknown', title: 'Prüfung', input: {} }),
      )
    expect(await finished(mine, id)).toMatchObject({ state: 'failed', owner: { name: 'Mia' } })
    expect(await titles(mine, '/jobs')).toEqual(['Prüfung'])
    expect(await titles(other, '/jobs')).toEqual([])
    expect((await other.get(`/jobs/${id}`)).status).toBe(404)
    expect((await other.post(`/jobs/${id}/cancel`)).status).toBe(404)
    expect((await mine.post(`/jobs/${id}/cancel`)).status).toBe(409)
    expect((await mine.get('/jobs?all=true')).status).toBe(403)
    expect(await titles(app.admin, '/jobs?all=true')).toContain('Prüfung')
    expect(await titles(app.admin, '/jobs')).not.toContain('Prüfung')
  })

  test('are forgotten ninety days after their end', async () => {
    await app.house.db.updateTable('job').set({ finishedAt: '2020-01-01T00:00:00Z' }).execute()
    await atNight()
    expect(await titles(app.admin, '/jobs?all=true')).toEqual([])
  })
})

describe('the outbox', () => {
  test('shows administrators what did not go out, never the secret link in it', async () => {
    await app.admin.post('/users', { email: 'neu@example.com', name: 'Neu' })
    const { items } = (await app.admin.get('/mails')).body
    expect(items[0]).toMatchObject({ recipient: 'neu@example.com', state: 'not sent', attempts: 0 })
    expect(JSON.stringify(items)).not.toMatch(/invitation#|http/)
    const retried = await app.admin.post(`/mails/${items[0].id}/retry`)
    expect(retried).toMatchObject({ status: 409, body: { code: 'mail.not_configured' } })
    expect((await mine.get('/mails')).status).toBe(403)
  })
})

test('a user is signed out everywhere by an administrator', async () => {
  const email = (await app.admin.get(`/users/${other.by.id}`)).body.email
  const { headers } = await app.anonymous.post('/session', { email, password: 'ein langes Kennwort' })
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
  expect((await app.anonymous.get('/session', cookie)).status).toBe(200)
  expect((await app.admin.remove(`/users/${other.by.id}/sessions`)).status).toBe(204)
  expect((await app.anonymous.get('/session', cookie)).status).toBe(401)
})
