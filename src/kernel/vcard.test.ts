import { describe, expect, test } from 'vitest'
import { binaryOf, fieldsOf, fieldsProperty, listOf, listProperty, textOf, textProperty } from './vcard.ts'
import type { VCard, VCardProperty } from './vcard.ts'
import { cardReader, parseVCards, readVCards } from './vcard-read.ts'
import { writeVCard } from './vcard-write.ts'
import { fc } from '../../test/properties.ts'
import { SEED } from '../../test/seed.ts'

const lines = (...text: string[]) => `${text.join('\r\n')}\r\n`
const card = (...text: string[]) => lines('BEGIN:VCARD', ...text, 'END:VCARD')
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const first = (content: string | Uint8Array): VCardProperty => {
  const property = parseVCards(content)[0]?.properties[0]
  if (!property) throw new Error('no property')
  return property
}

describe('reads', () => {
  test('the example of RFC 6350', () => {
    const [found] = parseVCards(
      card(
        'VERSION:4.0',
        'FN:Simon Perreault',
        'N:Perreault;Simon;;;ing. jr,M.Sc.',
        'BDAY:--0203',
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
        'KEY;TYPE=work;VALUE=uri:',
        ' http://www.viagenie.ca/simon.perreault/simon.asc',
      ),
    )
    expect(found?.version).toBe('4.0')
    expect(found?.properties.map(({ name }) => name)).toEqual(['FN', 'N', 'BDAY', 'TEL', 'KEY'])
    expect(fieldsOf(found?.properties[1] as VCardProperty)).toEqual([
      'Perreault',
      'Simon',
      '',
      '',
      'ing. jr, M.Sc.',
    ])
    expect(found?.properties[3]).toEqual({
      name: 'TEL',
      params: { VALUE: ['uri'], TYPE: ['work,voice'], PREF: ['1'] },
      value: 'tel:+1-418-656-9254;ext=102',
    })
    expect(found?.properties[4]?.value).toBe('http://www.viagenie.ca/simon.perreault/simon.asc')
  })

  test('vCard 2.1 of Outlook: bare types, quoted-printable of Windows, soft line breaks, a picture', () => {
    const [found] = parseVCards(
      card(
        'VERSION:2.1',
        'N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
        'TEL;WORK;VOICE:+49 221 1',
        'ADR;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:;;Stra=DFe 5,=0D=0A=',
        'Hinterhaus;K=F6ln',
        'PHOTO;TYPE=JPEG;ENCODING=BASE64:',
        ' /9j/4AAQ',
        ' SkZJRg==',
        '',
        'REV:20261121T080000Z',
      ),
    )
    const [name, phone, address, photo, rev] = found?.properties ?? []
    expect(found?.version).toBe('2.1')
    expect(fieldsOf(name as VCardProperty)).toEqual(['Müller', 'Jörg'])
    expect(phone?.params).toEqual({ TYPE: ['WORK', 'VOICE'] })
    expect(fieldsOf(address as VCardProperty)).toEqual(['', '', 'Straße 5,\nHinterhaus', 'Köln'])
    expect(binaryOf(photo as VCardProperty)).toEqual({ type: 'image/jpeg', base64: '/9j/4AAQSkZJRg==' })
    expect(rev?.name).toBe('REV')
  })

  test('groups, and escapes of all kinds', () => {
    const [found] = parseVCards(
      card(
        'VERSION:3.0',
        'item1.TEL;type=pref:1',
        'item1.X-ABLabel:_$!<Main>!$_',
        String.raw`NOTE:a\, b\; c\\n d\ne \x`,
        String.raw`CATEGORIES:x\,y,z`,
      ),
    )
    expect(found?.properties.map(({ name, group }) => [name, group])).toEqual([
      ['TEL', 'item1'],
      ['X-ABLABEL', 'item1'],
      ['NOTE', undefined],
      ['CATEGORIES', undefined],
    ])
    expect(textOf(found?.properties[2] as VCardProperty)).toBe('a, b; c\\n d\ne \\x')
    expect(listOf(found?.properties[3] as VCardProperty)).toEqual(['x,y', 'z'])
  })

  test.each([
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('lines that end with %s', (_name, end) => {
    const text = card('VERSION:3.0', 'NOTE:eins', ' zwei', 'FN:x').replaceAll('\r\n', end)
    expect(parseVCards(text)[0]?.properties.map(textOf)).toEqual(['einszwei', 'x'])
  })

  test.each([
    ['a byte order mark', bytes(`\u00EF\u00BB\u00BF${card('VERSION:3.0', 'FN:M\u00C3\u00BCller')}`)],
    ['UTF-16', bytes(`\u00FF\u00FE${card('FN:Müller').replaceAll(/./gs, '$&\0')}`)],
    ['Windows letters that nobody announced', bytes(card('VERSION:2.1', 'FN:M\u00FCller'))],
    ['a character cut by a fold', bytes(card('VERSION:3.0', 'FN:M\u00C3\r\n \u00BCller'))],
    ['every byte of UTF-8', bytes(card('VERSION:3.0', 'FN:\u00E2\u0082\u00AC\u00C5\u0092'))],
    ['another set of characters', bytes(card('VERSION:2.1', 'FN;CHARSET=IBM866;8BIT:M\u00FCller'))],
  ])('%s', (name, content) => {
    expect(textOf(first(content))).toBe(
      name.startsWith('another') ? 'M№ller' : name.startsWith('every') ? '€Œ' : 'Müller',
    )
  })

  test('cards that never end, and what stands between them', () => {
    const text = lines(
      'x',
      'BEGIN:VCARD',
      'FN:a',
      'begin:vcard',
      'FN:b',
      'END:VCARD',
      'FN:c',
      'BEGIN:VCARD',
      'FN:d',
    )
    expect(parseVCards(text).map((one) => one.properties.map(textOf))).toEqual([['a'], ['b'], ['d']])
  })

  test('a note broken into bare lines, and base64 that is not indented', () => {
    const [found] = parseVCards(
      card('VERSION:3.0', 'NOTE:one', 'two', 'PHOTO;ENCODING=b;TYPE=PNG:AAAA', 'BBBB', 'FN:x'),
    )
    expect(found?.properties.map(({ value }) => value)).toEqual([String.raw`one\ntwo`, 'AAAABBBB', 'x'])
  })

  test('the card of an agent as part of the other', () => {
    const text = card('VERSION:2.1', 'FN:a', 'AGENT:', 'BEGIN:VCARD', 'FN:agent', 'END:VCARD', 'TITLE:b')
    expect(parseVCards(text).map((one) => one.properties.map(({ name }) => name))).toEqual([
      ['FN', 'AGENT', 'TITLE'],
    ])
  })

  test('a colon in quotes, and quotes in a parameter (RFC 6868)', () => {
    expect(first(card('VERSION:4.0', 'ADR;LABEL="a: ^\'b^\', c":;;x')).params).toEqual({
      LABEL: ['a: "b", c'],
    })
  })
})

describe('writes', () => {
  test('lines of 75 octets that cut no character', () => {
    const text = writeVCard({
      version: '3.0',
      properties: [textProperty('NOTE', 'ÄÖÜ😀'.repeat(40)), textProperty('FN', 'x'.repeat(200))],
    })
    const sizes = text.split('\r\n').map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\uFFFD')
    expect(text.split('\r\n').filter((line) => /[\uDC00-\uDFFF]/.test(line[1] ?? ''))).toEqual([])
  })

  test('the version first, and escapes', () => {
    const properties = [
      fieldsProperty('N', ['a;b', 'c,d\\', 'e\nf']),
      listProperty('CATEGORIES', ['x,y', 'z']),
    ]
    expect(writeVCard({ version: '4.0', properties })).toBe(
      card('VERSION:4.0', String.raw`N:a\;b;c\,d\\;e\nf`, String.raw`CATEGORIES:x\,y,z`),
    )
  })
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.stringMatching(/^[ -~äöüß\n]{0,200}$/),
  fc.constantFrom('', ':', ';', ',', '\\', '\\n', '\n', '"', '^n', 'BEGIN:VCARD', 'END:VCARD'),
)
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((w) => w.trim() === w && w !== '')
const property = fc
  .record({
    name: fc.constantFrom('FN', 'NOTE', 'X-KONTOR-CUSTOM', 'TITLE'),
    group: fc.option(fc.stringMatching(/^[a-z]{1,5}\d?$/), { nil: undefined }),
    type: fc.array(fc.oneof(word, fc.constant('')), { maxLength: 3 }),
    value: text,
  })
  .map(({ name, group, type, value }) => ({
    ...textProperty(name, value, type.length > 0 ? { 'X-P': type } : {}),
    ...(group === undefined ? {} : { group }),
  }))
const cards = fc.array(
  fc.record({
    version: fc.constantFrom('3.0' as const, '4.0' as const),
    properties: fc.array(property, { minLength: 1, maxLength: 6 }),
  }),
  { maxLength: 4 },
)
/** What a parameter cannot hold is left out, and there is one line end. */
// oxlint-disable-next-line no-control-regex -- exactly those
const storable = (value: string) => value.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
const tidy = (list: VCard[]) =>
  list.map((one) => ({
    ...one,
    properties: one.properties.map(({ params, ...rest }) => ({
      ...rest,
      params: Object.fromEntries(
        Object.entries(params).map(([name, values]) => [
          name,
          values.map((v) => storable(v.replaceAll(/\r\n?/g, '\n'))),
        ]),
      ),
    })),
  }))

describe(`write and read (KONTOR_TEST_SEED=${SEED})`, () => {
  test('give the same again', () => {
    fc.assert(
      fc.property(cards, (list) => {
        expect(tidy(parseVCards(list.map(writeVCard).join('')))).toEqual(tidy(list))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  test('in whatever pieces the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(cards, fc.integer({ min: 1, max: 90 }), async (list, size) => {
        const whole = new TextEncoder().encode(list.map(writeVCard).join(''))
        const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
          whole.subarray(at * size, (at + 1) * size),
        )
        const found: VCard[] = []
        for await (const one of readVCards(pieces)) found.push(one)
        expect(found).toEqual(parseVCards(whole))
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  test('and no bytes are too strange', () => {
    const strange = fc.array(
      fc.oneof(
        fc.constantFrom(
          'BEGIN:VCARD',
          'END:VCARD',
          'AGENT:',
          'N;ENCODING=QUOTED-PRINTABLE:a=',
          'PHOTO;BASE64:',
          '',
        ),
        fc.string({ unit: 'binary', maxLength: 40 }),
      ),
    )
    fc.assert(
      fc.property(strange, (list) => {
        expect(Array.isArray(parseVCards(list.join('\n')))).toBe(true)
      }),
      { seed: SEED, numRuns: 60 },
    )
  })
})

test('100 MB pass through without being kept', () => {
  const photo = `PHOTO;ENCODING=b;TYPE=JPEG:${'QUJD'.repeat(20_000)}`
  const one = new TextEncoder().encode(card('VERSION:3.0', 'FN:x', photo))
  const reader = cardReader()
  let count = 0
  let most = 0
  for (let sent = 0; sent < 100_000_000; sent += one.length) {
    count += reader.push(one).length
    most = Math.max(most, process.memoryUsage().heapUsed)
  }
  // A line without an end is not kept either.
  const endless = new Uint8Array(1_000_000).fill(65)
  for (let at = 0; at < 50; at++) reader.push(endless)
  count += reader.end().length
  expect(count).toBe(Math.ceil(100_000_000 / one.length))
  expect(most).toBeLessThan(400_000_000)
})
