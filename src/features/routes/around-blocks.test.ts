import { expect, test } from 'vitest'
import { aroundBlocks } from './around-blocks.ts'
import type { Day, DayStop } from './day-route.ts'
import { distancesOf } from './distances.ts'

const hours = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const home = { lat: 50.94, lon: 6.96 }
const away = { lat: 50.73, lon: 7.1 }
const meeting = { from: hours('08:30'), to: hours('10:00') }

function routeWith(more: Partial<DayStop>) {
  const stops = [
    { id: '1', point: away, minutes: 30, open: [{ from: hours('09:30'), to: hours('17:00') }], ...more },
  ]
  const day: Day = { stops, start: home, end: home, from: hours('08:00'), to: hours('17:00') }
  return aroundBlocks(day, [meeting], { distances: distancesOf([away, home, home], 'road') })
}

test('nobody sets out for the first customer in the middle of an appointment', () => {
  const { leaves, stops } = routeWith({})
  expect(leaves).toBeGreaterThanOrEqual(meeting.to)
  expect(stops[0]?.begins).toBe(leaves + (stops[0]?.drivingMinutes ?? 0))
})

test('what is agreed begins when it was agreed all the same', () => {
  expect(routeWith({ fixedAt: hours('10:10') }).stops[0]?.begins).toBe(hours('10:10'))
})
