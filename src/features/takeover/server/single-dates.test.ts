import { expect, test } from 'vitest'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { event } from '../../../../test/groupware/items.ts'
import { dateOf, datesOf, isCountable } from './single-dates.ts'

const weekly = (some: Partial<EventItem> = {}) =>
  event({
    uid: 'runde@example.com',
    title: 'Runde',
    start: '2027-03-15T09:00',
    end: '2027-03-15T10:00',
    timeZone: 'Europe/Berlin',
    rrule: 'FREQ=WEEKLY',
    ...some,
  })
const startsIn = (one: EventItem, since: string, until: string) =>
  datesOf(one, since, until).map((date) => date.event.start)

test('a series has the dates of the period, over the change of the clocks at the same time', () => {
  expect(startsIn(weekly(), '2027-03-16', '2027-04-05')).toEqual([
    '2027-03-22T09:00',
    '2027-03-29T09:00',
    '2027-04-05T09:00',
  ])
  const [first] = datesOf(weekly(), '2027-03-16', '2027-03-22')
  expect(first?.original).toBe('2027-03-22')
  expect(first?.event).toMatchObject({
    uid: 'runde@example.com-20270322',
    title: 'Runde',
    end: '2027-03-22T10:00',
    rrule: null,
    exceptions: [],
  })
})

test('what is moved stands where it was moved to, what is left out nowhere', () => {
  const series = weekly({
    exceptions: [
      { original: '2027-03-22T09:00', cancelled: true, changes: {} },
      {
        original: '2027-03-29T09:00',
        cancelled: false,
        changes: { start: '2027-04-20T14:00', end: '2027-04-20T16:00', title: 'Verlegt' },
      },
    ],
  })
  expect(startsIn(series, '2027-03-16', '2027-04-05')).toEqual(['2027-04-05T09:00'])
  expect(datesOf(series, '2027-04-20', '2027-04-20')).toEqual([
    {
      original: '2027-03-29',
      event: expect.objectContaining({ title: 'Verlegt', end: '2027-04-20T16:00' }),
    },
  ])
  expect(dateOf(series, '2027-03-22')).toBeUndefined()
  expect(dateOf(series, '2027-03-29')).toMatchObject({ start: '2027-04-20T14:00' })
  expect(dateOf(series, '2027-04-05')).toMatchObject({ start: '2027-04-05T09:00', title: 'Runde' })
  expect(dateOf(series, '2027-04-06')).toBeUndefined()
})

test('of whole days they are days, and one that reaches into the period belongs to it', () => {
  const days = weekly({ allDay: true, start: '2027-03-15', end: '2027-03-18', rrule: 'FREQ=WEEKLY;COUNT=3' })
  expect(startsIn(days, '2027-03-17', '2027-12-31')).toEqual(['2027-03-15', '2027-03-22', '2027-03-29'])
  expect(datesOf(days, '2027-03-17', '2027-03-17')).toMatchObject([
    { original: '2027-03-15', event: { end: '2027-03-18', uid: 'runde@example.com-20270315' } },
  ])
})

test('a date is found again when the whole series was moved to another hour', () => {
  const later = weekly({ start: '2027-03-15T14:00', end: '2027-03-15T15:00' })
  expect(dateOf(later, '2027-03-22')).toMatchObject({
    uid: 'runde@example.com-20270322',
    start: '2027-03-22T14:00',
  })
})

test('an end of the rule that is an instant counts in the zone of the series', () => {
  const ends = weekly({ rrule: 'FREQ=WEEKLY;UNTIL=20270329T070000Z' })
  expect(startsIn(ends, '2027-03-16', '2027-12-31')).toEqual(['2027-03-22T09:00', '2027-03-29T09:00'])
})

test('a rule of hours names no days', () => {
  expect(isCountable(weekly())).toBe(true)
  expect(isCountable(weekly({ rrule: 'FREQ=HOURLY' }))).toBe(false)
  expect(isCountable(weekly({ rrule: null }))).toBe(false)
})
