import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { bring, upload } from '../../../../test/imports.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
})
afterAll(() => app.close())

const find = async (who: Person, query: string) => (await who.get(`/contacts?${query}`)).body.items

describe('an Outlook export in Windows-1252', () => {
  test('is understood at once', async () => {
    const { status, body } = await upload(mine, 'kontakte.CSV', fixture('outlook-de-cp1252.csv'))
    expect(status).toBe(201)
    expect(body).toMatchObject({ encoding: 'windows-1252', state: 'ready', rows: 5, name: 'kontakte.CSV' })
    expect(body.dialect).toMatchObject({ delimiter: ',', quote: '"', hasHeader: true, dateOrder: 'dmy' })
    expect(body.columns).toHaveLength(92)
    expect(body.columns[1]).toEqual({
      index: 1,
      heading: 'Vorname',
      samples: ['Änne', 'Jürgen', 'Falsch', 'Doppelte'],
    })
    expect(body.preview[0][3]).toBe('Müller-Lüdenscheidt')
  })

  test('becomes persons with their companies', async () => {
    const { rows, ...done } = await bring(mine, 'kontakte.csv', fixture('outlook-de-cp1252.csv'))
    expect(done.counts).toMatchObject({ created: 3, updated: 0, skipped: 1, failed: 1 })
    expect(rows.map((row: { number: number; state: string }) => [row.number, row.state])).toEqual([
      [5, 'error'],
      [6, 'skipped'],
    ])
    expect(rows[0].errors.map((e: { code: string }) => e.code)).toContain('bad_date')
    expect(rows[0].cells).toContain('keine adresse')

    const [änne] = await find(mine, 'q=lüdenscheidt')
    expect(änne).toMatchObject({
      kind: 'person',
      salutation: 'ms',
      title: 'Dr.',
      firstName: 'Änne Sophie',
      lastName: 'Müller-Lüdenscheidt',
      companyName: 'Größe & Söhne GmbH',
      position: 'Geschäftsführerin',
      birthday: '1975-12-24',
      language: 'de',
      tags: ['Kunde', 'Messe', 'Priorität A'],
      visibility: 'managers',
      managers: [mine.by.id],
    })
    expect(änne.description).toBe(
      'Zeile 1\r\nZeile 2 mit "Anführung"; Semikolon – und €\n\nSuffix: MBA\nAbteilung: Einkauf\nHobby: Rudern\nOrt: 3. Stock',
    )
    const work = {
      street: 'Königstraße',
      houseNumber: '12 a',
      postalCode: '01067',
      city: 'Dresden',
      state: 'Sachsen',
      country: 'DE',
    }
    const home = {
      street: 'Ringstr. 5, Hinterhaus',
      houseNumber: '',
      postalCode: '1010',
      city: 'Wien',
      state: '',
      country: 'AT',
    }
    expect(
      änne.details.map((d: { kind: string; category: string; value: unknown; primary: boolean }) => [
        d.kind,
        d.category,
        d.value,
        d.primary,
      ]),
    ).toEqual([
      ['phone', 'fax', '0221 1234-99', false],
      ['phone', 'work', '+49 (221) 1234-0', true],
      ['phone', 'work', '0221 1234-22', false],
      ['phone', 'home', '0351 4711', false],
      ['phone', 'mobile', '0170/1234567', false],
      ['phone', 'other', '0161 99', false],
      ['email', 'work', 'aenne.mueller@example.de', true],
      ['email', 'work', 'a.mueller@example.org', false],
      ['web', 'work', 'https://example.de', true],
      ['address', 'work', work, true],
      ['address', 'home', home, false],
    ])

    const [jürgen] = await find(mine, 'q=jürgen')
    expect(jürgen).toMatchObject({ lastName: 'Weiß', birthday: null, salutation: null, details: [] })
    const companies = await find(mine, 'kind=company')
    expect(companies).toHaveLength(1)
    expect(companies[0]).toMatchObject({ id: änne.companyId, displayName: 'Größe & Söhne GmbH' })
    expect(companies[0].details).toHaveLength(3)
  })

  test('brings nothing new a second time', async () => {
    const { counts } = await bring(mine, 'kontakte.csv', fixture('outlook-de-cp1252.csv'), { dryRun: true })
    expect(counts).toMatchObject({ created: 1, updated: 0, skipped: 3, failed: 1 })
  })
})

test('an English Outlook export', async () => {
  await bring(mine, 'contacts.csv', fixture('outlook-en.csv'))
  const [john] = await find(mine, 'q=smith')
  expect(john).toMatchObject({
    salutation: 'mr',
    title: null,
    firstName: 'John',
    lastName: 'Smith',
    companyName: 'Acme Ltd',
    position: 'Buyer',
    birthday: '1975-12-24',
    tags: ['Customer'],
    description: 'Likes tea',
  })
  expect(john.details.map((d: { kind: string; category: string }) => `${d.kind}.${d.category}`)).toEqual([
    'phone.work',
    'phone.mobile',
    'email.work',
    'web.work',
    'address.work',
  ])
})

