import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { followUp, resumeDate } from './next-visit.ts'
import type { Chain, ChainRules, ClosedVisit } from './next-visit.ts'
import { nominalDays } from './occurrences.ts'
import { RHYTHM_BASES } from './rhythm.ts'
import type { Rhythm } from './rhythm.ts'
import { fc } from '../../../test/properties.ts'

const n = dayNumber
const monthly: Rhythm = { every: 1, unit: 'month', from: 'planned' }
const rules = (over: Partial<ChainRules> = {}): ChainRules => ({
  rhythm: monthly,
  count: 0,
  refill: 'whenEmpty',
  catchUp: 'skip',
  endDate: null,
  ...over,
})
const chain = (anchor: string, over: Partial<Chain> = {}): Chain => ({
  anchor: n(anchor),
  lastNo: 1,
  ahead: [],
  ...over,
})
/** Done on its nominal day, unless more is said. */
const done = (nominal: string, day = nominal, doneOn = day): ClosedVisit => ({
  how: 'done',
  nominal: n(nominal),
  day: n(day),
  moved: day !== nominal,
  doneOn: n(doneOn),
})
const next = (
  r: ChainRules,
  c: Chain,
  closed: ClosedVisit,
  today = dayOf(closed.doneOn ?? closed.day),
): { no: number; date: string } | null => {
  const found = followUp(r, c, closed, n(today)).next
  return found && { no: found.no, date: dayOf(found.nominal) }
}

describe('a visit of the 8th, moved to the 5th and made on the 7th', () => {
  const moved = done('2027-01-08', '2027-01-05', '2027-01-07')
  test.each([
    ['planned', '2027-02-05'],
    ['anchor', '2027-02-08'],
    ['done', '2027-02-07'],
    ['later', '2027-02-07'],
  ] as const)('counted from %s is followed by %s', (from, date) => {
    const r = rules({ rhythm: { ...monthly, from } })
    expect(next(r, chain('2026-12-08', { lastNo: 2 }), moved)).toEqual({ no: 3, date })
  })

  test('keeps its chain on the new day from then on', () => {
    const after = followUp(rules(), chain('2026-12-08', { lastNo: 2 }), moved, n('2027-01-07'))
    expect(dayOf(after.anchor)).toBe('2027-01-05')
    expect(next(rules(), { anchor: after.anchor, lastNo: 3, ahead: [] }, done('2027-02-05'))).toEqual({
      no: 4,
      date: '2027-03-05',
    })
  })
})

test('even calendar weeks stay even, whenever a visit is made', () => {
  const r = rules({ rhythm: { every: 1, unit: 'week', weeks: 'even', weekdays: [2], from: 'planned' } })
  const moved = done('2027-01-12', '2027-01-19', '2027-01-20')
  expect(next(r, chain('2027-01-12'), moved)?.date).toBe('2027-01-26')
})

describe('the anchor', () => {
  test('stays the 31st when February is visited on its last day', () => {
    for (const from of RHYTHM_BASES) {
      const r = rules({ rhythm: { ...monthly, from } })
      expect(next(r, chain('2027-01-31'), done('2027-02-28'))?.date).toBe('2027-03-31')
    }
  })

  test('is not moved by a visit that gave way to Christmas', () => {
    const shifted = { ...done('2026-12-25', '2026-12-23'), moved: false }
    expect(next(rules(), chain('2026-11-25'), shifted)?.date).toBe('2027-01-25')
  })

  test('becomes the day of the last visit that stays when the rhythm changes from four to eight weeks', () => {
    const eightWeeks = rules({ rhythm: { every: 8, unit: 'week', from: 'planned' } })
    const confirmed = done('2026-11-30')
    expect(next(eightWeeks, chain('2026-11-30'), confirmed)?.date).toBe('2027-01-25')
  })
})

describe('a visit done late', () => {
  const late = done('2027-01-08', '2027-01-08', '2027-02-19')
  test('leaves out what has passed and says which dates these were', () => {
    const after = followUp(rules(), chain('2027-01-08', { lastNo: 4 }), late, n('2027-02-19'))
    expect(after.missed.map(({ no, nominal }) => [no, dayOf(nominal)])).toEqual([[5, '2027-02-08']])
    expect(after.next).toEqual({ no: 6, nominal: n('2027-03-08') })
    expect(after.asSoonAsPossible).toBe(false)
  })

  test('is made up for once when the plan says so', () => {
    const after = followUp(
      rules({ catchUp: 'one' }),
      chain('2027-01-08', { lastNo: 4 }),
      late,
      n('2027-03-20'),
    )
    expect(after.missed.map(({ no, nominal }) => [no, dayOf(nominal)])).toEqual([[5, '2027-02-08']])
    expect(after.next).toEqual({ no: 6, nominal: n('2027-03-08') })
    expect(after.asSoonAsPossible).toBe(true)
  })

  test('is not made up for on a day that has a date of its own', () => {
    const onTheDay = followUp(rules({ catchUp: 'one' }), chain('2027-01-08'), late, n('2027-03-08'))
    expect([onTheDay.missed.length, onTheDay.next, onTheDay.asSoonAsPossible]).toEqual([
      1,
      { no: 3, nominal: n('2027-03-08') },
      false,
    ])
  })

  test('counted from the day it was done has missed nothing', () => {
    const r = rules({ rhythm: { ...monthly, from: 'done' } })
    const after = followUp(r, chain('2027-01-08'), late, n('2027-02-19'))
    expect([after.missed, dayOf(after.next?.nominal ?? 0)]).toEqual([[], '2027-03-19'])
  })
})

