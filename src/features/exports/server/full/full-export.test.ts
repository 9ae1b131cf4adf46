import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startApp } from '../../../../../test/app.ts'
import type { TestApp } from '../../../../../test/app.ts'
import { bring } from '../../../../../test/imports.ts'
import { unzip } from '../../../../../test/unzip.ts'
import { tables } from '../../../../app/tables.ts'
import { WITHHELD, WITHHELD_COLUMNS, exportManifest } from '../../full-export.ts'
import type { IndexedFile } from './list-files.ts'
import { openSnapshot } from './snapshot.ts'

let app: TestApp
let files: Map<string, Buffer>
const text = (name: string) => String(files.get(name))
// oxlint-disable-next-line typescript/no-explicit-any -- rows of every table
const rows = (name: string): any[] =>
  text(`daten/${name}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const FORM = { 'content-type': 'multipart/form-data; boundary=x' }
const form = (name: string, content: string) =>
  `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--x--\r\n`

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

test('everything leaves as one archive', async () => {
  const { admin } = app
  await admin.post('/custom-fields', { name: 'Umsatz', type: 'number' })
  await bring(
    admin,
    'kunden.csv',
    Buffer.from('Vorname;Nachname;E-Mail\nÄnne;Müller;a@example.de\nOhne;Müll;x'),
  )
  const { body: contact } = await admin.post('/contacts', {
    kind: 'person',
    lastName: 'Groß & Söhne',
    custom: { umsatz: 1.5 },
    details: [{ kind: 'phone', category: 'work', value: '0221 1' }],
  })
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#f00' } })
    .png()
    .toBuffer()
  await admin.put(`/contacts/${contact.id}/photo`, picture, { 'content-type': 'image/png' })
  const { body: uploaded } = await admin.post('/files', form('Angebot: 1.txt', 'erste'), FORM)
  const entry = { contactId: contact.id, category: 'note', text: 'Hallo', files: [uploaded.items[0].id] }
  await admin.post('/history', entry)
  await admin.post(`/files/${uploaded.items[0].id}/versions`, form('Angebot: 1.txt', 'zweite'), FORM)
  const { body: gone } = await admin.post('/contacts', { kind: 'company', companyName: 'Weg' })
  await admin.remove(`/contacts/${gone.id}`)
  await admin.post('/users', { email: 'neu@example.de', name: 'Neu', role: 'user' })
  await app.person('user')
  const { token } = (await admin.post('/tokens', { name: 'x' })).body
  const reply = await app.server.inject({
    url: '/api/v1/exports/all.zip',
    headers: { authorization: `Bearer ${token}` },
  })
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toBe('application/zip')
  files = unzip(reply.rawPayload)
})

describe('a full export', () => {
  test('has every table of the database, or says why not', async () => {
    const { rows: found } = await sql<{ name: string }>`
      select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> 'migration' and relname not like 'kysely%'`.execute(app.house.db)
    const camel = (name: string) => name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())
    const exported = [...files.keys()].flatMap((name) => /^daten\/(\w+)\.jsonl$/.exec(name)?.[1] ?? [])
    expect([...exported, ...Object.keys(WITHHELD)].sort()).toEqual(
      found.map(({ name }) => camel(name)).sort(),
    )
    for (const [table, columns] of Object.entries(WITHHELD_COLUMNS)) {
      for (const column of Object.keys(columns))
        expect(tables[table]?.shape, `${table}.${column}`).toHaveProperty(column)
    }
  })

  test('has every row, each as its schema says', async () => {
    const { tables: counts } = exportManifest.parse(JSON.parse(text('manifest.json')))
    for (const name of Object.keys(tables).filter((table) => !(table in WITHHELD))) {
      const schema = z.fromJSONSchema(JSON.parse(text(`schema/${name}.json`)))
      for (const row of rows(name)) expect(schema.safeParse(row).error, JSON.stringify(row)).toBeUndefined()
      const { rows: found } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
        app.house.db,
      )
      const since = name === 'journal' || name === 'token' ? 1 : 0
      expect(rows(name).length, name).toBe(counts[name])
      expect(rows(name).length, name).toBeGreaterThanOrEqual((found[0]?.n ?? 0) - since)
    }
    expect(rows('contact').map((row) => row.displayName)).toContain('Weg')
    expect(rows('contact').find((row) => row.custom.umsatz)?.details[0].value).toBe('0221 1')
    expect(rows('importRow')).toHaveLength(1)
  })

  test('has every file under its name, and an index of them', () => {
    const index: IndexedFile[] = text('dateien.jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    const said = index.map(({ kind, path }) => [
      kind,
      path.replaceAll(/[0-9a-f-]{36}/g, 'ID').replaceAll(/ [0-9a-f]{8}\b/g, ' ID'),
    ])
    expect(said.map(String).sort()).toEqual([
      'file,dateien/ID/Angebot 1.txt',
      'import,dateien/imports/ID/kunden.csv',
      'picture,dateien/pictures/Groß & Söhne ID.webp',
      'version,dateien/ID/version-1/Angebot 1.txt',
    ])
    const content = (kind: string) => text(index.find((one) => one.kind === kind)?.path ?? '')
    expect([content('file'), content('version')]).toEqual(['zweite', 'erste'])
    expect(JSON.parse(text('manifest.json')).files).toMatchObject({ count: 4, lost: [] })
  })

  test('tells no secrets', () => {
    const all = [...files]
      .filter(([name]) => name.endsWith('.jsonl'))
      .map(([, bytes]) => String(bytes))
      .join('')
    expect(all).not.toMatch(/argon2|passwordHash|tokenHash|#token|invitation\?|\/invitation\//)
    const names = Object.entries(tables).flatMap(([table, { shape }]) =>
      table in WITHHELD ? [] : Object.keys(shape).map((column) => `${table}.${column}`),
    )
    const suspicious = names.filter((name) =>
      /hash|token|secret|password|key$/i.test(name.split('.')[1] ?? ''),
    )
    const withheld = Object.entries(WITHHELD_COLUMNS).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    )
    expect(suspicious.filter((name) => !withheld.includes(name)).sort()).toEqual([
      'bankStatement.fileHash',
      'blob.hash',
      'contact.photoHash',
      'contact.thumbnailHash',
      'customField.key',
      'file.hash',
      'fileVersion.hash',
      'formerPicture.photoHash',
      'formerPicture.thumbnailHash',
      'groupwareFile.hash',
      'import.fileHash',
      'importMapping.headingsHash',
      'invoice.pdfHash',
      'invoice.xmlHash',
      'mailAttachment.hash',
      'mailMessage.sourceHash',
      'mailPicture.hash',
      'mergeMove.recordKey',
      'reminderLetter.pdfHash',
      'setting.key',
      'setting.logoHash',
    ])
  })

  test('explains itself in the language of who asks, and is in the audit trail', async () => {
    expect(text('LIESMICH.txt')).toContain('appUser.passwordHash: geheim')
    const { body } = await app.admin.get('/audit?limit=5')
    expect(body.items.map((entry: { action: string }) => entry.action)).toContain('export.made')
  })

  test('is one at a time, and gives its transaction back', async () => {
    const held = await openSnapshot(app.house.db)
    expect((await app.admin.get('/exports/all.zip')).status).toBe(409)
    await held.close()
    expect((await app.admin.get('/exports/all.zip')).status).toBe(200)
    const idle = async () =>
      (
        await sql<{ n: number }>`select count(*) as n from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%'`.execute(app.house.db)
      ).rows[0]?.n
    await expect.poll(idle).toBe(0)
  })

  test('is for administrators, who see before how much it is', async () => {
    const user = await app.person('user')
    expect((await user.get('/exports/all.zip')).status).toBe(403)
    const { body } = await app.admin.get('/exports/all')
    expect(body.files).toBe(5)
    expect(body.bytes).toBeGreaterThan(1000)
    expect(body.rows).toBeGreaterThan(20)
  })
})
