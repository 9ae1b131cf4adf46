import { describe, expect, test } from 'vitest'
import { nextDue } from './next-due.ts'
import type { TaskRecurrence } from './task.ts'

const monthly: TaskRecurrence = { every: 1, unit: 'month', from: 'due' }

describe('the next day of a task that comes again', () => {
  test('the end of a month stays the end of a month', () => {
    const days = ['2027-01-31']
    let rhythm = monthly
    for (let step = 0; step < 4; step++) {
      const next = nextDue(rhythm, days.at(-1) ?? '', '2030-01-01')
      days.push(next.dueDate)
      rhythm = next.recurrence
    }
    expect(days).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'])
  })

  test('a leap day comes again in leap years', () => {
    const first = nextDue({ every: 1, unit: 'year', from: 'due' }, '2028-02-29', '2028-02-29')
    expect(first.dueDate).toBe('2029-02-28')
    expect(nextDue({ ...first.recurrence, every: 3 }, first.dueDate, '2029-02-28').dueDate).toBe('2032-02-29')
  })

  test('what was moved off the end of the month forgets the day it meant', () => {
    const { recurrence } = nextDue(monthly, '2027-01-31', '2027-01-31')
    expect(nextDue(recurrence, '2027-02-10', '2027-02-10')).toEqual({
      dueDate: '2027-03-10',
      recurrence: monthly,
    })
  })

  test.each([
    [{ every: 10, unit: 'day', from: 'due' }, '2027-01-11'],
    [{ every: 2, unit: 'week', from: 'due' }, '2027-01-15'],
    [{ every: 3, unit: 'month', from: 'due' }, '2027-04-01'],
    [{ every: 12, unit: 'month', from: 'done' }, '2028-01-05'],
    [{ every: 1, unit: 'day', from: 'done' }, '2027-01-06'],
  ] as [TaskRecurrence, string][])('%j leads to %s', (recurrence, day) => {
    expect(nextDue(recurrence, '2027-01-01', '2027-01-05').dueDate).toBe(day)
  })
})
