import { describe, expect, test } from 'vitest'
import { Big } from '#kernel/decimal.ts'
import { defaultTaxes } from './default-taxes.ts'
import { priceOn } from './price-on.ts'
import { taxNew, taxRateOn } from './tax.ts'
import { UNITS, unitName, unitShort } from './units.ts'
import { fc } from '../../../test/properties.ts'

describe('the taxes a firm begins with', () => {
  test.each(['DE', 'AT', 'CH', 'FR'])('%s: are whole, and each code and name stands once', (country) => {
    const all = defaultTaxes(country)
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    for (const language of ['de', 'en'] as const)
      expect(new Set(all.map(({ name }) => name[language].toLowerCase())).size).toBe(all.length)
    for (const { code: _, name, ...rest } of all)
      expect(taxNew.safeParse({ ...rest, name: name.de }).error).toBeUndefined()
    // EN 16931: what bears no tax says why, in words or by a code.
    for (const { category, reason } of all) if (category !== 'S') expect(reason?.de).toBeTruthy()
  })
  test('know what was paid in the second half of 2020', () => {
    const rate = (code: string, day: string) =>
      taxRateOn(defaultTaxes('DE').find((tax) => tax.code === code)?.rates ?? [], day)
    const standard = ['2020-06-30', '2020-07-01', '2020-12-31', '2021-01-01'].map((day) =>
      rate('standard', day),
    )
    expect(standard).toEqual(['19', '16', '16', '19'])
    expect(rate('reduced', '2020-08-01')).toBe('5')
  })
})

test('a tax had on a day before its first what it had then', () => {
  expect(taxRateOn([{ from: '2020-01-01', rate: '20.00' }], '1999-01-01')).toBe('20')
})

test('a tax that is none has no rate', () => {
  const given = { name: 'x', category: 'AE', rates: [{ from: '2020-01-01', rate: '19' }] }
  expect(taxNew.safeParse(given).error?.issues[0]?.path).toEqual(['rates'])
  expect(taxNew.safeParse({ ...given, category: 'S', rates: [...given.rates, ...given.rates] }).success).toBe(
    false,
  )
})

describe('what an item costs', () => {
  const item = {
    price: '100',
    currency: 'EUR',
    prices: [
      { currency: 'EUR', from: '2027-01-01', price: '110' },
      { currency: 'CHF', from: '2026-01-01', price: '98.5' },
      { currency: 'CHF', from: '2026-07-01', price: '99' },
    ],
  }
  test('is the price from the beginning, until another begins', () => {
    expect(priceOn(item, 'EUR', '2026-12-31')).toEqual({ price: '100', converted: false })
    expect(priceOn(item, 'EUR', '2027-01-01')).toEqual({ price: '110', converted: false })
  })
  test('is the price of the list of its currency', () => {
    expect(priceOn(item, 'CHF', '2026-06-30')?.price).toBe('98.5')
    expect(priceOn(item, 'CHF', '2026-12-24', '0.5')?.price).toBe('99')
  })
  test('is converted where there is none, and unknown without a rate', () => {
    expect(priceOn(item, 'CHF', '2025-12-31', '0.95')).toEqual({ price: '95', converted: true })
    expect(priceOn(item, 'JPY', '2027-02-01', '161.237')).toEqual({ price: '17736', converted: true })
    expect(priceOn(item, 'JPY', '2027-02-01')).toBeUndefined()
  })
  test('is exact whatever the amounts', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 12 }).map((n) => new Big(n).div(10_000).toFixed())
    fc.assert(
      fc.property(amount, amount, (price, rate) => {
        const found = priceOn({ price, currency: 'EUR', prices: [] }, 'USD', '2026-01-01', rate)
        const exact = new Big(price).times(rate)
        expect(
          exact
            .minus(found?.price ?? 'x')
            .abs()
            .lte('0.005'),
        ).toBe(true)
      }),
    )
  })
})

test('units have a code, and words in both languages', () => {
  for (const code of Object.keys(UNITS)) expect(code).toMatch(/^[A-Z0-9]{1,3}$/)
  expect([unitName('HUR', 'de'), unitShort('MTK', 'en'), unitName('XYZ', 'de')]).toEqual([
    'Stunde',
    'm²',
    'XYZ',
  ])
})
