import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { form } from '../../../../test/form.ts'
import type { HistoryItem } from '../history.ts'
import { sweepFiles } from './sweep-files.ts'

let app: TestApp
let mine: Person
let other: Person
let guest: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mira Meier')
  other = await app.person('user', 'Otto Other')
  guest = await app.person('guest')
})
afterAll(() => app.close())

let contactId: string
beforeEach(async () => {
  contactId = await create({ kind: 'company', companyName: 'Verlauf AG', visibility: 'read' })
})

const create = async (contact: object, who = mine) => (await who.post('/contacts', contact)).body.id as string
const write = (entry: object, who = mine) => who.post('/history', { contactId, category: 'note', ...entry })
const timeline = async (query = '', who = mine, id = contactId) =>
  (await who.get(`/history?contact=${id}${query}`)).body
const texts = async (query = '', who = mine, id = contactId) =>
  (await timeline(`&category=note${query}`, who, id)).items.map((item: HistoryItem) => item.text)
const upload = async (name = 'a.txt', who = mine) => {
  const { body, headers } = await form({ file: new File([name], name) })
  return (await who.post('/files', body, headers)).body.items[0].id as string
}
const notices = async (who: Person) => (await who.get('/notifications')).body.items

describe('writing an entry', () => {
  test('says who wrote what and when', async () => {
    const { status, body, headers } = await write({ text: 'Angerufen,\r\nGröße besprochen.  ' })
    expect(status).toBe(201)
    expect(headers['etag']).toBe('"1"')
    expect(body).toMatchObject({
      contactId,
      contactName: 'Verlauf AG',
      category: 'note',
      text: 'Angerufen,\nGröße besprochen.',
      authorId: mine.by.id,
      authorName: 'Mira Meier',
      files: [],
      version: 1,
      can: ['change', 'delete'],
    })
    expect((await mine.get(`/history/${body.id}`)).body).toEqual(body)
  })

  test('makes the contact the latest one, but not into the future', async () => {
    const last = async () => (await mine.get(`/contacts/${contactId}`)).body.lastActivityAt as string
    const before = await last()
    await write({ text: 'früher', at: '2020-01-01T10:00:00+01:00' })
    expect(await last()).toBe(before)
    await write({ text: 'später', at: '2126-01-01T10:00:00Z' })
    const after = await last()
    expect(after > before && after < '2100').toBe(true)
  })

  test('takes a category of the firm by id or name, and counts it as used', async () => {
    const { body: label } = await app.admin.post('/history-categories', { name: 'Messe' })
    expect((await write({ category: label.id, text: 'x' })).body.category).toBe(label.id)
    expect((await write({ category: 'messe', text: 'x' })).body.category).toBe(label.id)
    const { body } = await app.admin.get('/history-categories')
    expect(body.items.find((l: { id: string }) => l.id === label.id).usageCount).toBe(2)
    expect((await app.admin.remove(`/history-categories/${label.id}`)).status).toBe(409)
    expect((await timeline(`&category=${label.id}`)).items).toHaveLength(2)
    const { body: into } = await app.admin.post('/history-categories', { name: 'Ausstellung' })
    await app.admin.post(`/history-categories/${label.id}/merge`, { into: into.id })
    expect((await timeline(`&category=${into.id}`)).items).toHaveLength(2)
  })

  test.each([
    ['no contact', { contactId: undefined, text: 'x' }, 422, 'contactId'],
    ['an unknown contact', { contactId: '0199a0c0-0000-7000-8000-00000000000a', text: 'x' }, 404, undefined],
    ['an unknown category', { category: 'Unfug', text: 'x' }, 422, 'category'],
    ['neither text nor file', { text: ' \n' }, 422, 'text'],
    ['too much text', { text: 'x'.repeat(65_001) }, 422, 'text'],
    ['a wrong time', { text: 'x', at: 'gestern' }, 422, 'at'],
    ['an unknown file', { files: ['0199a0c0-0000-7000-8000-00000000000a'] }, 422, 'files.0'],
    ['a NUL character', { text: 'a\u0000b' }, 422, undefined],
  ])('is refused with %s', async (_what, entry, status, path) => {
    const answer = await write(entry)
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path])
  })

  test("refuses somebody else's upload and a file of another entry", async () => {
    expect((await write({ files: [await upload('a.txt', other)] })).status).toBe(422)
    const file = await upload()
    expect((await write({ files: [file] })).status).toBe(201)
    expect((await write({ files: [file] })).status).toBe(422)
  })
})

