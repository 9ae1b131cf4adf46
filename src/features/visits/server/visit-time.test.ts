import { expect, test } from 'vitest'
import { instantsOf } from './visit-time.ts'

const berlin = { durationMinutes: 30, timeZone: 'Europe/Berlin' }

test('a time that comes twice is the first one, one that does not exist is an hour later', () => {
  const twice = instantsOf({ ...berlin, date: '2026-10-25', startTime: '02:30' })
  expect(twice.startsAt).toBe('2026-10-25T00:30:00.000Z')
  const never = instantsOf({ ...berlin, date: '2027-03-28', startTime: '02:30' })
  expect(never).toEqual({ startsAt: '2027-03-28T01:30:00.000Z', endsAt: '2027-03-28T02:00:00.000Z' })
})

test('without time a visit lasts from midnight to midnight, however long the day is', () => {
  const { startsAt, endsAt } = instantsOf({ ...berlin, date: '2026-10-25', startTime: null })
  expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(25 * 3_600_000)
})
