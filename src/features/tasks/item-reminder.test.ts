import { describe, expect, test } from 'vitest'
import { fc } from '../../../test/properties.ts'
import { itemReminder, ownReminder, reminderClock } from './item-reminder.ts'

const due = (dueDate: string, dueTime: string | null = null) => ({
  dueDate,
  dueTime,
  timeZone: 'Europe/Berlin',
})

describe('the reminder of a task as a to-do says it', () => {
  test.each([
    ['at eight on its day', due('2026-12-05'), 0, -480],
    ['at eight the day before', due('2026-12-05'), 1440, 960],
    ['an hour before its time', due('2026-12-05', '14:00'), 60, -780],
    ['at eight of a day whose night was shorter', due('2027-03-28'), 0, -420],
    ['at eight of a day whose night was longer', due('2027-10-31'), 0, -540],
    ['not at all', due('2026-12-05'), null, null],
  ])('%s', (_when, when, own, item) => {
    expect(itemReminder(when, own)).toBe(item)
    expect(ownReminder(when, item)).toBe(own)
  })

  test('comes back as it was', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.option(fc.integer({ min: 0, max: 1439 })),
        fc.integer({ min: -40_320, max: 40_320 }),
        (day, minute, own) => {
          const text = new Date(Date.UTC(2026, 0, 1 + day, 0, minute ?? 0)).toISOString()
          const when = due(text.slice(0, 10), minute === null ? null : text.slice(11, 16))
          expect(ownReminder(when, itemReminder(when, own))).toBe(own)
        },
      ),
    ))

  test('is no further off than four weeks', () => {
    expect(ownReminder(due('2026-12-05'), 100_000)).toBe(40_320)
    expect(ownReminder(due('2026-12-05'), -100_000)).toBe(-40_320)
  })
})

test.each([
  [0, 0, '8:00'],
  [-90, 0, '9:30'],
  [1440, -1, '8:00'],
  [600, -1, '22:00'],
  [-960, 1, '0:00'],
])('%i minutes before the morning is day %i at %s', (own, day, time) => {
  expect(reminderClock(own)).toEqual({ day, time })
})
