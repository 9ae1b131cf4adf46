import { describe, expect, test } from 'vitest'
import { parseDay, parseDecimal, type DateOrder, type DecimalSign } from './written-value.ts'
import { fc } from '../../test/properties.ts'

describe('parseDay', () => {
  test.each<[string, DateOrder, string | null | undefined]>([
    ['24.12.1975', 'dmy', '1975-12-24'],
    ['1975-12-24', 'dmy', '1975-12-24'],
    ['24.12.75', 'dmy', '1975-12-24'],
    ['1.2.24', 'mdy', '2024-02-01'],
    ['24. 12. 1975', 'dmy', '1975-12-24'],
    ['24.12.1975 00:00:00', 'dmy', '1975-12-24'],
    ['1975-12-24T10:00:00Z', 'dmy', '1975-12-24'],
    ['19751224', 'dmy', '1975-12-24'],
    ['12/24/1975', 'mdy', '1975-12-24'],
    ['24/12/1975', 'dmy', '1975-12-24'],
    ['75-12-24', 'ymd', '1975-12-24'],
    ['24/12/1975', 'ymd', '1975-12-24'],
    ['0.0.00', 'dmy', null],
    ['0/0/00', 'mdy', null],
    ['00.00.0000', 'dmy', null],
    ['1.1.4501', 'dmy', null],
    ['', 'dmy', null],
    ['29.02.2023', 'dmy', undefined],
    ['24/12/1975', 'mdy', undefined],
    ['24.12.', 'dmy', undefined],
    ['1.1.123', 'dmy', undefined],
    ['Weihnachten', 'dmy', undefined],
  ])('%s as %s is %s', (text, order, day) => {
    expect(parseDay(text, order)).toBe(day)
  })

  test('two digits mean the last such year', () => {
    expect(parseDay('1.1.26', 'dmy', 2026)).toBe('2026-01-01')
    expect(parseDay('1.1.27', 'dmy', 2026)).toBe('1927-01-01')
  })

  test('every day is read in every order', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('4500-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10)
          const [y, m, d] = day.split('-')
          expect([
            parseDay(`${d}.${m}.${y}`),
            parseDay(`${m}/${d}/${y}`, 'mdy'),
            parseDay(day, 'ymd'),
          ]).toEqual([day, day, day])
        },
      ),
    )
  })
})

describe('parseDecimal', () => {
  test.each<[string, DecimalSign, string | null | undefined]>([
    ['1.234,56', ',', '1234.56'],
    ['1,234.56', '.', '1234.56'],
    ["1'234.50", '.', '1234.50'],
    ['1 234,5', ',', '1234.5'],
    ['1\u00A0234\u00A0567', ',', '1234567'],
    ['1.234', ',', '1234'],
    ['1.234', '.', '1.234'],
    ['12,50 €', ',', '12.50'],
    ['CHF 12.50', '.', '12.50'],
    ['19 %', ',', '19'],
    ['-1.000,00', ',', '-1000.00'],
    ['1.000,00-', ',', '-1000.00'],
    ['+5', ',', '5'],
    ['-0,00', ',', '0.00'],
    ['007', ',', '7'],
    [',5', ',', '0.5'],
    ['5,', ',', '5'],
    ['', ',', null],
    ['1.5', ',', undefined],
    ['1.23.456', ',', undefined],
    ['1.234,5,6', ',', undefined],
    ['1.234 567', ',', undefined],
    ['€', ',', undefined],
    ['-', ',', undefined],
    ['1e5', '.', undefined],
    ['24.12.1975', ',', undefined],
  ])('%s with %s is %s', (text, decimal, value) => {
    expect(parseDecimal(text, decimal)).toBe(value)
  })

  test('reads what a German and an English office write', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
        const value = cents / 100
        for (const [locale, decimal] of [
          ['de-DE', ','],
          ['en-US', '.'],
          ['de-CH', '.'],
        ] as const) {
          const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value)
          expect(Number(parseDecimal(written, decimal)) + 0).toBe(value + 0)
        }
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseDecimal(text, ',') ?? '0').toMatch(/^-?\d+(\.\d+)?$/)
      }),
    )
  })
})
