import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { form } from '../../../../test/form.ts'
import { sweepFiles } from './sweep-files.ts'

let app: TestApp
let mine: Person
let other: Person
let guest: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
  guest = await app.person('guest')
})
afterAll(() => app.close())

const upload = async (files: File[], who = mine, path = '/files') => {
  const { body, headers } = await form({ file: files })
  return who.post(path, body, headers)
}
const text = (content: string, name = 'notiz.txt', type = 'text/plain') => new File([content], name, { type })
const one = async (file: File, who = mine) => (await upload([file], who)).body.items[0]
const blobs = async () => {
  const rows = await app.house.db.selectFrom('blob').select('hash').execute()
  return new Set(rows.map((row) => row.hash))
}
const contact = async (visibility = 'managers') =>
  (await mine.post('/contacts', { kind: 'company', companyName: 'Akten KG', visibility })).body.id as string
const attach = async (fileIds: string[], contactId: string) =>
  (await mine.post('/history', { contactId, category: 'file', files: fileIds })).body

describe('uploading', () => {
  test('takes several files and says what each is', async () => {
    const { status, body } = await upload([text('eins', 'Übersicht für Größe.txt'), text('zwei', 'b.txt')])
    expect(status).toBe(201)
    expect(body.items).toMatchObject([
      { name: 'Übersicht für Größe.txt', type: 'text/plain', size: 4, version: 1 },
      { name: 'b.txt' },
    ])
  })

  test('composes umlauts of a Mac and drops folders and control characters of a name', async () => {
    expect(await one(text('x', 'Bu\u0308ro.txt'))).toMatchObject({ name: 'Büro.txt' })
    expect(await one(text('x', 'C:\\Akten\\a\u0007b.txt'))).toMatchObject({ name: 'ab.txt' })
  })

  test('keeps the same bytes once', async () => {
    const content = randomBytes(1000).toString('hex')
    const before = await blobs()
    const [first, second] = [await one(text(content)), await one(text(content, 'anders.txt'), other)]
    expect(first.id).not.toBe(second.id)
    expect((await blobs()).size).toBe(before.size + 1)
  })

  test('ends at the limit of the settings and names it', async () => {
    await app.admin.patch('/settings', { files: { maxMegabytes: 1 } })
    const { status, body } = await upload([new File([Buffer.alloc(1024 * 1024 + 1)], 'viel.bin')])
    expect([status, body.detail]).toEqual([413, 'viel.bin: At most 1 MB.'])
    expect((await upload([new File([Buffer.alloc(1024 * 1024)], 'genau.bin')])).status).toBe(201)
    await app.admin.patch('/settings', { files: { maxMegabytes: 25 } })
  })

  test('refuses what is no form, an empty form, guests and strangers', async () => {
    expect((await mine.post('/files', { name: 'x' })).status).toBe(415)
    const { body, headers } = await form({ name: 'x' })
    expect((await mine.post('/files', body, headers)).status).toBe(422)
    expect((await upload([text('x')], guest)).status).toBe(403)
    expect((await upload([text('x')], app.anonymous)).status).toBe(401)
  })
})

