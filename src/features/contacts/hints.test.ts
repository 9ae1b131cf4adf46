import { describe, expect, test } from 'vitest'
import type { Hinted } from './hints.ts'
import { hintsOf } from './hints.ts'

const anna: Hinted = {
  kind: 'person',
  salutation: 'ms',
  firstName: 'Anna',
  lastName: 'Müller',
  companyName: null,
  birthday: null,
  vatId: null,
  details: [],
}
const known = new Map([
  ['DE 50667', ['Köln']],
  ['DE 21039', ['Börnsen', 'Escheburg', 'Hamburg']],
  ['CH 8001', ['Zürich']],
])
const places = (country: string, code: string) => known.get(`${country} ${code}`)
const hints = (change: Partial<Hinted>) =>
  hintsOf({ ...anna, ...change }, { today: '2026-11-21', country: 'DE', places })
const codes = (change: Partial<Hinted>) => hints(change).map((hint) => hint.code)
const row = (kind: string, value: string, category = 'work', e164?: string | null) => ({
  details: [{ kind, category, value, e164 }],
})
const address = (given: object) => ({
  details: [
    {
      kind: 'address' as const,
      category: 'work',
      value: { street: '', houseNumber: '', postalCode: '', city: '', state: '', country: 'DE', ...given },
    },
  ],
})

test('a contact as it should be gives no hint', () => {
  expect(
    hints({
      birthday: '1980-02-29',
      vatId: 'DE136695976',
      details: [
        { kind: 'email', category: 'work', value: 'anna@muster.de' },
        { kind: 'phone', category: 'mobile', value: '0171 2345678', e164: '+491712345678' },
        ...address({ street: 'Domstraße', houseNumber: '1', postalCode: '50667', city: 'Köln' }).details,
      ],
    }),
  ).toEqual([])
})

describe('names', () => {
  test.each([
    [{ salutation: 'mr' }, ['salutation.gender']],
    [{ salutation: 'mr', firstName: 'Andrea' }, []],
    [{ salutation: 'ms', firstName: 'Peter' }, ['salutation.gender']],
    [{ salutation: 'ms', firstName: 'Zdzisława' }, []],
    [{ salutation: null, firstName: 'Peter' }, []],
    [{ firstName: null, lastName: 'Müller, Anna' }, ['name.swapped']],
    [{ firstName: 'Müller', lastName: 'Anna' }, ['name.swapped']],
    [{ firstName: 'Walter', lastName: 'Thomas', salutation: null }, []],
    [{ lastName: 'MÜLLER' }, ['name.shouted']],
    [{ firstName: 'anna', lastName: 'von der heide' }, ['name.small', 'name.small']],
    [{ firstName: 'A.', lastName: 'Li' }, []],
    [{ kind: 'company', companyName: 'BASF SE' }, []],
    [{ kind: 'company', companyName: 'SCHMIDT MASCHINENBAU GMBH' }, ['name.shouted']],
  ] as [Partial<Hinted>, string[]][])('%o', (change, expected) => expect(codes(change)).toEqual(expected))

  test('one click mends them', () => {
    expect(hints({ firstName: null, lastName: 'Müller, Anna' })[0]?.fix).toEqual([
      { path: 'firstName', value: 'Anna' },
      { path: 'lastName', value: 'Müller' },
    ])
    expect(hints({ lastName: 'von der heide' })[0]?.fix).toEqual([
      { path: 'lastName', value: 'von der Heide' },
    ])
    expect(hints({ lastName: "O'CONNOR-SCHMIDT" })[0]?.fix?.[0]?.value).toBe("O'Connor-Schmidt")
  })
})

describe('ways to reach somebody', () => {
  test.each([
    ['a@gmial.com', 'a@gmail.com'],
    ['a@gmail.con', 'a@gmail.com'],
    ['a@t-onlin.de', 'a@t-online.de'],
    ['a@gxm.de', 'a@gmx.de'],
    ['a@hotmial.com', 'a@hotmail.com'],
    ['a@firma.con', 'a@firma.com'],
  ])('%s was probably meant as %s', (typed, meant) => {
    expect(hints(row('email', typed))).toMatchObject([{ code: 'email.typo', values: { meant } }])
  })

  test.each([
    'a@gmx.de',
    'a@gmx.com',
    'a@mail.com',
    'a@live.com',
    'a@yahoo.at',
    'a@muster.de',
    'a@gmail.de',
    'a@me.com',
  ])('%s may be right', (typed) => expect(hints(row('email', typed))).toEqual([]))

  test.each([
    ['0171 2345678', 'fax', '+491712345678', ['phone.mobile_as_fax']],
    ['0221 12345', 'mobile', '+4922112345', ['phone.fixed_as_mobile']],
    ['+43 664 1234567', 'fax', undefined, ['phone.mobile_as_fax']],
    ['+33 6 12 34 56 78', 'fax', '+33612345678', []],
    ['0221 12345', 'fax', '+4922112345', []],
    ['12', 'work', null, ['phone.impossible']],
    ['', 'fax', undefined, []],
  ] as const)('the number %s as %s', (value, category, e164, expected) =>
    expect(codes(row('phone', value, category, e164))).toEqual(expected),
  )
})

describe('addresses', () => {
  test('a place that has another code is asked about; the only one is offered', () => {
    expect(hints(address({ postalCode: '50667', city: 'Bonn' }))).toEqual([
      {
        path: 'details.0.value.city',
        code: 'address.place',
        values: { postalCode: '50667', places: 'Köln' },
        fix: [{ path: 'details.0.value.city', value: 'Köln' }],
      },
    ])
    expect(codes(address({ postalCode: '8001', city: 'Bern', country: 'CH' }))).toEqual(['address.place'])
  })

  test.each(['Köln', 'KÖLN', 'Koeln', 'Köln-Altstadt', 'Köln Innenstadt'])('%s is in 50667', (city) =>
    expect(hints(address({ postalCode: '50667', city }))).toEqual([]),
  )

  test('an unknown code says nothing', () => {
    expect(hints(address({ postalCode: '99999', city: 'Bonn' }))).toEqual([])
  })

  test('a street without a number is asked about, a post box is not', () => {
    expect(codes(address({ street: 'Domstraße', postalCode: '50667', city: 'Köln' }))).toEqual([
      'address.house_number',
    ])
    expect(codes(address({ street: 'Postfach 12', postalCode: '50667', city: 'Köln' }))).toEqual([])
  })
})

test('birthdays in the future or before anybody alive was born', () => {
  expect(codes({ birthday: '2026-11-22' })).toEqual(['birthday.future'])
  expect(codes({ birthday: '1899-01-01' })).toEqual(['birthday.age'])
})

test('check digits are said when the number is complete, not while it is typed', () => {
  expect(codes(row('iban', 'DE89 3704 0044 0532 0130 01'))).toEqual(['iban'])
  expect(codes(row('iban', 'DE89 3704 0044'))).toEqual([])
  expect(codes({ vatId: 'DE136695975' })).toEqual(['vat_id'])
  expect(codes({ vatId: 'DE1366' })).toEqual([])
})
