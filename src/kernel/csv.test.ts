import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { guessDialect } from './csv-dialect.ts'
import { guessEncoding } from './csv-encoding.ts'
import { guard, toCsv, unguard } from './csv.ts'
import { fc } from '../../test/properties.ts'

describe('toCsv', () => {
  test('quotes what must be quoted', () => {
    expect(toCsv([['a;b', 'say "hi"', 'two\nlines', null, 5, true, ' x']])).toBe(
      '"a;b";"say ""hi""";"two\nlines";;5;true;" x"\r\n',
    )
    expect(toCsv([['']], { delimiter: ',' })).toBe('""\r\n')
  })

  test('does not let a spreadsheet run anything', () => {
    expect(toCsv([['=1+1', '+49 221', '-5', '-5+cmd', '@x', "'=x", -5]])).toBe(
      "'=1+1;'+49 221;-5;'-5+cmd;'@x;''=x;-5\r\n",
    )
    expect(toCsv([['=1+1']], { guard: false })).toBe('=1+1\r\n')
  })

  test('what was guarded comes back', () => {
    const risky = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '1', 'a'),
      maxLength: 6,
    })
    fc.assert(
      fc.property(risky, (text) => {
        expect(unguard(guard(text))).toBe(text)
        expect(/^[=+@\t\r]/.test(guard(text))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('what was written is read again', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ü', ';', ',', '"', '\n', '\r', ' ', '=', "'", '-'),
      maxLength: 8,
    })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }))
    fc.assert(
      fc.property(table, fc.constantFrom(';', ',', '\t', '|'), (rows, delimiter) => {
        const read: string[][] = parse(toCsv(rows, { delimiter }), { delimiter, recordDelimiter: '\r\n' })
        expect(read.map((row) => row.map(unguard))).toEqual(rows)
      }),
    )
  })
})

describe('guessDialect', () => {
  test('a German Excel file', () => {
    const sample =
      'Name;Ort;Umsatz;Seit\r\n"Müller; Söhne";Köln;1.234,56;24.12.1999\r\nOtto;"Bonn, Bad\r\nGodesberg";12,5;01.02.2020\r\n'
    expect(guessDialect(sample)).toEqual({
      delimiter: ';',
      quote: '"',
      hasHeader: true,
      decimal: ',',
      dateOrder: 'dmy',
      skipLines: 0,
    })
  })

  test('an English Outlook file', () => {
    const sample =
      '"Title","First Name","Last Name","Home Street","Birthday","Account"\n' +
      '"","Ann","O\'Hara","1 High St\nFlat 2","12/24/1975","1,234.50"\n"","Bob","Lee","","1/2/1980","2.5"\n'
    expect(guessDialect(sample)).toMatchObject({
      delimiter: ',',
      hasHeader: true,
      decimal: '.',
      dateOrder: 'mdy',
    })
  })

  test.each([
    ['a\tb\n1\t2\n3\t4\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['Name,Betrag\nOtto,"1,5"\nAnna,"2,5"\n', ','],
    ['Name;Betrag;Rest\nOtto;1,5;2,5\nAnna;2,5;1,5\n', ';'],
    ['sep=|\r\na;b|c\r\n', '|'],
    ['\uFEFFVorname;Nachname\nA;B', ';'],
    ['nur eine Spalte\nmehr\n', ';'],
    ['', ';'],
  ])('%j has %j between its fields', (sample, delimiter) => {
    expect(guessDialect(sample).delimiter).toBe(delimiter)
  })

  test.each([
    ['Vorname;Nachname\nAnna;Berg\n', true],
    ['Anna;Berg\nOtto;Klein\n', false],
    ['Anna;anna@berg.de\nOtto;otto@klein.de\n', false],
    ['Foo;Bar\nAnna;12\n', true],
    ['12;13\n14;15\n', false],
    ['E-Mail-Adresse\na@b.de\n', true],
    ['', false],
  ])('%j: has column names: %s', (sample, hasHeader) => {
    expect(guessDialect(sample).hasHeader).toBe(hasHeader)
  })

  test.each([
    ['a;b\n31.01.2020;x\n', 'dmy'],
    ['a;b\n2020-01-31;x\n', 'ymd'],
    ['a,b\n31/01/2020,x\n', 'dmy'],
    ['a,b\n1/2/2020,x\n', 'mdy'],
    ['a;b\n1/2/2020;x\n', 'dmy'],
  ])('%j has its days as %s', (sample, dateOrder) => {
    expect(guessDialect(sample).dateOrder).toBe(dateOrder)
  })

  test.each([
    ['a;b\n1.234;x\n', ','],
    ['a;b\n1.5;x\n', '.'],
    ["a;b\n1'234.50;x\n", '.'],
    ['a,b\n"1.234,50",x\n', ','],
    ['a;b\n24.12.1975;x\n', ','],
  ])('%j has its decimals behind %j', (sample, decimal) => {
    expect(guessDialect(sample).decimal).toBe(decimal)
  })

  test('a sample may end anywhere, and be anything', () => {
    const whole = 'Name;Ort;Notiz\n' + 'Otto;"Köln; Süd";"zwei\nZeilen, und mehr"\n'.repeat(5)
    for (let end = 40; end <= whole.length; end++)
      expect(guessDialect(whole.slice(0, end)).delimiter).toBe(';')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (sample) => {
        guessDialect(sample)
      }),
    )
  })
})

describe('guessEncoding', () => {
  const text = 'Jürgen Müller, Königstraße 12; Größe 5 €'
  const bytes = (...codes: number[]): Uint8Array => Uint8Array.from(codes)
  const latin = Uint8Array.from(text.replace('€', '\u0080'), (letter) => letter.charCodeAt(0))
  const utf8 = new TextEncoder().encode(text)
  const utf16le = Uint8Array.from(Buffer.from(text, 'utf16le'))

  test('by mark, validity and letters', () => {
    expect(guessEncoding(utf8)).toBe('utf-8')
    expect(guessEncoding(utf8.slice(0, 2))).toBe('utf-8')
    expect(guessEncoding(bytes(0xef, 0xbb, 0xbf, 0x41))).toBe('utf-8')
    expect(guessEncoding(bytes(0xff, 0xfe, 0x41, 0))).toBe('utf-16le')
    expect(guessEncoding(bytes(0xfe, 0xff, 0, 0x41))).toBe('utf-16be')
    expect(guessEncoding(utf16le)).toBe('utf-16le')
    expect(guessEncoding(Buffer.from(utf16le).swap16())).toBe('utf-16be')
    expect(guessEncoding(latin)).toBe('windows-1252')
    expect(guessEncoding(bytes())).toBe('utf-8')
    expect(guessEncoding(bytes(0x35, 0x20, 0x80))).toBe('windows-1252')
  })

  test('old Macintosh and DOS files', () => {
    const coded = (table: Record<string, number>): Uint8Array =>
      Uint8Array.from(
        Array.from('Jürgen Müller, Königstraße', (letter) => table[letter] ?? letter.charCodeAt(0)),
      )
    expect(guessEncoding(coded({ ä: 0x8a, ö: 0x9a, ü: 0x9f, ß: 0xa7 }))).toBe('macintosh')
    expect(guessEncoding(coded({ ä: 0x84, ö: 0x94, ü: 0x81, ß: 0xe1 }))).toBe('cp850')
  })
})