describe('how many follow', () => {
  const ahead = [{ nominal: n('2027-02-08') }, { nominal: n('2027-03-08') }]
  const closed = done('2027-01-08')
  const c = chain('2027-01-08', { lastNo: 3, ahead })

  test('none while others are ahead', () => {
    expect(next(rules({ count: 3 }), c, closed)).toBeNull()
    expect(next(rules({ count: 0 }), chain('2027-01-08', { ahead: ahead.slice(1) }), closed)).toBeNull()
  })

  test('one when the last of them is done', () => {
    const after = followUp(
      rules({ count: 3 }),
      chain('2027-01-08', { lastNo: 3 }),
      done('2027-03-08'),
      n('2027-03-08'),
    )
    expect([after.count, after.next]).toEqual([1, { no: 4, nominal: n('2027-04-08') }])
  })

  test('as many as are missing from a rolling number, after the last', () => {
    const after = followUp(rules({ count: 4, refill: 'rolling' }), c, closed, n('2027-01-08'))
    expect([after.count, after.next]).toEqual([2, { no: 4, nominal: n('2027-04-08') }])
  })

  test('none by itself when the plan is not refilled', () => {
    expect(next(rules({ count: 3, refill: 'none' }), chain('2027-01-08'), closed)).toBeNull()
  })

  test('none after the end of the plan', () => {
    expect(next(rules({ endDate: n('2027-02-07') }), chain('2027-01-08'), closed)).toBeNull()
    expect(next(rules({ endDate: n('2027-02-08') }), chain('2027-01-08'), closed)?.date).toBe('2027-02-08')
  })
})

test('a skipped visit is followed by the next one all the same, counted from its nominal day', () => {
  const skipped: ClosedVisit = { ...done('2027-01-08', '2027-01-20'), how: 'skipped', doneOn: null }
  expect(next(rules(), chain('2027-01-08'), skipped, '2027-01-04')).toEqual({ no: 2, date: '2027-02-08' })
})

test('after the season the next one is in the next year', () => {
  const r = rules({ rhythm: { ...monthly, season: { from: '03-01', to: '10-31' } } })
  expect(next(r, chain('2026-03-10'), done('2026-10-10'))?.date).toBe('2027-03-10')
})

test('after a pause of three months nothing is made up for', () => {
  const resumed = resumeDate(
    rules(),
    { anchor: n('2027-01-08'), lastNo: 1 },
    n('2027-01-08'),
    n('2027-04-15'),
  )
  expect(resumed).toEqual({ no: 2, nominal: n('2027-05-08') })
})

test('a hundred visits, made whenever: numbers and days only grow, and no follow-up has passed', () => {
  const steps = fc.array(
    fc.record({
      late: fc.integer({ min: -10, max: 90 }),
      moved: fc.integer({ min: -9, max: 9 }),
      skip: fc.boolean(),
    }),
    { minLength: 20, maxLength: 100 },
  )
  const rhythm = fc.record({
    every: fc.integer({ min: 1, max: 9 }),
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    from: fc.constantFrom(...RHYTHM_BASES),
    weekdays: fc.constantFrom<number[] | undefined>(undefined, [2], [1, 4]),
  })
  fc.assert(
    fc.property(rhythm, steps, fc.constantFrom('skip' as const, 'one' as const), (beat, visits, catchUp) => {
      const r = rules({ rhythm: beat, catchUp })
      const start = nominalDays(beat, 20_000).at(0) ?? 0
      let [anchor, no, nominal, today] = [start, 1, start, start]
      for (const { late, moved, skip } of visits) {
        today = Math.max(today, nominal + late)
        const day = nominal + moved
        const closed: ClosedVisit = skip
          ? { how: 'skipped', nominal, day, moved: moved !== 0, doneOn: null }
          : { how: 'done', nominal, day, moved: moved !== 0, doneOn: today }
        const after = followUp(r, { anchor, lastNo: no, ahead: [] }, closed, today)
        const numbers = [...after.missed, ...(after.next ? [after.next] : [])].map((date) => date.no)
        expect(numbers).toEqual(numbers.map((_, at) => no + 1 + at))
        if (!after.next) throw new Error('The chain ended')
        if (!after.asSoonAsPossible) expect(after.next.nominal).toBeGreaterThanOrEqual(today)
        if (!after.asSoonAsPossible && !skip) expect(after.next.nominal).toBeGreaterThan(today)
        ;({ no, nominal } = after.next)
        anchor = after.anchor
      }
    }),
    { numRuns: 500 },
  )
})