describe('downloading', () => {
  test('gives the bytes under their name', async () => {
    const { id } = await one(text('Grüße', 'Änderung "neu".txt'))
    const { body, headers } = await mine.get(`/files/${id}`)
    expect(body).toBe('Grüße')
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '7',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename="Anderung _neu_.txt"; filename*=UTF-8''%C3%84nderung%20%22neu%22.txt`,
    })
  })

  test.each([
    ['image/png', 'inline'],
    ['application/pdf', 'inline'],
    ['text/plain', 'inline'],
    ['text/html', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['nonsense', 'attachment'],
  ])('shows %s in place: %s', async (type, how) => {
    const { id } = await one(new File(['<script>alert(1)</script>'], 'a', { type }))
    const { headers } = await mine.get(`/files/${id}?inline=true`)
    expect(String(headers['content-disposition']).split(';')[0]).toBe(how)
    expect(headers['content-security-policy']).toContain(`default-src 'none'`)
    expect(String(headers['content-security-policy']).includes('sandbox')).toBe(type !== 'application/pdf')
    expect((await mine.get(`/files/${id}`)).headers['content-disposition']).toMatch(/^attachment/)
  })

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=1-2,4-5', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('gives the part %s', async (range, status, body, said) => {
    const { id } = await one(text('0123456789'))
    const part = await mine.get(`/files/${id}`, { range })
    expect([part.status, part.body, part.headers['content-range']]).toEqual([status, body, said])
  })

  test('says when the copy is still good', async () => {
    const { id } = await one(text('gleich'))
    const { headers } = await mine.get(`/files/${id}`)
    const again = await mine.get(`/files/${id}`, { 'if-none-match': String(headers['etag']) })
    expect([again.status, again.body]).toEqual([304, ''])
  })
})

describe('seen is a file', () => {
  test('by its creator only, until it hangs on a record', async () => {
    const { id } = await one(text('geheim'))
    for (const who of [other, guest, app.admin]) {
      expect((await who.get(`/files/${id}`)).status).toBe(404)
      expect((await who.get(`/files/${id}/versions`)).status).toBe(404)
    }
    expect((await mine.get(`/files/${id}`)).status).toBe(200)
    expect((await app.anonymous.get(`/files/${id}`)).status).toBe(401)
  })

  test('then by whoever may see the contact, and no longer with the entry in the bin', async () => {
    const contactId = await contact()
    const { id } = await one(text('für Kollegen'))
    const entry = await attach([id], contactId)
    expect(entry.files).toMatchObject([{ id, name: 'notiz.txt' }])
    expect((await other.get(`/files/${id}`)).status).toBe(404)
    await mine.patch(`/contacts/${contactId}`, { visibility: 'read' })
    expect((await other.get(`/files/${id}`)).status).toBe(200)
    expect((await guest.get(`/files/${id}`)).status).toBe(404)
    await mine.patch(`/contacts/${contactId}`, { managers: [mine.by.id, guest.by.id] })
    expect((await guest.get(`/files/${id}`)).status).toBe(200)
    await mine.remove(`/history/${entry.id}`)
    expect((await mine.get(`/files/${id}`)).status).toBe(404)
    await mine.post(`/history/${entry.id}/restore`)
    expect((await mine.get(`/files/${id}`)).status).toBe(200)
    await mine.remove(`/contacts/${contactId}`)
    expect((await mine.get(`/files/${id}`)).status).toBe(404)
  })
})

describe('changing a file', () => {
  test('new content keeps the old, the same content changes nothing', async () => {
    const { id } = await one(text('alt', 'Vertrag.txt'))
    const path = `/files/${id}/versions`
    const second = await upload([text('neu und länger', 'egal.txt')], mine, path)
    expect(second).toMatchObject({ status: 201, body: { name: 'Vertrag.txt', size: 15, version: 2 } })
    expect((await upload([text('neu und länger')], mine, path)).body.version).toBe(2)
    expect((await mine.get(`/files/${id}`)).body).toBe('neu und länger')
    expect((await mine.get(`/files/${id}?version=1`)).body).toBe('alt')
    expect((await mine.get(`/files/${id}?version=3`)).status).toBe(404)
    const { items } = (await mine.get(path)).body
    expect(items).toMatchObject([
      { number: 2, size: 15 },
      { number: 1, size: 3 },
    ])
  })

  test('is for its creator, its author and who may change the contact', async () => {
    const contactId = await contact('read')
    const { id } = await one(text('fest'))
    await attach([id], contactId)
    expect((await mine.patch(`/files/${id}`, { name: 'Größe.txt' })).body.name).toBe('Größe.txt')
    expect((await mine.get(`/history?contact=${contactId}&q=groesse`)).body.items).toHaveLength(1)
    expect((await other.patch(`/files/${id}`, { name: 'x' })).status).toBe(403)
    expect((await upload([text('x')], other, `/files/${id}/versions`)).status).toBe(403)
    await mine.patch(`/contacts/${contactId}`, { visibility: 'write' })
    expect((await other.patch(`/files/${id}`, { name: 'x' })).status).toBe(200)
    expect((await mine.patch(`/files/${id}`, { name: ' / ' })).status).toBe(422)
  })
})

test('at night goes what nobody refers to, and nothing else', async () => {
  const age = () =>
    app.house.db.transaction().execute(async (tx) => {
      await sql`update blob set created_at = now() - interval '2 days'`.execute(tx)
      await sql`update file set created_at = now() - interval '2 days'`.execute(tx)
    })
  const hashOf = async (id: string) =>
    (await app.house.db.selectFrom('file').select('hash').where('id', '=', id).executeTakeFirst())?.hash ?? ''
  const loose = await one(text('liegt herum'))
  const kept = await one(text('hängt am Kontakt'))
  await attach([kept.id], await contact())
  await upload([text('hängt am Kontakt, neu')], mine, `/files/${kept.id}/versions`)
  const looseHash = await hashOf(loose.id)
  await age()
  const fresh = await one(text('eben gekommen'))
  await sweepFiles.run(app.house as never)
  expect((await mine.get(`/files/${loose.id}`)).status).toBe(404)
  expect((await blobs()).has(looseHash)).toBe(false)
  expect(await app.house.files.store.has(looseHash)).toBe(false)
  expect((await mine.get(`/files/${kept.id}`)).body).toBe('hängt am Kontakt, neu')
  expect((await mine.get(`/files/${kept.id}?version=1`)).body).toBe('hängt am Kontakt')
  expect((await mine.get(`/files/${fresh.id}`)).body).toBe('eben gekommen')
  const again = await one(text('liegt herum'))
  expect((await mine.get(`/files/${again.id}`)).body).toBe('liegt herum')
})
