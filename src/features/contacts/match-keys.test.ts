import { describe, expect, test } from 'vitest'
import { readContact } from '../../../test/duplicates/read-pair.ts'
import { lookupKeys, matchKeys } from './match-keys.ts'
import { fc } from '../../../test/properties.ts'

const keysOf = (line: string) => matchKeys(readContact(line), 'DE')

test('a person is kept under what it is reached by, its name, its firm, its place and its birthday', () => {
  const line = 'Hans/Kern; #Berg GmbH; h.kern@berg.de; 0171 2345678; 35390 Hauptstr. 5; *1975-12-24'
  expect(keysOf(line).toSorted()).toEqual([
    'b:1975-12-24',
    'e:h.kern@berg.de',
    'f:berg|476',
    'i:berg|h+k',
    'j:berg.de|h+k',
    'm:berg.de|476',
    'n:068+476',
    'o:+491712345678',
    'w:berg.de',
    'z:35390|476',
  ])
})

test('colleagues of one house share the beginning of its number, whatever their extensions', () => {
  const line = fc.record({ house: fc.integer({ min: 1000, max: 99_999 }), one: extension, other: extension })
  fc.assert(
    fc.property(line, ({ house, one, other }) => {
      const [a, b] = [`Eva/Kern; 0641 ${house}-${one}`, `E./Kern; 0641 ${house}${other}`].map(keysOf)
      expect(a?.filter((key) => key.startsWith('g:'))).toEqual(b?.filter((key) => key.startsWith('g:')))
    }),
  )
  expect(keysOf('Eva/Kern; 0171 2345678').filter((key) => key.startsWith('g:'))).toEqual([])
})
const extension = fc.integer({ min: 10, max: 99 })

test('a company is kept under its addresses, its name as written and as heard, its domain, VAT id and trunk', () => {
  const line = '#Schuster Maschinenbau GmbH; info@berg.de; 0641 40000-0; USt DE 136 695 976; www www.berg.de'
  expect(keysOf(line).toSorted()).toEqual([
    'c:schustermaschinenbau',
    'd:berg.de',
    'e:info@berg.de',
    'k:68661 8827',
    'p:+49641400000',
    't:+4964140000',
    'v:DE136695976',
  ])
})

describe('one key serves both ways of writing', () => {
  test.each([
    ['Hans/Kern', 'Kern/Johannes'],
    ['Eva/Meier-Schulz', 'Eva/Schulz'],
    ['Eva/von der Heide', 'Eva/Vonderheide'],
    ['Hans-Peter/Kern', 'Peter/Kern'],
    ['Иван/Иванов', 'Iwan/Iwanow'],
    ['王/小明', '王/小明'],
    ['Eva/Kern; kern@müller.de', 'Uwe/Stein; KERN@xn--mller-kva.de'],
  ])('%s, %s', (one, other) => {
    const keys = new Set(keysOf(one))
    expect(keysOf(other).some((key) => keys.has(key))).toBe(true)
  })
})

test('only a local part that tells more than the name is a key', () => {
  const locals = (line: string) => keysOf(line).filter((key) => key.startsWith('l:'))
  expect(locals('Thomas/Kern; sonnenblume77@gmx.de')).toEqual(['l:sonnenblume77'])
  expect(locals('Thomas/Kern; thomas.kern@gmx.de; tkern@gmx.de; kern12@gmx.de; info@kern.de')).toEqual([])
  expect(locals('Jörg/Müller; joerg.mueller@gmx.de')).toEqual([])
})

test('a mail provider is nobody’s firm, and who works where connects no two persons', () => {
  expect(keysOf('Eva/Kern; eva@gmx.de').filter((key) => /^[mw]:/.test(key))).toEqual([])
  expect(
    lookupKeys(readContact('Eva/Kern; eva@berg.de'), 'DE').filter((key) => key.startsWith('w:')),
  ).toEqual([])
})

test('a field full of words does not make thousands of keys', () => {
  const many = Array.from(
    { length: 60 },
    (_, at) => `${String.fromCodePoint(97 + (at % 26))}${'bdglm'.charAt(at % 5)}a`,
  )
  expect(keysOf(`${many.join(' ')}/${many.join('-')}; #Berg; a@berg.de`).length).toBeLessThan(100)
})

test('an empty contact has no keys, and no contact is too strange', () => {
  expect(matchKeys({ kind: 'person' }, 'DE')).toEqual([])
  expect(matchKeys({ kind: 'company', companyName: ' ', details: [] }, '')).toEqual([])
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(text, text, text, text, (firstName, lastName, companyName, value) => {
      const details = [{ kind: 'phone' as const, category: 'work', value, primary: false }]
      const mail = { kind: 'email' as const, category: 'work', value: `${value}@${value}`, primary: false }
      const subject = {
        kind: 'person' as const,
        firstName,
        lastName,
        companyName,
        details: [...details, mail],
      }
      const keys = [...matchKeys(subject, 'DE'), ...matchKeys({ ...subject, kind: 'company' }, 'XX')]
      expect(keys.every((key) => /^\w:./su.test(key))).toBe(true)
    }),
  )
})
