import { describe, expect, test } from 'vitest'
import { Big } from '#kernel/decimal.ts'
import { CURRENCIES, currencyName, minorUnits } from './currencies.ts'
import { readEcb } from './ecb.ts'
import type { UsedRate } from './rate.ts'
import { convert, rateOn } from './rate-on.ts'
import { fc } from '../../../test/properties.ts'

const one = (
  from: string,
  to: string,
  day: string,
  rate: string,
  source: 'own' | 'ecb' = 'ecb',
): UsedRate => ({
  from,
  to,
  day,
  rate,
  source,
})
const said = (found: ReturnType<typeof rateOn>) =>
  found && [found.rate.toFixed(), ...found.used.map((r) => r.day)]

describe('the rate of a day', () => {
  const rates = [
    one('EUR', 'USD', '2026-11-18', '1.08'),
    one('EUR', 'USD', '2026-11-20', '1.1'),
    one('EUR', 'USD', '2026-11-20', '1.2', 'own'),
    one('EUR', 'CHF', '2026-11-19', '0.96'),
  ]
  test('is the newest that is not after it', () => {
    expect(said(rateOn(rates, 'EUR', 'USD', '2026-11-19'))).toEqual(['1.08', '2026-11-18'])
    expect(rateOn(rates, 'EUR', 'USD', '2026-11-17')).toBeUndefined()
  })
  test("is the firm's own before the ECB's of the same day, whatever their order", () => {
    expect(said(rateOn(rates, 'EUR', 'USD', '2026-11-21'))).toEqual(['1.2', '2026-11-20'])
    expect(said(rateOn(rates.toReversed(), 'EUR', 'USD', '2026-11-21'))).toEqual(['1.2', '2026-11-20'])
  })
  test('is turned round where only the other way was said', () => {
    expect(said(rateOn([one('EUR', 'PLN', '2026-11-20', '4')], 'PLN', 'EUR', '2026-11-20'))).toEqual([
      '0.25',
      '2026-11-20',
    ])
  })
  test('goes over the euro, and says both rates', () => {
    const found = rateOn(rates, 'USD', 'CHF', '2026-11-20')
    expect(found?.rate.toFixed(6)).toBe('0.800000')
    expect(found?.used.map(({ to, source }) => `${to} ${source}`)).toEqual(['USD own', 'CHF ecb'])
  })
  test('is the direct one where both are as new', () => {
    const both = [...rates, one('USD', 'CHF', '2026-11-19', '0.79')]
    expect(said(rateOn(both, 'USD', 'CHF', '2026-11-20'))).toEqual(['0.79', '2026-11-19'])
    const older = [...rates, one('USD', 'CHF', '2026-11-01', '0.5')]
    expect(rateOn(older, 'USD', 'CHF', '2026-11-20')?.used).toHaveLength(2)
  })
  test('of a currency and itself is one, and nobody has to say it', () => {
    expect(said(rateOn([], 'EUR', 'EUR', '2026-11-20'))).toEqual(['1'])
  })
})

describe('money there and back', () => {
  const codes = ['EUR', 'USD', 'CHF', 'JPY', 'KWD']
  const rate = fc.integer({ min: 1, max: 999_999_999 }).map((n) => new Big(n).div(1_000_000).toFixed())
  const rates = fc
    .array(
      fc.record({
        from: fc.constantFrom(...codes),
        to: fc.constantFrom(...codes),
        day: fc.integer({ min: 10, max: 28 }).map((n) => `2026-11-${n}`),
        rate,
        source: fc.constantFrom('own' as const, 'ecb' as const),
      }),
      { maxLength: 12 },
    )
    .map((all) => all.filter(({ from, to }) => from !== to))

  test('is worth what it was', () => {
    fc.assert(
      fc.property(rates, fc.constantFrom(...codes), fc.constantFrom(...codes), (all, from, to) => {
        const [there, back] = [rateOn(all, from, to, '2026-11-21'), rateOn(all, to, from, '2026-11-21')]
        expect(there === undefined).toBe(back === undefined)
        if (!there || !back) return
        // Both ways may rest on different rates where two are as new; by the same ones they undo each other.
        const same =
          JSON.stringify(there.used.toSorted(byPair)) === JSON.stringify(back.used.toSorted(byPair))
        if (same) expect(there.rate.times(back.rate).minus(1).abs().lt('0.000000001')).toBe(true)
      }),
    )
  })
  const byPair = (a: UsedRate, b: UsedRate) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

  test('never uses a rate of a later day', () => {
    fc.assert(
      fc.property(rates, (all) => {
        const found = rateOn(all, 'USD', 'CHF', '2026-11-15')
        for (const { day } of found?.used ?? []) expect(day <= '2026-11-15').toBe(true)
      }),
    )
  })
  test('is rounded as the currency is', () => {
    const found = { rate: new Big('163.456'), used: [] }
    expect(convert('10', 'JPY', found)).toBe('1635')
    expect(convert('10', 'KWD', found)).toBe('1634.560')
    expect(convert('-0.005', 'EUR', { rate: new Big(1), used: [] })).toBe('-0.01')
  })
})

describe('currencies', () => {
  test('stand in the list once, with a name in both languages', () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length)
    expect([currencyName('EUR', 'de'), currencyName('GBP', 'en'), minorUnits('JPY')]).toEqual([
      'Euro',
      'British Pound',
      0,
    ])
  })
})

describe('a file of the European Central Bank', () => {
  test('is read as the long table, where what was not quoted says N/A', () => {
    const table = 'Date,USD,JPY,CYP,\n2026-11-20,1.0821,161.2,N/A,\n2026-11-19,1.08,N/A,N/A,\n'
    expect(readEcb(table)).toEqual([
      { day: '2026-11-20', currency: 'USD', rate: '1.0821' },
      { day: '2026-11-20', currency: 'JPY', rate: '161.2' },
      { day: '2026-11-19', currency: 'USD', rate: '1.08' },
    ])
  })
  test('is read as the table of one day', () => {
    expect(readEcb('Date, USD, CHF, \n20 November 2026, 1.0821, 0.9512, \n')[1]).toEqual({
      day: '2026-11-20',
      currency: 'CHF',
      rate: '0.9512',
    })
  })
  test('is read as XML', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
      xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>
      <Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.0821'/></Cube></Cube></gesmes:Envelope>`
    expect(readEcb(xml)).toEqual([{ day: '2026-11-20', currency: 'USD', rate: '1.0821' }])
  })
  test('is refused when it is another', () => {
    for (const other of ['', 'Name;Ort\nA;B', '<a/>', '<!DOCTYPE x><Cube time="2026-11-20"/>', '<a'])
      expect(() => readEcb(other)).toThrow('European Central Bank')
  })
})
