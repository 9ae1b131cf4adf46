import { expect, test } from 'vitest'
import { Big, cents, decimal, plain, sum, unitPrice } from './decimal.ts'
import { fc } from '../../test/properties.ts'

test('a decimal number is read as it is written, whatever else is refused in words', () => {
  const percent = decimal({ whole: 3, places: 4, least: 0, most: 100 })
  expect(percent.parse(' 12.5000 ')).toBe('12.5')
  expect(percent.parse(19)).toBe('19')
  for (const wrong of ['2026-02-30', '1e400', '‮', '', '100.00001', '-1', '1000', 'NaN', 1e21, null]) {
    expect(percent.safeParse(wrong).success, String(wrong)).toBe(false)
  }
})

test('halves are rounded away from zero', () => {
  expect([cents('1.005'), cents('-1.005'), cents('-0.001')]).toEqual(['1.01', '-1.01', '0.00'])
})

test('a price has cents, and more places where it needs them', () => {
  expect([unitPrice('35'), unitPrice('0.0125'), unitPrice('1.10')]).toEqual(['35.00', '0.0125', '1.10'])
})

test('a sum of cents is exact', () => {
  const money = fc.integer({ min: -1e9, max: 1e9 })
  fc.assert(
    fc.property(fc.array(money), (all) => {
      const exact = all.reduce((total, one) => total + BigInt(one), 0n)
      return plain(sum(all.map((one) => new Big(one).div(100)))) === plain(new Big(exact.toString()).div(100))
    }),
  )
})