test('an export of the new Outlook', async () => {
  const { body } = await upload(mine, 'contacts.csv', fixture('outlook-new.csv'))
  expect(body.columns).toHaveLength(61)
  const { counts } = await bring(mine, 'contacts.csv', fixture('outlook-new.csv'))
  expect(counts).toMatchObject({ created: 2, failed: 0 })
  const [jule] = await find(mine, 'q=ahrens')
  expect(jule).toMatchObject({
    title: 'Dr.',
    firstName: 'Jule Marie',
    companyName: 'Kranich Optik GmbH',
    position: 'Leiterin Labor',
    birthday: '1981-03-14',
    description: 'Spricht auch Dänisch\n\nDepartment: Labor',
  })
  expect(jule.details.map((d: { kind: string; category: string }) => `${d.kind}.${d.category}`)).toEqual([
    'email.work',
    'email.work',
    'phone.home',
    'phone.work',
    'phone.mobile',
    'phone.fax',
    'web.work',
    'address.work',
    'address.home',
  ])
})

test('a Google export of 2024', async () => {
  await bring(mine, 'google.csv', fixture('google-2024.csv'), { duplicates: 'create' })
  const [änne] = await find(mine, 'q=email:privat@example.de')
  expect(änne).toMatchObject({
    title: 'Dr.',
    birthday: null,
    tags: ['Kunden'],
    companyName: 'Größe GmbH',
    position: 'Leiterin',
  })
  expect(
    änne.details.map((d: { kind: string; category: string; value: unknown; primary: boolean }) => [
      d.kind,
      d.category,
      d.kind === 'address' ? '' : d.value,
      d.primary,
    ]),
  ).toEqual([
    ['email', 'work', 'aenne@example.de', true],
    ['email', 'work', 'am@example.de', false],
    ['email', 'home', 'privat@example.de', false],
    ['phone', 'mobile', '+49 170 1234567', true],
    ['phone', 'fax', '+49 221 99', false],
    ['web', 'work', 'https://example.de', true],
    ['address', 'home', '', true],
  ])
})

test('an older Google export', async () => {
  await bring(mine, 'google.csv', fixture('google-2019.csv'))
  const [otto] = await find(mine, 'q=otto')
  expect(otto).toMatchObject({
    firstName: 'Otto',
    lastName: 'Schmidt',
    salutation: 'mr',
    companyName: 'Schmidt OHG',
    tags: ['Friends'],
    description: 'Kommt oft\n\nOrganization 1 - Department: Vertrieb',
  })
})

describe('files as people have them', () => {
  test('empty rows on top, a line that names the delimiter, a byte order mark, plain words', async () => {
    const text =
      '\uFEFFsep=;\r\n;;;\r\nFirma;Straße;PLZ;Ort;Telefon;E-Mail\r\nLeer & Co;Am Markt 3;01067;Dresden;0351 1;a@leer.example\r\n\r\n'
    await bring(mine, 'liste.csv', Buffer.from(text))
    const [company] = await find(mine, 'q=leer')
    expect(company).toMatchObject({ kind: 'company', companyName: 'Leer & Co' })
  })

  test('no heading at all', async () => {
    const { body } = await upload(
      mine,
      'ohne.csv',
      Buffer.from('Anna;anna@x.example;0221 123456\nBert;bert@x.example;0170 123456\n'),
    )
    expect(body.dialect.hasHeader).toBe(false)
    expect(body.suggestedMapping).toEqual({ 0: null, 1: 'email.any', 2: 'phone.any' })
  })

  test('what is read as nothing Kontor knows stays as a remark, with its heading', async () => {
    const { by } = await app.person('user', 'Mia Mein')
    const row = 'Tilda;Fremdling;tilda@fremd.example;Niemand Bekannt, Mia Mein;Stammkunde'
    const file = `Vorname;Nachname;E-Mail;Betreuer;ABC\n${row}\n`
    const run = { defaults: { visibility: 'write' } }
    await bring(mine, 'fremd.csv', Buffer.from(file), run)
    const [contact] = await find(mine, 'q=fremdling')
    expect(contact).toMatchObject({ managers: [by.id], class: null })
    const { body } = await mine.get(`/contacts/${contact.id}`)
    expect(body.description.split('\n').toSorted()).toEqual(['ABC: Stammkunde', 'Betreuer: Niemand Bekannt'])
    await bring(mine, 'fremd-wieder.csv', Buffer.from(file), { ...run, duplicates: 'update' })
    expect((await mine.get(`/contacts/${contact.id}`)).body.description).toBe(body.description)
  })

  test('a mapping by hand, with headings as keys', async () => {
    const { body } = await upload(mine, 'hand.csv', Buffer.from('A;B\nPetra;Hand\n'))
    const sent = { dialect: { hasHeader: true }, mapping: { A: 'firstName', 1: 'lastName' } }
    expect((await mine.post(`/imports/${body.id}/run`, sent)).status).toBe(202)
    await expect.poll(async () => (await mine.get(`/imports/${body.id}`)).body.state).toBe('done')
    expect(await find(mine, 'q=petra')).toHaveLength(1)
  })

  test.each([
    ['bild.png', Buffer.from('\x89PNG\r\n', 'latin1')],
    ['kalender.ics', Buffer.from('BEGIN:VCALENDAR\nEND:VCALENDAR')],
    ['brief.pdf', Buffer.from('%PDF-1.7')],
    ['zufall.csv', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 37) % 256))],
  ])('%s is refused with helpful words', async (name, bytes) => {
    const { status, body } = await upload(mine, name, bytes)
    expect(status).toBe(415)
    expect(body.detail).toMatch(/CSV/)
  })

  test('an empty file and no file are invalid', async () => {
    expect((await upload(mine, 'leer.csv', Buffer.alloc(0))).status).toBe(422)
    expect((await mine.post('/imports', {})).status).toBe(422)
  })
})
