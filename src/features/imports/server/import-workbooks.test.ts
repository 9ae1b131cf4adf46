import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { bring, upload } from '../../../../test/imports.ts'
import { workbookOf } from '../../../../test/workbook.ts'
import { zipOf } from '../../../../test/zip.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
})
afterAll(() => app.close())

const find = async (query: string) => (await mine.get(`/contacts?${query}`)).body.items
const heading = ['Vorname', 'Nachname', 'Telefon', 'PLZ', 'Ort', 'Geburtstag', 'Umsatz', 'Firma']
const day = (v: number) => ({ v, format: 'dd.mm.yyyy' })

describe('an Excel workbook', () => {
  const book = workbookOf({
    Leer: [],
    'Kunden 2026': [
      ['Kundenliste Stand November'],
      [],
      heading,
      [
        'Änne',
        'Müller',
        4922112340,
        { v: 1067, format: '00000' },
        'Dresden',
        day(27_752),
        1234.5,
        'Größe & Söhne',
      ],
      [null, null, null, null, null, null, null, { formula: 'A1&"x"', v: 'Formel KG' }],
      [],
      ['Zoë', 'Falsch', null, null, null, 'morgen', 12, null],
    ],
    Artikel: [
      ['Nummer', 'Name'],
      [1, 'Schraube'],
    ],
  })

  test('shows its sheets, and the table below its title', async () => {
    await app.admin.post('/custom-fields', { name: 'Umsatz', type: 'number' })
    const { status, body } = await upload(mine, 'kunden.xlsx', book)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ format: 'xlsx', sheet: 'Kunden 2026', rows: 3, rowsExact: true })
    expect(body.sheets).toEqual(['Leer', 'Kunden 2026', 'Artikel'])
    expect(body.columns.map((c: { heading: string }) => c.heading)).toEqual(heading)
    expect(body.preview[0]).toEqual([
      'Änne',
      'Müller',
      '4922112340',
      '01067',
      'Dresden',
      '1975-12-24',
      '1234,5',
      'Größe & Söhne',
    ])
    const other = await mine.patch(`/imports/${body.id}`, { sheet: 'Artikel' })
    expect(other.body).toMatchObject({ sheet: 'Artikel', rows: 1 })
    expect(other.body.columns.map((c: { heading: string }) => c.heading)).toEqual(['Nummer', 'Name'])
    expect((await mine.patch(`/imports/${body.id}`, { sheet: 'Gibt es nicht' })).status).toBe(422)
  })

  test('comes in as shown, rows numbered as in Excel', async () => {
    const { counts, rows } = await bring(mine, 'kunden.xlsx', book)
    expect(counts).toMatchObject({ created: 2, failed: 1 })
    expect(rows[0]).toMatchObject({ number: 7, state: 'error', errors: [{ code: 'bad_date', columns: [5] }] })
    const [änne] = await find('q=müller')
    expect(änne).toMatchObject({
      birthday: '1975-12-24',
      custom: { umsatz: 1234.5 },
      companyName: 'Größe & Söhne',
    })
    expect(änne.details[1].value).toMatchObject({ postalCode: '01067', city: 'Dresden' })
    expect((await find('q=formel'))[0].kind).toBe('company')
  })

  test('that is damaged, locked or of another kind is refused in clear words', async () => {
    const codes = async (name: string, bytes: Uint8Array) => {
      const { status, body } = await upload(mine, name, bytes)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      return body.code
    }
    expect(await codes('kaputt.xlsx', book.subarray(0, 900))).toBe('import.unreadable')
    const broken = zipOf({ 'xl/workbook.xml': '<workbook><sheets>', 'xl/styles.xml': '<a' })
    expect(await codes('kaputt.xlsx', broken)).toMatch(/import.(unreadable|empty)/)
    expect(await codes('alt.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('import.is_old_excel')
    expect(await codes('a.numbers', zipOf({ 'Index/Document.iwa': 'x' }))).toBe('import.is_numbers')
    expect(await codes('a.ods', zipOf({ mimetype: 'x', 'content.xml': 'x' }))).toBe('import.is_open_document')
    expect(await codes('a.xlsb', zipOf({ 'xl/workbook.bin': 'x' }))).toBe('import.is_binary_excel')
    expect(await codes('outlook.pst', Buffer.from('!BDN....'))).toBe('import.is_outlook_data')
    expect(await codes('a.pdf', Buffer.from('%PDF-1.7'))).toBe('import.is_pdf')
  })
})

describe('a ZIP archive', () => {
  const table = 'Nachname;E-Mail\nPackung;packung@example.de\n'

  test('with one table is that table', async () => {
    const { counts, name } = await bring(
      mine,
      'a.zip',
      zipOf({ '__MACOSX/x': 'x', 'daten/liste.csv': table }),
    )
    expect([counts.created, name]).toEqual([1, 'liste.csv'])
    const inner = workbookOf({ Blatt: [['Nachname'], ['Innen']] })
    expect((await bring(mine, 'b.zip', zipOf({ 'b.xlsx': inner }))).counts.created).toBe(1)
  })

  test('with several tables, none, or another archive is refused', async () => {
    const code = async (files: Record<string, string | Uint8Array>) =>
      (await upload(mine, 'a.zip', zipOf(files))).body.code
    expect(await code({ 'a.csv': table, 'b.csv': table })).toBe('import.zip_several')
    expect(await code({ 'a.doc': 'x', 'b.doc': 'y' })).toBe('import.zip_empty')
    expect(await code({ 'a.csv': zipOf({ 'a.csv': table }) })).toBe('import.is_archive')
  })

  test('that would flood the house is refused before it is unpacked', async () => {
    const bomb = zipOf({ 'a.csv': Buffer.alloc(100 * 1024 * 1024, 'a') })
    const { status, body } = await upload(mine, 'bombe.zip', bomb)
    expect([status, body.code]).toEqual([413, 'import.zip_too_large'])
    // A directory that lies about the size: what comes out is counted.
    const lying = zipOf({ 'a.csv': Buffer.alloc(30 * 1024 * 1024, 'a') })
    for (const at of [lying.indexOf('PK\u0003\u0004') + 22, lying.indexOf('PK\u0001\u0002') + 24])
      lying.writeUInt32LE(1000, at)
    expect((await upload(mine, 'lüge.zip', lying)).body.code).toBe('import.unreadable')
  })
})
