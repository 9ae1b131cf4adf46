import { expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { followUp } from './next-visit.ts'
import type { ChainRules } from './next-visit.ts'
import { placeVisits } from './place-visits.ts'
import type { PlaceRules, PlacedVisit, UnplacedVisit } from './placement.ts'
import { RHYTHM_BASES } from './rhythm.ts'
import { fc } from '../../../test/properties.ts'

// Rules together, as the store plays them: a visit is placed, lived with, closed, and the next one is placed.

const HOLIDAYS = new Map([
  [dayNumber('2026-12-25'), '1. Weihnachtstag'],
  [dayNumber('2027-01-01'), 'Neujahr'],
])
const WORKDAYS = [1, 2, 3, 4, 5]

interface Life {
  anchor: number
  no: number
  current: PlacedVisit | UnplacedVisit
  history: number[]
}
interface Close {
  today: number
  /** Where somebody moved it. */
  to?: number
  skip?: boolean
}

function begin(chain: ChainRules, anchor: number): Life {
  return { anchor, no: 1, current: placed(chain, anchor, anchor, 1, [], anchor, false), history: [] }
}

function close(chain: ChainRules, { anchor, no, current, history }: Life, { today, to, skip }: Close): Life {
  const day = to ?? dayOn(current)
  const doneOn = skip ? null : today
  const closed = {
    how: skip ? ('skipped' as const) : ('done' as const),
    nominal: current.nominal,
    day,
    doneOn,
  }
  const after = followUp(
    chain,
    { anchor, lastNo: no, ahead: [] },
    { ...closed, moved: to !== undefined },
    today,
  )
  if (!after.next) throw new Error('The chain ended')
  const past = skip ? history : [...history, today]
  const { nominal, no: next } = after.next
  const visit = placed(chain, after.anchor, nominal, next, past, today, after.asSoonAsPossible)
  return { anchor: after.anchor, no: next, current: visit, history: past }
}

function placed(
  { rhythm, endDate }: ChainRules,
  anchor: number,
  from: number,
  no: number,
  taken: readonly number[],
  earliest: number,
  asSoonAsPossible: boolean,
): PlacedVisit | UnplacedVisit {
  const rules: PlaceRules = {
    rhythm,
    count: 1,
    workdays: WORKDAYS,
    capacityPerDay: null,
    minimumGapDays: null,
    toleranceDays: null,
    onHoliday: 'nearest',
    whose: 'both',
    region: 'DE',
    earliest,
    latest: endDate,
  }
  const user = { workdays: WORKDAYS, region: null, absences: [], maxVisitsPerDay: null, load: new Map() }
  const customer = { contactId: 'c', assigneeId: 'u', region: null, openWeekdays: null, visited: [] }
  const found = placeVisits(
    rules,
    { holidays: new Map([['DE', HOLIDAYS]]), closures: new Map(), users: new Map([['u', user]]) },
    [{ ...customer, anchor, from, no, taken, asSoonAsPossible }],
  )
  const [visit] = [...found.placed, ...found.unplaced]
  if (!visit) throw new Error('A date was lost')
  return visit
}

function dayOn(visit: PlacedVisit | UnplacedVisit): number {
  return 'day' in visit ? visit.day : visit.nominal
}

const rules = (over: Partial<ChainRules> = {}): ChainRules => ({
  rhythm: { every: 1, unit: 'month', from: 'planned' },
  count: 0,
  refill: 'whenEmpty',
  catchUp: 'skip',
  endDate: null,
  ...over,
})

test('monthly on the 8th: done, moved to the 5th and done, and then on the 5th', () => {
  const n = dayNumber
  const first = begin(rules(), n('2026-12-08'))
  const second = close(rules(), first, { today: n('2026-12-08') })
  expect([dayOf(dayOn(second.current)), second.no]).toEqual(['2027-01-08', 2])
  const third = close(rules(), second, { to: n('2027-01-05'), today: n('2027-01-05') })
  expect([dayOf(dayOn(third.current)), third.no]).toEqual(['2027-02-05', 3])
})

test('a visit that gave way to Christmas does not move the year after it', () => {
  const first = begin(rules(), dayNumber('2026-11-25'))
  const christmas = close(rules(), first, { today: dayNumber('2026-11-25') })
  expect(dayOf(dayOn(christmas.current))).toBe('2026-12-24')
  const january = close(rules(), christmas, { today: dayNumber('2026-12-24') })
  expect(dayOf(dayOn(january.current))).toBe('2027-01-25')
})

test('a year of visits done late, early, moved or skipped: never twice on a day, never on a forbidden one', () => {
  const step = fc.record({
    late: fc.integer({ min: -3, max: 70 }),
    moved: fc.option(fc.integer({ min: -6, max: 20 }), { nil: undefined, freq: 2 }),
    skip: fc.boolean(),
  })
  const rhythm = fc.record({
    every: fc.integer({ min: 1, max: 6 }),
    unit: fc.constantFrom('week' as const, 'month' as const),
    from: fc.constantFrom(...RHYTHM_BASES),
    endOfMonth: fc.boolean(),
  })
  const plan = fc.record({ rhythm, catchUp: fc.constantFrom('skip' as const, 'one' as const) })
  const start = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') })
  fc.assert(
    fc.property(plan, start, fc.array(step, { minLength: 1, maxLength: 20 }), (over, anchor, steps) => {
      const chain = rules(over)
      let today = anchor
      let life = begin(chain, anchor)
      for (const { late, moved, skip } of steps) {
        const day = dayOn(life.current)
        today = Math.max(today + 1, day + late)
        const before = life.no
        life = close(chain, life, { today, skip, ...(moved === undefined ? {} : { to: day + moved }) })
        expect(life.no).toBeGreaterThan(before)
        if (!('day' in life.current)) continue
        expect(life.current.day).toBeGreaterThanOrEqual(today)
        expect(life.history).not.toContain(life.current.day)
        expect(weekdayOf(life.current.day)).toBeLessThanOrEqual(5)
        expect(HOLIDAYS.has(life.current.day)).toBe(false)
      }
    }),
    { numRuns: 2000 },
  )
})