describe('changing an entry', () => {
  test('is for its author and whoever may change the contact', async () => {
    const { body: ours } = await write({ text: 'von mir' })
    expect((await other.patch(`/history/${ours.id}`, { text: 'x' })).status).toBe(403)
    expect((await other.remove(`/history/${ours.id}`)).status).toBe(403)
    const { body: theirs } = await write({ text: 'von Otto' }, other)
    expect(theirs.can).toEqual(['change', 'delete'])
    expect((await other.patch(`/history/${theirs.id}`, { text: 'von Otto, neu' })).body).toMatchObject({
      text: 'von Otto, neu',
      version: 2,
    })
    expect((await mine.patch(`/history/${theirs.id}`, { category: 'call' })).body).toMatchObject({
      category: 'call',
      authorName: 'Otto Other',
      version: 3,
    })
  })

  test('is noticed when two do it, and nothing happens when nothing differs', async () => {
    const { body } = await write({ text: 'eins' })
    const path = `/history/${body.id}`
    expect((await mine.patch(path, { text: 'zwei' }, { 'if-match': '"1"' })).status).toBe(200)
    expect((await mine.patch(path, { text: 'drei' }, { 'if-match': '"1"' })).status).toBe(412)
    const same = await mine.patch(path, { text: 'zwei', at: body.at })
    expect(same.body).toMatchObject({ text: 'zwei', version: 2 })
    expect((await mine.patch(path, { text: '' })).status).toBe(422)
  })

  test('takes files off and puts them back', async () => {
    const [one, two] = [await upload('eins.txt'), await upload('zwei.txt')]
    const { body } = await write({ text: 'Akten', files: [one, two] })
    const path = `/history/${body.id}`
    const names = (files: { name: string }[]) => files.map((file) => file.name)
    const without = await mine.patch(path, { files: [two] })
    expect(names(without.body.files)).toEqual(['zwei.txt'])
    expect((await mine.get(`/files/${one}`)).status).toBe(404)
    const again = await mine.patch(path, { files: [two, one] })
    expect(names(again.body.files)).toEqual(['zwei.txt', 'eins.txt'])
    expect((await mine.get(`/files/${one}`)).status).toBe(200)
  })

  test('stands in the audit trail, from what to what', async () => {
    const { body } = await write({ text: 'alt' })
    await mine.patch(`/history/${body.id}`, { text: 'neu' })
    await mine.remove(`/history/${body.id}`)
    const rows = await app.house.db
      .selectFrom('journal')
      .select(['action', 'diff', 'title'])
      .where('recordId', '=', body.id)
      .orderBy('id')
      .execute()
    expect(rows.map((row) => row.action)).toEqual(['history.created', 'history.changed', 'history.deleted'])
    expect(rows[1]).toMatchObject({ title: 'Verlauf AG', diff: [{ field: 'text', from: 'alt', to: 'neu' }] })
  })
})

describe('deleting an entry', () => {
  test('moves it to the bin, and it comes back', async () => {
    const { body } = await write({ text: 'weg' })
    expect((await mine.remove(`/history/${body.id}`)).status).toBe(204)
    expect(await texts()).toEqual([])
    expect((await mine.get(`/history/${body.id}`)).status).toBe(404)
    expect((await mine.patch(`/history/${body.id}`, { text: 'x' })).status).toBe(404)
    expect((await other.post(`/history/${body.id}/restore`)).status).toBe(403)
    expect((await mine.post(`/history/${body.id}/restore`)).body.text).toBe('weg')
    expect(await texts()).toEqual(['weg'])
  })

  test('for good is for administrators and leaves no words', async () => {
    const { body } = await write({ text: 'sehr privat' })
    expect((await mine.remove(`/history/${body.id}?permanent=true`)).status).toBe(403)
    expect((await app.admin.remove(`/history/${body.id}?permanent=true`)).status).toBe(204)
    expect((await mine.post(`/history/${body.id}/restore`)).status).toBe(404)
    const rows = await app.house.db
      .selectFrom('journal')
      .selectAll()
      .where('recordId', '=', body.id)
      .execute()
    expect(JSON.stringify(rows)).not.toContain('privat')
    expect(rows.map((row) => row.action)).toContain('history.erased')
  })

  test('goes with the contact that is erased, words and files', async () => {
    const file = await upload('geheim.txt')
    const { body } = await write({ text: 'sehr privat', files: [file] })
    expect((await app.admin.remove(`/contacts/${contactId}?permanent=true`)).status).toBe(204)
    expect((await app.admin.get(`/history/${body.id}`)).status).toBe(404)
    const { db } = app.house
    const rows = await db.selectFrom('journal').selectAll().where('recordId', '=', body.id).execute()
    expect(JSON.stringify(rows)).not.toContain('privat')
    await db.updateTable('file').set({ createdAt: '2026-01-01T00:00:00Z' }).where('id', '=', file).execute()
    await sweepFiles.run(app.house as never)
    expect(await db.selectFrom('file').select('id').where('id', '=', file).execute()).toEqual([])
  })

  test('is final when it lay in the bin long enough', async () => {
    const { body } = await write({ text: 'alt' })
    await mine.remove(`/history/${body.id}`)
    const { db } = app.house
    const age = (at: string) =>
      db.updateTable('historyEntry').set({ deletedAt: at }).where('id', '=', body.id).execute()
    await sweepFiles.run(app.house as never)
    expect((await mine.post(`/history/${body.id}/restore`)).status).toBe(200)
    await mine.remove(`/history/${body.id}`)
    await age('2026-01-01T00:00:00Z')
    await sweepFiles.run(app.house as never)
    expect((await mine.post(`/history/${body.id}/restore`)).status).toBe(404)
  })
})

