import { describe, expect, test } from 'vitest'
import { fold, searchLines, sortKey, spellings } from './fold.ts'
import { fc } from '../../test/properties.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })

describe('fold', () => {
  test.each([
    ['MÜLLER', 'muller'],
    ['Mu\u0308ller', 'muller'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['ẞ', 'ss'],
    ['  Élodie \t  Łukasz\n', 'elodie lukasz'],
    ['Søren Kjær', 'soren kjaer'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Donau\u00ADdampf', 'donaudampf'],
    ['a\u0000b', 'a b'],
    ['100 % & Co.', '100 % & co.'],
    ['東京が', '東京が'],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('folding twice changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)))
  })
})

describe('searchLines', () => {
  const finds = (query: string, stored: string): boolean =>
    spellings(fold(query)).some((spelling) => searchLines([stored]).includes(spelling))

  test('every line is words between single spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.option(anyText)), (parts) => {
        const lines = searchLines(parts)
        return lines === '' || lines.split('\n').every((line) => /^ \S+( \S+)* $/.test(line))
      }),
    )
  })

  test('keeps a plain word once', () => {
    expect(searchLines(['Anna', null, undefined, '', 'anna'])).toBe(' anna ')
  })

  test('writes umlauts out and takes them back', () => {
    expect(searchLines(['Jürgen Groß'])).toBe(' jurgen gross \n juergen gross ')
    expect(searchLines(['Juergen'])).toBe(' juergen \n jurgen ')
  })

  test('keeps punctuation and also takes it apart', () => {
    expect(searchLines(['info@a-b.de'])).toBe(' info@a-b.de \n info a b de ')
  })

  test.each(['muller', 'mueller', 'MÜLLER', 'Mu\u0308ller'])(
    '%s finds Müller, Mueller and Muller',
    (query) => {
      for (const name of ['Müller', 'Mueller', 'Muller', 'MÜLLER']) expect(finds(query, name)).toBe(true)
    },
  )

  test('strasse finds Straße, and a fragment finds its word', () => {
    expect(finds('strasse', 'Königstraße 1')).toBe(true)
    expect(finds('uelle', 'Quelle')).toBe(true)
    expect(finds('ueber', 'Übersee')).toBe(true)
    expect(finds('heizöl', 'Heizoel Nord')).toBe(true)
  })

  test('does not take names for umlauts that have none', () => {
    expect(finds('baur', 'Bauer')).toBe(false)
    expect(finds('michael', 'Michalke')).toBe(false)
    expect(finds('noel', 'Arnold')).toBe(false)
  })

  test('every spelling of a German name finds every other', () => {
    const syllable = fc
      .tuple(
        fc.constantFrom('b', 'd', 'f', 'g', 'h', 'k', 'kr', 'l', 'm', 'n', 'r', 's', 'sch', 'st', 'w', 'z'),
        fc.constantFrom('a', 'e', 'i', 'o', 'u', 'ä', 'ö', 'ü', 'ei', 'au', 'äu', 'ie'),
        fc.constantFrom('ch', 'ß', 'ss', 'll', 'n', 'r', 'hl', 'tt', 'ger', 'mann', 'bel'),
      )
      .map((parts) => parts.join(''))
    const name = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(name, (name) => {
        const written = name.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
        const all = [name, name.toUpperCase(), written, fold(name), name.normalize('NFD')]
        for (const query of all)
          for (const stored of all)
            expect([query, stored, finds(query, stored)]).toEqual([query, stored, true])
      }),
    )
  })
})

describe('sortKey', () => {
  const sorted = (names: string[]): string[] => names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))

  test('sorts umlauts as their vowel and numbers by value', () => {
    expect(sorted(['Zorn', 'Ärzte', 'Arzt', 'Aerzte', 'azur'])).toEqual([
      'Aerzte',
      'Arzt',
      'Ärzte',
      'azur',
      'Zorn',
    ])
    expect(sorted(['Halle 10', 'Halle 2', 'Halle 02a', 'Halle'])).toEqual([
      'Halle',
      'Halle 2',
      'Halle 02a',
      'Halle 10',
    ])
  })

  test('drops punctuation, keeps what has nothing else', () => {
    expect(sortKey("O'Brien & Söhne (GmbH)")).toBe('obrien sohne gmbh')
    expect(sortKey('Müller-Lüdenscheidt')).toBe('muller ludenscheidt')
    expect(sortKey('***')).toBe('***')
  })

  test('is short, whole and the same for what is already folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const key = sortKey(text)
        expect(key.length).toBeLessThanOrEqual(80)
        expect(key.isWellFormed()).toBe(true)
        expect(sortKey(fold(text))).toBe(key)
      }),
    )
  })
})
