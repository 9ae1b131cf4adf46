import { expect, test } from 'vitest'
import { afterSkonto, dayAfter, termsSentence, writtenAmount, writtenDay, writtenNumber } from './due.ts'

test('days are counted over months and leap years', () => {
  expect(dayAfter('2026-11-21', 30)).toBe('2026-12-21')
  expect(dayAfter('2028-02-28', 2)).toBe('2028-03-01')
})

test('days, amounts and numbers are written as the language does', () => {
  expect(writtenDay('2026-11-21', 'de')).toBe('21.11.2026')
  expect(writtenDay('2026-11-21', 'en')).toBe('21 November 2026')
  expect(writtenAmount('1234567.5', 'EUR', 'de')).toBe('1.234.567,50 €')
  expect(writtenAmount('-1234.5', 'EUR', 'en')).toBe('−€1,234.50')
  expect(writtenAmount('1234.5', 'CHF', 'de')).toBe('CHF 1’234.50')
  expect(writtenAmount('12', 'CHF', 'en')).toBe('CHF 12.00')
  expect(writtenNumber('1234.5000', 'de')).toBe('1.234,5')
})

test('the terms say the day, and of Skonto its day, rate and amount', () => {
  const terms = {
    date: '2026-11-21',
    dueDate: '2026-12-21',
    payable: '119.00',
    currency: 'EUR',
    skonto: null,
  }
  expect(termsSentence(terms, 'de')).toBe('Zahlbar bis 21.12.2026 ohne Abzug.')
  expect(termsSentence({ ...terms, dueDate: '2026-11-21' }, 'en')).toBe(
    'Payable immediately without deduction.',
  )
  expect(termsSentence({ ...terms, skonto: { days: 14, percent: '2' } }, 'de')).toBe(
    'Bei Zahlung bis 05.12.2026 gewähren wir 2 % Skonto; dann sind 116,62 € zu zahlen. Zahlbar bis 21.12.2026 ohne Abzug.',
  )
})

test('Skonto is rounded once', () => {
  expect(afterSkonto('0.25', { days: 7, percent: '2' })).toBe('0.24')
  expect(afterSkonto('119.00', { days: 7, percent: '3.5' })).toBe('114.83')
})
