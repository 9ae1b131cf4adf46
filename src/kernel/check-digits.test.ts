import { describe, expect, test } from 'vitest'
import { checkIban, formatIban, ibanCountry, normaliseIban } from './iban.ts'
import { checkPostalCode, normalisePostalCode } from './postal-code.ts'
import { checkVatId, formatVatId, normaliseVatId, vatIdCountry } from './vat-id.ts'
import { fc } from '../../test/properties.ts'

describe('IBAN', () => {
  test.each([
    'DE89370400440532013000',
    'AT611904300234573201',
    'CH9300762011623852957',
    'iban: de89 3704 0044 0532 0130 00',
  ])('%s is fine', (iban) => {
    expect(checkIban(iban)).toBeNull()
  })

  test.each([
    ['', 'iban.country'],
    ['0532013000', 'iban.country'],
    ['ZZ89370400440532013000', 'iban.country'],
    ['DE8937040044053201300', 'iban.length'],
    ['DE8937040044053201300X', 'iban.format'],
    ['DE89370400440532013001', 'iban.check_digits'],
    ['DE89370400440532010300', 'iban.check_digits'],
  ])('%s: %s', (iban, code) => {
    expect(checkIban(iban)?.code).toBe(code)
  })

  test('is shown in groups of four', () => {
    expect(formatIban('DE89-3704 00440532013000')).toBe('DE89 3704 0044 0532 0130 00')
    expect(normaliseIban(' DE89\u00A03704 ')).toBe('DE893704')
    expect(ibanCountry('AT61')).toBe('AT')
    expect(ibanCountry('constructor')).toBeNull()
  })

  test('any one wrong digit is noticed', () => {
    const right = 'DE89370400440532013000'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const wrong = (Number(right[at]) + add) % 10
        expect(checkIban(right.slice(0, at) + wrong + right.slice(at + 1))?.code).toBe('iban.check_digits')
      }),
    )
  })
})

describe('VAT id', () => {
  test.each([
    'DE136695976',
    'de 136 695 976',
    'ATU13585627',
    'CHE-100.155.212',
    'CHE-100.155.212 MWST',
    'EL123456789',
    'NL123456789B01',
    'ESX1234567X',
  ])('%s is fine', (vatId) => {
    expect(checkVatId(vatId)).toBeNull()
  })

  test.each([
    ['', 'vat_id.country'],
    ['136695976', 'vat_id.country'],
    ['US123456789', 'vat_id.country'],
    ['DE13669597', 'vat_id.format'],
    ['DE036695976', 'vat_id.format'],
    ['AT13585627', 'vat_id.format'],
    ['DE136695967', 'vat_id.check_digit'],
    ['ATU13585628', 'vat_id.check_digit'],
    ['CHE-100.155.213', 'vat_id.check_digit'],
  ])('%s: %s', (vatId, code) => {
    expect(checkVatId(vatId)?.code).toBe(code)
  })

  test('is stored compact, shown as usual, and knows its country', () => {
    expect(normaliseVatId('che-100.155.212 mwst')).toBe('CHE100155212')
    expect(formatVatId('CHE100155212')).toBe('CHE-100.155.212')
    expect(['DE136695976', 'EL1', 'XI1', 'CHE1', '12'].map(vatIdCountry)).toEqual([
      'DE',
      'GR',
      'GB',
      'CH',
      null,
    ])
  })

  test('any one wrong digit is noticed', () => {
    const change = fc.tuple(
      fc.constantFrom('DE136695976', 'ATU13585627', 'CHE100155212'),
      fc.nat(7),
      fc.integer({ min: 1, max: 9 }),
    )
    fc.assert(
      fc.property(change, ([right, back, add]) => {
        const at = right.length - 1 - back
        const wrong = (Number(right[at]) + add) % 10
        expect(checkVatId(right.slice(0, at) + wrong + right.slice(at + 1))).not.toBeNull()
      }),
    )
  })
})

describe('postal code', () => {
  test.each([
    ['50667', 'DE'],
    ['01067', 'de'],
    ['D-50667', 'DE'],
    ['1010', 'AT'],
    ['CH-8001', 'CH'],
    ['9490', 'LI'],
    ['00-001', 'PL'],
    ['sw1a 1aa', 'GB'],
    ['LV-1010', 'LV'],
    ['anything', 'ZZ'],
  ])('%s is fine in %s', (code, country) => {
    expect(checkPostalCode(code, country)).toBeNull()
  })

  test.each([
    ['5066', 'DE'],
    ['00123', 'DE'],
    ['50667', 'AT'],
    ['8001', 'LI'],
    ['', 'CH'],
    ['5O667', 'DE'],
  ])('%j is none in %s', (code, country) => {
    expect(checkPostalCode(code, country)?.code).toBe('postal_code.format')
  })

  test('is stored without the country', () => {
    expect(normalisePostalCode('D – 50667 ', 'DE')).toBe('50667')
    expect(normalisePostalCode('1012  ab', 'NL')).toBe('1012 AB')
    expect(checkPostalCode('1', 'DE')?.message).toBe('A postal code in DE looks like 50667.')
  })
})
