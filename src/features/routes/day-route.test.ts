import { describe, expect, test } from 'vitest'
import { dayRoute } from './day-route.ts'
import type { Day, DayRoute, DayStop } from './day-route.ts'
import { fc } from '../../../test/properties.ts'

const hours = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const home = { lat: 50.94, lon: 6.96 }
const stop = (id: string, more: Partial<DayStop> = {}): DayStop => ({
  id,
  point: { lat: 50.94, lon: 6.96 + Number(id) / 100 },
  minutes: 30,
  ...more,
})
const day = (stops: DayStop[], more: Partial<Day> = {}): Day => ({
  stops,
  start: home,
  end: home,
  from: hours('08:00'),
  to: hours('17:00'),
  ...more,
})
const ids = ({ stops }: DayRoute): string[] => stops.map(({ id }) => id)

describe('the route of a day', () => {
  test('without an end goes from the nearest to the farthest', () => {
    const { end: _, ...open } = day([stop('5'), stop('1'), stop('9'), stop('3')])
    expect(ids(dayRoute(open))).toEqual(['1', '3', '5', '9'])
  })

  test('keeps an agreed time and fills the rest around it', () => {
    const route = dayRoute(day([stop('1'), stop('2', { fixedAt: hours('08:10') }), stop('3')]))
    expect(ids(route)[0]).toBe('2')
    expect(route.stops[0]).toMatchObject({ begins: hours('08:10'), departure: hours('08:40') })
    expect(route.unreachable).toEqual([])
  })

  test('comes when customers are open, and is done before they close', () => {
    const open = [
      { from: hours('09:00'), to: hours('12:00') },
      { from: hours('14:00'), to: hours('16:00') },
    ]
    const stops = Array.from({ length: 9 }, (_, index) => stop(String(index + 1), { open }))
    const route = dayRoute(day(stops))
    expect(route.unreachable.map(({ reason }) => reason)).toEqual(route.unreachable.map(() => 'full'))
    for (const { begins, departure } of route.stops) {
      expect(open.some(({ from, to }) => from <= begins && departure <= to)).toBe(true)
    }
    expect(route.stops.length).toBeGreaterThanOrEqual(7)
  })

  test('says why a visit is not on it', () => {
    const route = dayRoute(
      day([
        stop('1', { point: undefined }),
        stop('2', { open: [{ from: hours('12:00'), to: hours('12:20') }] }),
        stop('3', { point: { lat: 41.4, lon: 2.17 } }),
        stop('4', { minutes: 500 }),
        stop('5', { fixedAt: hours('10:00') }),
      ]),
    )
    expect(ids(route)).toEqual(['5'])
    expect(route.unreachable).toEqual([
      { id: '1', reason: 'noPosition' },
      { id: '2', reason: 'closed' },
      { id: '3', reason: 'far' },
      { id: '4', reason: 'full' },
    ])
  })

  test('keeps what is agreed outside of working hours', () => {
    const route = dayRoute(day([stop('1', { fixedAt: hours('19:00') }), stop('2')]))
    expect(ids(route)).toEqual(['2', '1'])
    expect(route.stops[0]?.departure).toBeLessThanOrEqual(hours('17:00'))
  })

  test('of nothing is nothing', () => {
    expect(dayRoute(day([]))).toMatchObject({ stops: [], unreachable: [], distanceKm: 0, drivingMinutes: 0 })
  })

  test('leaves late enough not to wait at the first door', () => {
    const route = dayRoute(day([stop('1', { open: [{ from: hours('10:00'), to: hours('12:00') }] })]))
    expect(route.stops[0]).toMatchObject({ arrival: hours('10:00'), begins: hours('10:00') })
    expect(route.leaves).toBe(hours('10:00') - (route.stops[0]?.drivingMinutes ?? 0))
  })
})

describe('lunch', () => {
  const lunch = { from: hours('11:30'), to: hours('14:00'), minutes: 45 }

  test('lies between two visits', () => {
    const route = dayRoute(
      day(
        ['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => stop(id, { minutes: 40 })),
        { lunch },
      ),
    )
    expect(route.lunch).toBeDefined()
    expect(isFree(route)).toBe(true)
  })

  test('is moved to where agreed visits leave room for it', () => {
    const stops = [
      stop('1', { fixedAt: hours('11:00'), minutes: 90 }),
      stop('2', { fixedAt: hours('13:30') }),
      stop('3'),
    ]
    const route = dayRoute(day(stops, { lunch }))
    expect(route.unreachable).toEqual([])
    expect(route.lunch).toEqual({ from: hours('12:30'), to: hours('13:15') })
    expect(isFree(route)).toBe(true)
  })

  test('is no matter for who is home before', () => {
    expect(dayRoute(day([stop('1')], { lunch })).lunch).toBeUndefined()
  })
})

test('any day: all visits are made or have a reason, times follow on each other, agreed ones are kept', () => {
  const stops = fc.array(
    fc.record({
      lat: fc.integer({ min: -20, max: 20 }),
      lon: fc.integer({ min: -20, max: 20 }),
      minutes: fc.integer({ min: 5, max: 90 }),
      fixedAt: fc.option(fc.integer({ min: 480, max: 1000 }), { nil: undefined, freq: 6 }),
    }),
    { maxLength: 9 },
  )
  const lunches = fc.option(fc.constant({ from: 690, to: 840, minutes: 30 }), { nil: undefined })
  fc.assert(
    fc.property(stops, lunches, fc.boolean(), (given, lunch, closed) => {
      const asked = given.map(({ lat, lon, minutes, fixedAt }, index) => ({
        id: String(index),
        point: { lat: 50 + lat / 100, lon: 7 + lon / 100 },
        minutes,
        ...(fixedAt === undefined ? {} : { fixedAt }),
      }))
      const { end, ...open } = day(asked, lunch ? { lunch } : {})
      const route = dayRoute(closed && end ? { ...open, end } : open)
      expect([...ids(route), ...route.unreachable.map(({ id }) => id)].sort()).toEqual(
        asked.map(({ id }) => id).sort(),
      )
      let time = route.leaves
      for (const { id, arrival, begins, departure, drivingMinutes } of route.stops) {
        const visit = asked[Number(id)]
        expect(arrival).toBeGreaterThanOrEqual(time + drivingMinutes)
        expect(begins).toBeGreaterThanOrEqual(arrival)
        expect(departure).toBe(begins + (visit?.minutes ?? 0))
        if (visit?.fixedAt !== undefined) expect(begins).toBe(visit.fixedAt)
        time = departure
      }
      if (route.lunch) expect(isFree(route)).toBe(true)
      const km = route.stops.reduce((sum, { distanceKm }) => sum + distanceKm, 0)
      expect(route.distanceKm).toBeGreaterThanOrEqual(km - 1e-9)
    }),
    { numRuns: 60 },
  )
})

/** Nobody visits or drives in their lunch. */
function isFree({ stops, lunch }: DayRoute): boolean {
  if (!lunch) return false
  return stops.every(
    ({ arrival, departure, drivingMinutes }) =>
      departure <= lunch.from || arrival - drivingMinutes >= lunch.to,
  )
}
