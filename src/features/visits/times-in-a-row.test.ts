import { expect, test } from 'vitest'
import { minutesOf } from '#kernel/clock.ts'
import { shiftBlock, timesInARow } from './times-in-a-row.ts'
import { fc } from '../../../test/properties.ts'

test('from 8:00, 15 minutes each and the way between them', () => {
  const ways = [12, 7.5]
  expect(timesInARow([15, 15, 15], { start: '08:00', travel: (from) => ways[from] ?? 0 })).toEqual([
    '08:00',
    '08:27',
    '08:50',
  ])
  expect(timesInARow([15, 15, 15], { start: '08:00', travel: (from) => ways[from] ?? 0, step: 5 })).toEqual([
    '08:00',
    '08:30',
    '08:55',
  ])
})

test('a visit that would reach into the break begins after it', () => {
  const pause = { from: '12:00', minutes: 30 }
  expect(timesInARow([30, 45, 30], { start: '11:00', travel: () => 0, pause })).toEqual([
    '11:00',
    '12:30',
    '13:15',
  ])
  expect(timesInARow([30, 30], { start: '11:00', travel: () => 0, pause })).toEqual(['11:00', '11:30'])
})

test('what would end after midnight has no time', () => {
  expect(timesInARow([30, 30, 30], { start: '23:00', travel: () => 0 })).toEqual([
    '23:00',
    '23:30',
    undefined,
  ])
})

test('visits never overlap, and none is in the break', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 12 })
  fc.assert(
    fc.property(lengths, fc.nat(60), fc.constantFrom(1, 5, 15), (minutes, way, step) => {
      const pause = { from: '12:00', minutes: 45 }
      const times = timesInARow(minutes, { start: '08:00', travel: () => way, pause, step })
      let free = 0
      for (const [at, time] of times.entries()) {
        if (time === undefined) continue
        const begin = minutesOf(time)
        expect(begin).toBeGreaterThanOrEqual(free)
        free = begin + (minutes[at] ?? 0) + way
        expect(free - way <= 720 || begin >= 765).toBe(true)
      }
    }),
  )
})

test('a block moves as one and stops at today', () => {
  expect(shiftBlock([10, 12, 15], 3)).toEqual([13, 15, 18])
  expect(shiftBlock([10, 12, 15], -4, 8)).toEqual([8, 10, 13])
  expect(shiftBlock([10, 12], -4, 11)).toEqual([10, 12])
  expect(shiftBlock([], 3)).toEqual([])
})
