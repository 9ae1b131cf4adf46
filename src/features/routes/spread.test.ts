import { describe, expect, test } from 'vitest'
import { customersOf, onDueDays, withTolerance } from '../../../test/routes/region.ts'
import { spread } from './spread.ts'
import type { DueVisit, OpenDay, Spread } from './spread.ts'
import { fc } from '../../../test/properties.ts'

const home = { x: 0, y: 0 }
const days = (count: number, more: Partial<OpenDay> = {}): OpenDay[] =>
  Array.from({ length: count }, (_, index) => ({
    user: 'eva',
    day: 100 + index,
    start: home,
    end: home,
    minutes: 600,
    ...more,
  }))
const visit = (id: string, x: number, y: number, more: Partial<DueVisit> = {}): DueVisit => ({
  id,
  point: { x, y },
  minutes: 30,
  nominal: 102,
  from: 100,
  to: 104,
  users: ['eva'],
  ...more,
})
const dayOf = ({ placed }: Spread, id: string): number | undefined => placed.find((one) => one.id === id)?.day

describe('neighbours', () => {
  const west = ['w1', 'w2', 'w3'].map((id, at) => visit(id, -90, at, { nominal: 100 + at }))
  const east = ['e1', 'e2', 'e3'].map((id, at) => visit(id, 90, at, { nominal: 101 + at }))

  test('are visited on one day, and it says beside whom', () => {
    const found = spread([...west, ...east], days(5))
    expect(new Set(west.map(({ id }) => dayOf(found, id))).size).toBe(1)
    expect(new Set(east.map(({ id }) => dayOf(found, id))).size).toBe(1)
    const moved = found.placed.find(({ id, moved }) => id.startsWith('w') && moved !== 0)
    expect(moved).toMatchObject({ code: 'near', nearKm: expect.any(Number) as number })
    expect(moved?.nearId).toMatch(/^w/)
    expect(found.km).toBeLessThan(2 * 182 + 10)
  })

  test('stay apart where the tolerance does not reach', () => {
    const [first, second] = [visit('1', 90, 0, { to: 101 }), visit('2', 90, 1, { from: 103 })]
    const found = spread([first, second], days(5))
    expect(dayOf(found, '1')).toBeLessThanOrEqual(101)
    expect(dayOf(found, '2')).toBeGreaterThanOrEqual(103)
  })

  test('join what is agreed already', () => {
    const found = spread(
      [visit('1', 90, 0, { fixed: { user: 'eva', day: 104 } }), visit('2', 90, 1)],
      days(5),
    )
    expect(found.placed).toMatchObject([
      { id: '1', day: 104, code: 'agreed' },
      { id: '2', day: 104, code: 'near', moved: 2, nearId: '1', nearKm: 1 },
    ])
  })
})

test('a visit without neighbours or position stays on its day', () => {
  const found = spread([visit('1', 50, 50), visit('2', 0, 0, { point: undefined, nominal: 103 })], days(5))
  expect(found.placed).toMatchObject([
    { id: '1', day: 102, code: 'nominal', moved: 0 },
    { id: '2', day: 103, code: 'nominal', nearId: undefined },
  ])
})

test('what fits on no day has a reason', () => {
  const found = spread(
    [
      visit('weekend', 1, 1, { from: 110, to: 111 }),
      visit('closed', 1, 1, { closed: [100, 101, 102, 103, 104] }),
      visit('far', 400, 1),
      visit('full', 1, 2, { from: 100, to: 100 }),
      visit('agreed', 1, 3, { fixed: { user: 'eva', day: 100 } }),
      visit('absent', 1, 3, { fixed: { user: 'eva', day: 120 } }),
    ],
    days(5, { visits: 1 }),
  )
  expect(found.unplaced).toEqual([
    { id: 'weekend', reason: 'tolerance' },
    { id: 'closed', reason: 'tolerance' },
    { id: 'far', reason: 'far' },
    { id: 'full', reason: 'capacity' },
  ])
  expect(found.placed).toMatchObject([
    { id: 'agreed', day: 100, code: 'agreed' },
    { id: 'absent', day: 120, code: 'agreed' },
  ])
})

test('several users share the work by where they set out', () => {
  const users = ['eva', 'tom']
  const all = [visit('1', 90, 0, { users }), visit('2', -90, 0, { users }), visit('3', -90, 3, { users })]
  const tom = days(5, { user: 'tom', start: { x: -90, y: 0 }, end: { x: -90, y: 0 } })
  const found = spread(all, [...days(5), ...tom])
  expect(found.placed.map(({ user }) => user)).toEqual(['eva', 'tom', 'tom'])
})

test('a day does not get far more than the others', () => {
  const all = Array.from({ length: 60 }, (_, index) =>
    visit(String(index), 5 + index / 100, 5, { minutes: 5 }),
  )
  const found = spread(all, days(5))
  const loads = [...Map.groupBy(found.placed, ({ day }) => day).values()].map((tour) => tour.length)
  expect(found.placed).toHaveLength(60)
  expect(Math.max(...loads)).toBeLessThanOrEqual(18)
})

test('any month: each visit once, inside its tolerance, with its users, within capacity; the same again', () => {
  const visits = fc.array(
    fc.record({
      x: fc.integer({ min: -50, max: 50 }),
      y: fc.integer({ min: -50, max: 50 }),
      nominal: fc.integer({ min: 98, max: 108 }),
      tolerance: fc.integer({ min: 0, max: 4 }),
      users: fc.constantFrom(['eva'], ['tom'], ['tom', 'eva']),
      agreed: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(visits, (given) => {
      const all = given.map(({ x, y, nominal, tolerance, users, agreed }, index) =>
        visit(String(index), x, y, {
          nominal,
          users,
          from: nominal - tolerance,
          to: nominal + tolerance,
          ...(agreed === 0 ? { fixed: { user: users[0] ?? '', day: nominal } } : {}),
        }),
      )
      const open = [...days(7, { visits: 3 }), ...days(5, { user: 'tom' })]
      const found = spread(all, open, { rounds: 40 })
      expect([...found.placed, ...found.unplaced].map(({ id }) => id).sort()).toEqual(
        all.map(({ id }) => id).sort(),
      )
      for (const { id, user, day, moved } of found.placed) {
        const { fixed, nominal, from, to, users } = all[Number(id)] as DueVisit
        expect(moved).toBe(day - nominal)
        if (fixed) expect({ user, day }).toEqual(fixed)
        else expect(from <= day && day <= to && users.includes(user)).toBe(true)
      }
      for (const { user, day, visits = Number.POSITIVE_INFINITY } of open) {
        const tour = found.placed.filter((one) => one.user === user && one.day === day)
        const agreed = tour.filter(({ code }) => code === 'agreed').length
        expect(tour.length).toBeLessThanOrEqual(Math.max(visits, agreed))
      }
      expect(spread(all, open, { rounds: 40 })).toEqual(found)
    }),
    { numRuns: 40 },
  )
})

test('in a region a tolerance of 20 % saves at least 40 % of the way to a visit', () => {
  const customers = customersOf(1)
  const due = onDueDays(customers, false)
  const chosen = withTolerance(customers, { percent: 20, rounds: 400 })
  expect(chosen.km / chosen.visits).toBeLessThan((0.6 * due.km) / due.visits)
  expect(chosen.visits).toBeGreaterThan(0.9 * due.visits)
  expect(chosen.outside).toBe(0)
})