describe('the timeline', () => {
  test('mixes entries and changes, newest first, page by page', async () => {
    const start = Date.now() - 60_000
    for (let n = 0; n < 7; n++)
      await write({ text: `${n}`, at: new Date(start + 1000 * (n % 3)).toISOString() })
    for (let n = 0; n < 4; n++) await mine.patch(`/contacts/${contactId}`, { industry: `${n}` })
    const whole = (await timeline()).items as HistoryItem[]
    expect(whole).toHaveLength(12)
    expect(whole[0]).toMatchObject({
      category: 'change',
      action: 'contact.changed',
      diff: [{ field: 'industry', from: '2', to: '3' }],
      authorName: 'Mira Meier',
    })
    const times = whole.map((item) => Date.parse(item.at))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    for (const limit of [1, 3, 5]) {
      const pages: HistoryItem[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page = await timeline(`&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        pages.push(...page.items)
        cursor = page.nextCursor
      }
      expect(pages.map((item) => item.id)).toEqual(whole.map((item) => item.id))
    }
  })

  test('is narrowed to author, category, time and words', async () => {
    await write({ text: 'Von Mira: Müller traf Größe', at: '2026-03-01T12:00:00Z' })
    await write({ text: 'Von Otto', category: 'call', at: '2026-03-02T12:00:00Z' }, other)
    await write({ text: 'Mit Akte', files: [await upload('Übersicht.txt')], at: '2026-03-03T12:00:00Z' })
    const found = async (query: string, who = mine) =>
      (await timeline(query, who)).items.map((item: HistoryItem) => item.text.slice(0, 8))
    expect(await found(`&author=${other.by.id}`)).toEqual(['Von Otto'])
    expect(await found('&author=me', other)).toEqual(['Von Otto'])
    expect(await found('&category=call')).toEqual(['Von Otto'])
    expect(await found('&category=call&category=file')).toEqual(['Mit Akte', 'Von Otto'])
    expect((await timeline('&category=change')).items).toMatchObject([{ action: 'contact.created' }])
    expect(await found('&from=2026-03-02&to=2026-03-02')).toEqual(['Von Otto'])
    expect(await found('&from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:00Z')).toEqual(['Von Mira'])
    expect(await found('&q=mueller+groesse')).toEqual(['Von Mira'])
    expect(await found('&q=uebersicht')).toEqual(['Mit Akte'])
    expect(await found('&q=%22von+otto%22')).toEqual(['Von Otto'])
    expect(await found('&category=none-such')).toEqual([])
  })

  test.each(['', '?contact=x', '?contact=ID&cursor=x', '?contact=ID&from=gestern', '?contact=ID&limit=0'])(
    'refuses "%s"',
    async (query) => {
      expect((await mine.get(`/history${query.replace('ID', contactId)}`)).status).toBe(422)
    },
  )

  test("of a company has its persons' entries, but only of persons one may see", async () => {
    const person = (visibility: string) =>
      create({ kind: 'person', lastName: 'Groß', companyId: contactId, visibility })
    const [open, closed] = [await person('read'), await person('managers')]
    await write({ text: 'Firma' })
    await write({ text: 'offen', contactId: open })
    await write({ text: 'vertraulich', contactId: closed })
    expect(await texts()).toEqual(['vertraulich', 'offen', 'Firma'])
    expect(await texts('', app.admin)).toEqual(['vertraulich', 'offen', 'Firma'])
    expect(await texts('', other)).toEqual(['offen', 'Firma'])
    expect(await texts('', mine, open)).toEqual(['offen'])
    expect((await other.get(`/history?contact=${closed}`)).status).toBe(404)
    const { items } = await timeline('&category=note')
    expect(items.map((item: HistoryItem) => item.contactId)).toEqual([closed, open, contactId])
    await mine.remove(`/contacts/${open}`)
    expect(await texts()).toEqual(['vertraulich', 'Firma'])
  })

  test('has counts and files for the tabs of the page', async () => {
    const hidden = await create({ kind: 'person', lastName: 'Still', companyId: contactId })
    await write({ text: 'x', files: [await upload('eins.txt'), await upload('zwei.txt')] })
    await write({ text: 'y', contactId: hidden, files: [await upload('drei.txt')] })
    const counts = async (who: Person) => (await who.get(`/contacts/${contactId}/counts`)).body
    expect(await counts(mine)).toEqual({ persons: 1, history: 2, files: 3 })
    expect(await counts(other)).toEqual({ persons: 0, history: 1, files: 2 })
    const files = async (who: Person, query = '') =>
      (await who.get(`/contacts/${contactId}/files${query}`)).body as {
        items: { name: string; contactName: string }[]
        nextCursor: string | null
      }
    expect((await files(other)).items.map((file) => file.name)).toEqual(['zwei.txt', 'eins.txt'])
    const first = await files(mine, '?limit=2')
    expect(first.items).toMatchObject([{ name: 'drei.txt', contactName: 'Still' }, { name: 'zwei.txt' }])
    const rest = await files(mine, `?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    expect(rest).toMatchObject({ items: [{ name: 'eins.txt' }], nextCursor: null })
    const stranger = await create({ kind: 'person', lastName: 'Fern' }, app.admin)
    for (const tab of ['counts', 'files']) {
      expect((await mine.get(`/contacts/${stranger}/${tab}`)).status).toBe(404)
    }
  })
})

describe('rights', () => {
  test('are those of the contact, always of now', async () => {
    const { body } = await write({ text: 'innen' })
    expect((await guest.get(`/history/${body.id}`)).status).toBe(404)
    expect((await guest.get(`/history?contact=${contactId}`)).status).toBe(404)
    expect((await app.anonymous.get(`/history?contact=${contactId}`)).status).toBe(401)
    await mine.patch(`/contacts/${contactId}`, { managers: [mine.by.id, guest.by.id] })
    expect((await guest.get(`/history/${body.id}`)).body).toMatchObject({ text: 'innen', can: [] })
    expect((await write({ text: 'x' }, guest)).status).toBe(403)
    expect((await guest.patch(`/history/${body.id}`, { text: 'x' })).status).toBe(403)
    const { body: theirs } = await write({ text: 'Otto' }, other)
    await mine.patch(`/contacts/${contactId}`, { visibility: 'managers' })
    expect((await other.get(`/history/${theirs.id}`)).status).toBe(404)
    expect((await other.patch(`/history/${theirs.id}`, { text: 'x' })).status).toBe(404)
    expect((await write({ text: 'x' }, other)).status).toBe(404)
  })
})

describe('telling colleagues', () => {
  const at = (who: Person) => `@[${who.by.name}](${who.by.id})`

  test('whoever is mentioned or chosen hears once, only if they may see it, never oneself', async () => {
    const anna = await app.person('user', 'Anna')
    const blind = await app.person('guest', 'Blind')
    await write({
      text: `Bitte ${at(anna)}, ${at(mine)} und ${at(blind)}`,
      notify: [anna.by.id, blind.by.id, mine.by.id],
    })
    expect(await notices(anna)).toMatchObject([
      {
        kind: 'mention',
        record: { kind: 'contact', id: contactId, title: 'Verlauf AG' },
        text: 'Bitte @Anna, @Mira Meier und @Blind',
      },
    ])
    expect(await notices(blind)).toEqual([])
    expect(await notices(mine)).toEqual([])
  })

  test('a change tells only those mentioned anew', async () => {
    const [anna, ben] = [await app.person('user', 'Anna'), await app.person('user', 'Ben')]
    const { body } = await write({ text: at(anna) })
    await mine.patch(`/history/${body.id}`, { text: `${at(anna)} ${at(ben)}` })
    expect(await notices(anna)).toHaveLength(1)
    expect(await notices(ben)).toHaveLength(1)
    await mine.patch(`/history/${body.id}`, { notify: [anna.by.id] })
    expect(await notices(anna)).toMatchObject([{ kind: 'history' }, { kind: 'mention' }])
  })
})
