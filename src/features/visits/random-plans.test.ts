import { expect, test } from 'vitest'
import { dayOf, weekdayOf } from '#kernel/day.ts'
import { ON_HOLIDAY } from './visit-plan.ts'
import { placeVisits } from './place-visits.ts'
import type { DayFacts, PlaceCustomer, PlaceRules, Placement } from './placement.ts'
import { fc } from '../../../test/properties.ts'

// Random plans of a few customers, with holidays on one day in nine.

const START = 20_000
const SPAN = 900
const USERS = ['u1', 'u2', 'u3']
const REGIONS = ['r1', 'r2']

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
const day = fc.integer({ min: START - 30, max: START + 300 })
const rhythm: fc.Arbitrary<PlaceRules['rhythm']> = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 40 }), unit: fc.constant('day' as const) }),
  fc.record({
    every: fc.integer({ min: 1, max: 5 }),
    unit: fc.constant('week' as const),
    weekdays: fc.option(weekdays, { nil: undefined }),
  }),
  fc.record({
    every: fc.constant(1),
    unit: fc.constant('week' as const),
    weeks: fc.constantFrom('even' as const, 'odd' as const),
    weekdays: fc.option(weekdays, { nil: undefined }),
  }),
  fc.record({
    every: fc.integer({ min: 1, max: 2 }),
    unit: fc.constant('month' as const),
    weekdays: fc.option(weekdays, { nil: undefined }),
    setPosition: fc.constantFrom(1, 2, -1),
    season: fc.constantFrom(undefined, { from: '03-15', to: '10-31' }, { from: '11-15', to: '04-30' }),
  }),
)
const number = (max: number) => fc.option(fc.integer({ min: 1, max }), { freq: 2 })
const rules: fc.Arbitrary<PlaceRules> = fc.record({
  rhythm,
  count: fc.integer({ min: 0, max: 8 }),
  workdays: weekdays,
  capacityPerDay: number(3),
  minimumGapDays: number(10),
  toleranceDays: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 2 }),
  onHoliday: fc.constantFrom(...ON_HOLIDAY),
  whose: fc.constantFrom('customer' as const, 'staff' as const, 'both' as const),
  region: fc.constantFrom(null, 'r1'),
  earliest: fc.constantFrom(START, START + 15),
  latest: fc.constant(null),
})
const region = fc.option(fc.constantFrom(...REGIONS))
const customer = fc.record({
  assigneeId: fc.constantFrom(...USERS),
  anchor: fc.integer({ min: START, max: START + 60 }),
  no: fc.integer({ min: 1, max: 5 }),
  region,
  openWeekdays: fc.option(weekdays),
  taken: fc.array(day, { maxLength: 4 }),
  visited: fc.array(day, { maxLength: 4 }),
})
const customers: fc.Arbitrary<PlaceCustomer[]> = fc
  .array(customer, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, at) => ({ ...one, contactId: `c${at}`, from: one.anchor })))
const holidays = fc
  .uniqueArray(fc.integer({ min: START, max: START + SPAN }), { minLength: 0, maxLength: SPAN / 9 })
  .map((days) => new Map(days.map((at) => [at, `holiday ${at}`])))
const absence = fc
  .tuple(day, fc.integer({ min: 0, max: 30 }))
  .map(([from, length]) => ({ from, to: from + length, kind: 'sick' }))
const facts = fc.record({
  holidays: fc
    .tuple(holidays, holidays)
    .map((all) => new Map(all.map((days, at) => [REGIONS[at] ?? '', days]))),
  closures: fc.array(day, { maxLength: 3 }).map((days) => new Map(days.map((at) => [at, 'closed']))),
  users: fc.array(
    fc.record({
      workdays: weekdays,
      region,
      absences: fc.array(absence, { maxLength: 3 }),
      maxVisitsPerDay: number(4),
    }),
    { minLength: 3, maxLength: 3 },
  ),
})
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never

/** Facts with days that nothing is on yet. */
const fresh = (known: Facts): DayFacts => ({
  ...known,
  users: new Map(
    known.users.map((user, at) => [USERS[at] ?? '', { ...user, load: new Map<number, number>() }]),
  ),
})

