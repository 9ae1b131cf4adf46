import { expect, test } from 'vitest'
import { openWeekdays } from './open-weekdays.ts'
import type { OpeningHours } from './opening-hours.ts'

const hours: OpeningHours = {
  1: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  3: [['09:00', '12:00']],
}

test('a visit without a time can be on every day with hours long enough for it', () => {
  expect(openWeekdays(hours, {})).toEqual([1, 3])
  expect(openWeekdays(hours, { durationMinutes: 240 })).toEqual([1])
})

test('a visit with a time has to fit in whole', () => {
  expect(openWeekdays(hours, { startTime: '08:00', durationMinutes: 15 })).toEqual([1])
  expect(openWeekdays(hours, { startTime: '11:50', durationMinutes: 15 })).toEqual([])
})

test('without known hours every day is open', () => {
  expect(openWeekdays(null, { startTime: '08:00' })).toBeNull()
  expect(openWeekdays({}, { startTime: '08:00' })).toBeNull()
})
