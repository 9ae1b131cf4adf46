import { describe, expect, test } from 'vitest'
import { readAddress } from './read-address.ts'

const read = (street: string) =>
  readAddress({ parts: { street: [street] }, columns: new Set(['street']) }, 'DE').value

describe('an address in a single cell', () => {
  test.each([
    ['Hohe Straße 12 a, 50667 Köln', ['Hohe Straße', '12 a', '50667', 'Köln', 'DE']],
    ['Hohe Straße 12\n50667 Köln', ['Hohe Straße', '12', '50667', 'Köln', 'DE']],
    ['Hohe Straße 12, 50667 Köln, Deutschland', ['Hohe Straße', '12', '50667', 'Köln', 'DE']],
    [
      'Mariahilfer Straße 5/2/14, 1060 Wien, Österreich',
      ['Mariahilfer Straße', '5/2/14', '1060', 'Wien', 'AT'],
    ],
    ['50667 Köln', ['', '', '50667', 'Köln', 'DE']],
  ])('%s', (text, [street, houseNumber, postalCode, city, country]) =>
    expect(read(text)).toMatchObject({ street, houseNumber, postalCode, city, country }),
  )

  test.each(['Hohe Straße 12', 'Gebäude 7, Halle 3', 'C4, 12', 'Postfach 1234'])(
    'a street stays a street: %s',
    (text) => expect(read(text)).toMatchObject({ postalCode: '', city: '' }),
  )

  test('what has its town in a column of its own is not taken apart', () =>
    expect(
      readAddress({ parts: { street: ['Hof 3, 50667 Köln'] }, columns: new Set(['street', 'city']) }, 'DE')
        .value,
    ).toMatchObject({ street: 'Hof 3, 50667 Köln', city: '' }))
})
