import { describe, expect, test } from 'vitest'
import { addressLines, splitStreet } from './postal-address.ts'
import { fc } from '../../test/properties.ts'

describe('addressLines', () => {
  const koeln = {
    street: 'Königstraße',
    houseNumber: '12 a',
    postalCode: '50667',
    city: 'Köln',
    country: 'DE',
  }

  test('at home without a country, abroad with it in capitals', () => {
    expect(addressLines(koeln, 'de')).toEqual(['Königstraße 12 a', '50667 Köln'])
    expect(addressLines({ ...koeln, country: null }, 'de')).toEqual(['Königstraße 12 a', '50667 Köln'])
    expect(addressLines(koeln, 'de', 'AT')).toEqual(['Königstraße 12 a', '50667 Köln', 'DEUTSCHLAND'])
    expect(addressLines(koeln, 'en', 'CH')).toEqual(['Königstraße 12 a', '50667 Köln', 'GERMANY'])
  })

  test('neighbours', () => {
    const wien = {
      street: 'Hauptstraße',
      houseNumber: '5/2/14',
      postalCode: '1010',
      city: 'Wien',
      country: 'AT',
    }
    expect(addressLines(wien, 'de')).toEqual(['Hauptstraße 5/2/14', '1010 Wien', 'ÖSTERREICH'])
    const zurich = {
      street: 'Bahnhofstrasse',
      houseNumber: '1',
      postalCode: '8001',
      city: 'Zürich',
      country: 'ch',
    }
    expect(addressLines(zurich, 'de')).toEqual(['Bahnhofstrasse 1', '8001 Zürich', 'SCHWEIZ'])
  })

  test('where the number or the code stands elsewhere', () => {
    const london = {
      street: 'Downing Street',
      houseNumber: '10',
      postalCode: 'SW1A 2AA',
      city: 'London',
      country: 'GB',
    }
    expect(addressLines(london, 'en', 'GB')).toEqual(['10 Downing Street', 'London', 'SW1A 2AA'])
    const york = {
      street: '5th Ave',
      houseNumber: '1',
      postalCode: '10003',
      city: 'New York',
      state: 'NY',
      country: 'US',
    }
    expect(addressLines(york, 'de')).toEqual(['1 5th Ave', 'New York NY 10003', 'VEREINIGTE STAATEN'])
  })

  test('leaves no empty line and takes any country', () => {
    expect(addressLines({ city: 'Köln' }, 'de')).toEqual(['Köln'])
    expect(addressLines({}, 'de')).toEqual([])
    expect(addressLines({ city: 'X', country: 'Atlantis' }, 'de')).toEqual(['X', 'ATLANTIS'])
  })
})

describe('splitStreet', () => {
  test.each([
    ['Königstraße 12 a', 'Königstraße', '12 a'],
    ['Königstraße 12a', 'Königstraße', '12a'],
    ['Am Markt 12-14', 'Am Markt', '12-14'],
    ['Am Markt 12 – 14 b', 'Am Markt', '12 – 14 b'],
    ['Hauptstraße 5/2/14', 'Hauptstraße', '5/2/14'],
    ['Hauptstraße 5, Stiege 2, Top 14', 'Hauptstraße', '5, Stiege 2, Top 14'],
    ['Straße des 17. Juni 135', 'Straße des 17. Juni', '135'],
    ['Hauptstr.12', 'Hauptstr.', '12'],
    ['Hauptstr. Nr. 12', 'Hauptstr.', '12'],
    ['Hauptstraße, 12', 'Hauptstraße', '12'],
    ['Weg 3 1/2', 'Weg', '3 1/2'],
    ['Ring 12a-c', 'Ring', '12a-c'],
    ['  Lange   Gasse  7 ', 'Lange Gasse', '7'],
  ])('%s', (text, street, houseNumber) => {
    expect(splitStreet(text)).toEqual({ street, houseNumber })
  })

  test.each([
    'C4, 12',
    'Q 7 24',
    'Am Markt',
    'Straße des 17. Juni',
    'Postfach 12 34',
    '10 Downing Street',
    '12',
    'B 51',
    '',
  ])('%j stays whole', (text) => {
    expect(splitStreet(text)).toEqual({ street: text, houseNumber: '' })
  })

  test('loses no letter and no digit, and is quick', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ß', '1', '2', ' ', ',', '.', '-', '/', 'Top '),
      maxLength: 40,
    })
    const kept = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(text, (text) => {
        const { street, houseNumber } = splitStreet(text)
        expect(kept(street + houseNumber)).toBe(kept(text))
      }),
      { numRuns: 500 },
    )
    expect(splitStreet('1/'.repeat(2000)).houseNumber).toBe('')
    expect(splitStreet(`a${' -1'.repeat(2000)}!`).houseNumber).toBe('')
  })
})
