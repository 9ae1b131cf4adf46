import { describe, expect, test } from 'vitest'
import { formatPhone, isMobile, parsePhone, phoneDigits, phoneKey, phoneTrunk } from './phone.ts'
import { parseQuery } from './search.ts'
import { fc } from '../../test/properties.ts'

describe('parsePhone', () => {
  test.each([
    ['0221 1234-0', 'DE', '+4922112340', 'DE', 'fixed'],
    ['(0221) 12 34 / 567', 'DE', '+492211234567', 'DE', 'fixed'],
    ['+49 (0)221 1234567', 'AT', '+492211234567', 'DE', 'fixed'],
    ['0049 221 1234567', 'DE', '+492211234567', 'DE', 'fixed'],
    ['0171/2345678', 'DE', '+491712345678', 'DE', 'mobile'],
    ['0221 1234 DW 12', 'DE', '+49221123412', 'DE', 'fixed'],
    ['01 58801 Kl. 205', 'AT', '+43158801205', 'AT', 'fixed'],
    ['0664 1234567', 'AT', '+436641234567', 'AT', 'mobile'],
    ['079 123 45 67', 'CH', '+41791234567', 'CH', 'mobile'],
    ['232 12 12', 'LI', '+4232321212', 'LI', 'fixed'],
    ['0800 1234567', 'DE', '+498001234567', 'DE', 'special'],
    ['+1 212 555 0123', 'DE', '+12125550123', 'US', 'unknown'],
    ['Tel.: 0221 1234567', 'DE', '+492211234567', 'DE', 'fixed'],
    ['0641 40000 App. 12', 'DE', '+496414000012', 'DE', 'fixed'],
    ['0641 40000 Durchwahl 12', 'DE', '+496414000012', 'DE', 'fixed'],
    ['0641 40000 Nst. 12', 'DE', '+496414000012', 'DE', 'fixed'],
    ['0641 40000 DW -0', 'DE', '+49641400000', 'DE', 'fixed'],
    ['+1 212 555 0123 ext 12', 'DE', '+12125550123', 'US', 'unknown'],
    ['49 641 4000012', 'DE', '+496414000012', 'DE', 'fixed'],
    ['491712345678', 'DE', '+491712345678', 'DE', 'mobile'],
    ['Mobil 49 171 2345678', 'DE', '+491712345678', 'DE', 'mobile'],
    ['43 664 1234567', 'DE', '+436641234567', 'AT', 'mobile'],
    ['43 664 1234567', 'AT', '+436641234567', 'AT', 'mobile'],
    ['41 79 123 45 67', 'CH', '+41791234567', 'CH', 'mobile'],
    // Without its zero, and still no country code: Emden and Kiel.
    ['4921 12345', 'DE', '+49492112345', 'DE', 'fixed'],
    ['431 588010', 'DE', '+49431588010', 'DE', 'fixed'],
  ])('%s dialled in %s', (typed, from, e164, country, type) => {
    expect(parsePhone(typed, from)).toEqual({ e164, country, type })
  })

  test.each(['', '112', 'Zentrale', '1234567', 'DW 12', '0221 1234567 oder 0221 7654321'])(
    '%j is no full number',
    (typed) => {
      expect(parsePhone(typed)).toBeNull()
    },
  )

  test('does not mind an unknown country', () => {
    expect(parsePhone('+49 221 1234567', 'XX')?.e164).toBe('+492211234567')
    expect(parsePhone('0221 1234567', '')).toBeNull()
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(phoneDigits(text).every((digits) => /^\d+$/.test(digits))).toBe(true)
        expect(typeof formatPhone(text)).toBe('string')
      }),
    )
  })
})

describe('formatPhone', () => {
  test.each([
    ['+4922112340', 'DE', '', '0221 12340'],
    ['+4922112340', 'DE', '0221/1234-0', '0221 1234-0'],
    ['+4922112340', 'AT', '0221/1234-0', '+49 221 1234-0'],
    ['+49221123412', 'DE', '0221 1234 DW 12', '0221 1234-12'],
    ['+493012345', 'DE', '030-12345', '030 12345'],
    ['+491712345678', 'DE', '0171-2345-678', '0171 2345678'],
    ['+43158801', 'DE', '', '+43 1 58801'],
    ['+41446681800', 'CH', '044-668-18-00', '044 668 18 00'],
    ['12 Uhr', 'DE', '', '12 Uhr'],
  ])('%s seen from %s, typed %j', (e164, home, typed, spelled) => {
    expect(formatPhone(e164, home, typed)).toBe(spelled)
  })

  test('what it spells is the same number again', () => {
    const local = fc.tuple(
      fc.constantFrom('0221', '030', '089', '02202'),
      fc.integer({ min: 200000, max: 9999999 }),
    )
    fc.assert(
      fc.property(local, fc.constantFrom('DE', 'AT', 'US'), ([area, number], home) => {
        const e164 = parsePhone(`${area} ${number}`)?.e164 ?? ''
        expect(e164).not.toBe('')
        expect(
          parsePhone(formatPhone(e164, home, `${area} ${number}`.replace(/(..)$/, '-$1')), 'DE')?.e164,
        ).toBe(e164)
      }),
    )
  })
})

describe('phoneDigits', () => {
  test.each([
    ['0221 1234-0', ['4922112340', '022112340']],
    ['+49 (0)221 12340', ['4922112340', '022112340', '49022112340']],
    ['Zentrale 110', ['110']],
    ['unbekannt', []],
  ])('%s', (typed, digits) => {
    expect(phoneDigits(typed)).toEqual(digits)
  })

  test('a number is found by any way of writing it', () => {
    const stored = phoneDigits('0221/1234567')
    for (const q of [
      '0221',
      '0221 1234567',
      '+49 221 1234567',
      '0049 221 123',
      '+49 (0) 221 / 12',
      '221-1234',
      '34567',
    ]) {
      const found = parseQuery(q).every((term) =>
        stored.some((digits) => digits.includes(term.digits ?? term.text)),
      )
      expect([q, found]).toEqual([q, true])
    }
  })
})

test.each([
  ['+4964140000', '0641 4000-0', '+496414000'],
  ['+496414000012', '0641 40000 DW 12', '+4964140000'],
  ['+496414000012', '0641 40000 App. 12', '+4964140000'],
  ['+496414000012', '0641 4000012', null],
  ['+496414000012', '0641-4000012', null],
  ['+493012', '030-12', null],
])('%s, typed %s, is a line of %s', (e164, typed, trunk) => {
  expect(phoneTrunk(e164, typed)).toBe(trunk)
})

test('a number with a digit too few still has one form', () => {
  for (const typed of ['0151 302650', '+49 151 302650', '0049 151 302650', '+49 (0)151 302650'])
    expect(phoneKey(typed)).toBe('+49151302650')
  expect(phoneKey('110')).toBe('')
  expect(phoneKey('0641 4000012')).toBe('+496414000012')
})

test.each([
  ['+491712345678', true],
  ['+4915112345678', true],
  ['+49641400000', false],
  ['+436641234567', true],
  ['+43158801', false],
  ['+41791234567', true],
  ['+33612345678', true],
  ['+33142685300', false],
  ['+49151302650', true],
  ['', false],
])('%s rings in a pocket: %s', (e164, mobile) => {
  expect(isMobile(e164)).toBe(mobile)
})