test('10,000 random plans: no day twice, none that is forbidden, none lost', () => {
  fc.assert(
    fc.property(rules, customers, facts, (r, all, known) => {
      const placement = placeVisits(r, fresh(known), all)
      const wanted = all.flatMap((one) =>
        Array.from({ length: Math.max(1, r.count) }, (_, at) => `${one.contactId} ${one.no + at}`),
      )
      expect(answered(placement)).toEqual(wanted.sort())
      for (const one of all) expectInOrder(placement, one, r)
      expectAllowed(placement, r, all, fresh(known))
    }),
    { numRuns: 10_000 },
  )
})

test('without a limit to the day the order of customers changes nothing', () => {
  fc.assert(
    fc.property(rules, customers, facts, (r, all, known) => {
      const unlimited = { ...known, users: known.users.map((user) => ({ ...user, maxVisitsPerDay: null })) }
      const [forth, back] = [all, all.toReversed()].map((order) =>
        placeVisits({ ...r, capacityPerDay: null }, fresh(unlimited), order),
      )
      const sorted = (placement: Placement | undefined) =>
        [...(placement?.placed ?? []), ...(placement?.unplaced ?? [])]
          .map((date) => JSON.stringify(date))
          .sort()
      expect(sorted(back)).toEqual(sorted(forth))
    }),
    { numRuns: 1000 },
  )
})

function answered({ placed, unplaced }: Placement): string[] {
  return [...placed, ...unplaced].map(({ contactId, no }) => `${contactId} ${no}`).sort()
}

/** Nominal days grow with the numbers, and so do the days; all stand apart as far as the plan wants. */
function expectInOrder(
  { placed, unplaced }: Placement,
  { contactId, taken, visited }: PlaceCustomer,
  r: PlaceRules,
) {
  const mine = placed.filter((date) => date.contactId === contactId)
  const dates = [...mine, ...unplaced.filter((date) => date.contactId === contactId)].sort(
    (a, b) => a.no - b.no,
  )
  for (const [at, { nominal }] of dates.entries()) {
    if (at > 0 && nominal <= (dates[at - 1]?.nominal ?? 0)) throw new Error('Nominal days do not grow')
  }
  for (const [at, { day: on }] of mine.entries()) {
    const before = mine[at - 1]?.day ?? -Infinity
    if (on - before < Math.max(1, r.minimumGapDays ?? 0)) throw new Error('Too close to the one before')
    if (taken.includes(on)) throw new Error('Two visits on a day')
    if ([...taken, ...visited].some((other) => Math.abs(other - on) < (r.minimumGapDays ?? 0))) {
      throw new Error('Too close to another visit')
    }
  }
}

function expectAllowed(
  { placed }: Placement,
  r: PlaceRules,
  all: PlaceCustomer[],
  { holidays: named, closures, users }: DayFacts,
) {
  const load = new Map<string, number>()
  for (const { contactId, assigneeId, day: on, nominal, dueFrom, dueTo, shift } of placed) {
    const of = all.find((one) => one.contactId === contactId)
    const user = users.get(assigneeId)
    if (!of || !user) throw new Error('A visit of nobody')
    const regions = [
      ...(r.whose === 'staff' ? [] : [of.region ?? r.region]),
      ...(r.whose === 'customer' ? [] : [user.region ?? r.region]),
    ]
    const isHoliday = regions.some((key) => named.get(key ?? '')?.has(on))
    const forbidden = [
      isHoliday && r.onHoliday !== 'keep',
      !r.workdays.includes(weekdayOf(on)) || !user.workdays.includes(weekdayOf(on)),
      of.openWeekdays !== null && !of.openWeekdays.includes(weekdayOf(on)),
      closures.has(on),
      user.absences.some(({ from, to }) => from <= on && on <= to),
      on < r.earliest || on < dueFrom || on > dueTo,
      r.onHoliday === 'before' && on > nominal,
      r.onHoliday === 'after' && on < nominal,
      (on === nominal) !== (shift === null),
      !isInSeason(r.rhythm, on),
    ]
    expect(forbidden.indexOf(true), `${contactId} on ${on}`).toBe(-1)
    const key = `${assigneeId} ${on}`
    load.set(key, (load.get(key) ?? 0) + 1)
    expect(load.get(key)).toBeLessThanOrEqual(Math.min(r.capacityPerDay ?? 99, user.maxVisitsPerDay ?? 99))
  }
}

function isInSeason({ season }: PlaceRules['rhythm'], on: number): boolean {
  const at = dayOf(on).slice(5)
  if (!season) return true
  return season.from <= season.to
    ? season.from <= at && at <= season.to
    : at >= season.from || at <= season.to
}
