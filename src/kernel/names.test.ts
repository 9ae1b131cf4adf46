import { describe, expect, test } from 'vitest'
import { firmNameOf, firmWordWeight } from './firm-name.ts'
import { fullNames, isFirstName, usualGender } from './first-names.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { firstNameOf, lastNameOf } from './name-forms.ts'
import { nameSound, nameWords, plainName } from './plain-name.ts'
import { RAREST, surnameBits } from './surnames.ts'
import { fc } from '../../test/properties.ts'

describe('jaroWinkler', () => {
  test.each([
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['kern', 'kern', 1],
    ['kern', 'stolz', 0],
    ['', 'kern', 0],
    ['', '', 0],
  ])('%s and %s are alike by %d', (a, b, alike) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(alike, 4)
  })

  test('is the same both ways, and between 0 and 1', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeinrst'), maxLength: 40 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const alike = jaroWinkler(a, b)
        expect(alike).toBeGreaterThanOrEqual(0)
        expect(alike).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('plain names', () => {
  test.each([
    ['Müller', 'muller'],
    ['Mueller', 'muller'],
    ['MULLER', 'muller'],
    ['Groß', 'gross'],
    ["O'Neill", 'oneill'],
    ['Michael', 'michael'],
    ['Иванов', 'iwanow'],
    ['Παππάς', 'pappas'],
    ['王', '王'],
  ])('%s is %s', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })

  test('words part at spaces, hyphens and dots between names, never at those of initials', () => {
    expect(nameWords(' Anna-Lena  von/zu Berg ')).toEqual(['anna', 'lena', 'von', 'zu', 'berg'])
    expect(nameWords('Anna.Berg')).toEqual(['anna', 'berg'])
    expect(nameWords('H.P.')).toEqual(['hp'])
    expect(nameWords(null)).toEqual([])
  })

  test('scripts without a German sound stand for themselves', () => {
    expect(nameSound('王')).toBe('王')
    expect(nameSound(plainName('Мюллер'))).toBe(nameSound('miuller'))
  })
})

test.each([
  ['von der Heide', 'vonderheide', 'heide', ['heide']],
  ['Vonderheide', 'vonderheide', 'vonderheide', ['vonderheide']],
  ['Meier-Schulz', 'meierschulz', 'meierschulz', ['meier', 'schulz']],
  ['Dr. med. Berg', 'berg', 'berg', ['berg']],
  ['Schulz geb. Meier', 'schulzmeier', 'schulzmeier', ['schulz', 'meier']],
  ['Graf', 'graf', 'graf', ['graf']],
  ['Graf von Berg', 'grafvonberg', 'berg', ['berg']],
  ['', '', '', []],
])('the last name %s is %s, its core %s', (text, whole, core, parts) => {
  expect(lastNameOf(text)).toEqual({ whole, core, parts })
})

test.each([
  ['Hans-Peter', 'hanspeter', ['hans', 'peter'], 'hp'],
  ['H.-P.', '', [], 'hp'],
  ['HP', '', [], 'hp'],
  ['Anna M.', 'anna', ['anna'], 'am'],
  ['Dr. Eva', 'eva', ['eva'], 'e'],
  ['Jo', 'jo', ['jo'], 'j'],
  ['小明', '小明', ['小明'], '小'],
])('the first name %s is %j', (text, whole, parts, initials) => {
  expect(firstNameOf(text)).toEqual({ whole, parts, initials })
})

test('first names are known with their usual gender and the names they stand for', () => {
  expect([usualGender('Jörg'), usualGender('Käthe'), usualGender('Uli'), usualGender('Xyz')]).toEqual([
    'm',
    'f',
    null,
    null,
  ])
  expect(fullNames('hans')).toEqual(['johannes'])
  expect(fullNames('andi')).toEqual(['andreas', 'andrea'])
  expect(fullNames('xyz')).toEqual([])
  expect([isFirstName('Sepp'), isFirstName('Rarf')]).toEqual([true, false])
})

test('a common last name tells less than a rare one', () => {
  expect(surnameBits('muller')).toBeCloseTo(6.7, 1)
  expect(surnameBits('dimpflmoser')).toBe(RAREST)
})

describe('the name of a firm', () => {
  test.each([
    ['Müller GmbH', 'muller', 'gmbh'],
    ['Müller G.m.b.H.', 'muller', 'gmbh'],
    ['Müller Ges.m.b.H.', 'muller', 'gmbh'],
    ['Müller GmbH & Co. KG', 'muller', 'gmbh cokg'],
    ['Müller GmbH + Co KG', 'muller', 'gmbh cokg'],
    ['Müller UG (haftungsbeschränkt)', 'muller', 'ug'],
    ['Müller gGmbH', 'muller', 'ggmbh'],
    ['Müller e.K.', 'muller', 'ek'],
    ['Turnverein Berg e. V.', 'berg turnverein', 'ev'],
    ['Berg PartG mbB', 'berg', 'partgmbb'],
    ['Berg S.à r.l.', 'berg', 'sarl'],
    ['Berg B.V.', 'berg', 'bv'],
    ['Fa. Berg', 'berg', ''],
    ['Berg & Söhne KG', 'berg sohne', 'kg'],
    ['Berg und Söhne', 'berg sohne', ''],
    ['Gebr. Berg OHG', 'berg gebruder', 'ohg'],
    ['Maschb. Schuster', 'maschinenbau schuster', ''],
    ['AG', 'ag', 'ag'],
    ['', '', ''],
  ])('%s is called %s, its form is %j', (text, key, form) => {
    const firm = firmNameOf(text)
    expect([firm.key, firm.form]).toEqual([key, form])
  })

  test('Bau and Deutschland stand in many names, Schuster in few', () => {
    expect(firmWordWeight('bau')).toBeLessThan(firmWordWeight('schuster'))
  })

  test('reading a name never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof firmNameOf(text).key + typeof lastNameOf(text).core).toBe('stringstring')
        expect(firstNameOf(text).parts.every((part) => part !== '')).toBe(true)
      }),
    )
  })
})
