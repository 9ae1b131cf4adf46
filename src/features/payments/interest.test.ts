import { describe, expect, test } from 'vitest'
import { defaultFrom, interestOf } from './interest.ts'
import { letterSums, nextLevel, remind, rulesOf } from './reminders.ts'

const RATES = [
  { country: 'DE' as const, validFrom: '2025-01-01', percent: '2.27' },
  { country: 'DE' as const, validFrom: '2025-07-01', percent: '1.27' },
]
const debt = { amount: '1000.00', from: '2025-01-01', to: '2025-12-31', country: 'DE', business: true }

describe('default interest', () => {
  test('is reckoned by exact days, each with the rate of its day', () => {
    // 181 days at 11.27 %, 184 at 10.27 %.
    expect(interestOf(debt, RATES)).toBe('107.66')
    expect(interestOf({ ...debt, business: false }, RATES)).toBe('67.66')
    expect(interestOf({ ...debt, from: '2025-06-30', to: '2025-07-01' }, RATES)).toBe('0.59')
    expect(interestOf({ ...debt, to: '2025-01-01' }, RATES)).toBe('0.31')
    expect(interestOf({ ...debt, to: '2024-12-31' }, RATES)).toBe('0.00')
  })
  test('is not guessed where no rate is known', () => {
    expect(interestOf({ ...debt, from: '2024-12-31' }, RATES)).toBeNull()
    expect(interestOf({ ...debt, country: 'AT' }, RATES)).toBeNull()
    expect(interestOf({ ...debt, country: 'FR' }, RATES)).toBeNull()
    expect(interestOf({ ...debt, country: 'CH' }, RATES)).toBe('50.00')
    expect(interestOf({ ...debt, country: 'AT', business: false }, RATES)).toBe('40.00')
  })
  test('begins with a reminder, for a business 30 days after the money was due', () => {
    const due = { dueDate: '2025-03-01', firstReminder: null, business: true }
    expect(defaultFrom(due)).toBe('2025-04-01')
    expect(defaultFrom({ ...due, business: false })).toBeNull()
    expect(defaultFrom({ ...due, firstReminder: '2025-03-10', business: false })).toBe('2025-03-11')
    expect(defaultFrom({ ...due, firstReminder: '2025-03-10' })).toBe('2025-03-11')
    expect(defaultFrom({ ...due, firstReminder: '2025-06-10' })).toBe('2025-04-01')
  })
})

describe('levels', () => {
  const rules = rulesOf({ fees: ['0', '5', '10.00'], lumpSum: true })
  const one = ({
	id: 'x',
	number: 'RE-1',
	date: '2025-02-01',
	dueDate: '2025-03-01',
	open: '1000.00',
	reminderLevel: 0,
	firstReminder: null,
	lastReminder: null,
	lastDue: null
})
  test('come after their days, and never while a letter gives time', () => {
    expect(nextLevel(one, '2025-03-07', rules)).toBeNull()
    expect(nextLevel(one, '2025-03-08', rules)).toBe(1)
    const reminded = { ...one, reminderLevel: 1, lastReminder: '2025-03-20', lastDue: '2025-03-30' }
    expect(nextLevel(reminded, '2025-03-25', rules)).toBeNull()
    expect(nextLevel(reminded, '2025-03-31', rules)).toBe(2)
    expect(nextLevel({ ...one, reminderLevel: 3 }, '2026-01-01', rules)).toBeNull()
    expect(nextLevel({ ...one, open: '-5' }, '2026-01-01', rules)).toBeNull()
  })
  test('ask for interest, the fee and the lump sum from the second on', () => {
    const ground = { today: '2025-04-30', rules, rates: RATES, country: 'DE', business: true }
    const first = remind(one, 1, ground)
    expect(letterSums([first], rules)).toMatchObject({ interest: '0.00', fee: '0.00', total: '1000.00' })
    const second = remind({ ...one, reminderLevel: 1, firstReminder: '2025-03-31' }, 2, ground)
    expect(second).toMatchObject({ interest: '9.26', lumpSum: '40.00', daysLate: 60 })
    expect(letterSums([second, first], rules)).toEqual({
      level: 2,
      open: '2000.00',
      fee: '5.00',
      interest: '9.26',
      lumpSum: '40.00',
      total: '2054.26',
    })
    expect(remind(one, 2, { ...ground, business: false })).toMatchObject({
      interest: '0.00',
      lumpSum: '0.00',
    })
  })
})
