import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { placeVisits, visitPlacer } from './place-visits.ts'
import type { DayFacts, PlaceCustomer, PlaceRules, Placement, UserDays } from './placement.ts'

const n = dayNumber
const easter = new Map([
  [n('2027-01-01'), 'Neujahr'],
  [n('2027-03-26'), 'Karfreitag'],
  [n('2027-03-29'), 'Ostermontag'],
])
const epiphany = new Map([[n('2027-01-06'), 'Heilige Drei Könige']])

const user = (over: Partial<UserDays> = {}): UserDays => ({
  workdays: [1, 2, 3, 4, 5],
  region: null,
  absences: [],
  maxVisitsPerDay: null,
  load: new Map(),
  ...over,
})
const facts = (over: Partial<DayFacts> = {}): DayFacts => ({
  holidays: new Map([
    ['DE', easter],
    ['DE-BW', new Map([...easter, ...epiphany])],
  ]),
  closures: new Map(),
  users: new Map([['anna', user()]]),
  ...over,
})
const rules = (over: Partial<PlaceRules> = {}): PlaceRules => ({
  rhythm: { every: 1, unit: 'month' },
  count: 1,
  workdays: [1, 2, 3, 4, 5],
  capacityPerDay: null,
  minimumGapDays: null,
  toleranceDays: null,
  onHoliday: 'nearest',
  whose: 'both',
  region: 'DE',
  earliest: n('2026-08-01'),
  latest: null,
  ...over,
})
const customer = (anchor: string, over: Partial<PlaceCustomer> = {}): PlaceCustomer => ({
  contactId: 'Müller',
  assigneeId: 'anna',
  anchor: n(anchor),
  from: n(anchor),
  no: 1,
  region: null,
  openWeekdays: null,
  taken: [],
  visited: [],
  ...over,
})
const days = ({ placed }: Placement) => placed.map(({ day }) => dayOf(day))
/** Where one visit goes: its day and what moved it, or why it stayed without a day. */
const one = (r: PlaceRules, c: PlaceCustomer, f = facts()): string => {
  const { placed, unplaced } = placeVisits(r, f, [c])
  const words = placed.map(({ day, shift }) =>
    [dayOf(day), shift?.reason, shift?.detail].filter((word) => word).join(' '),
  )
  return [...words, ...unplaced.map(({ reason, detail }) => `none: ${reason} ${detail}`.trim())].join(', ')
}

test('four monthly visits from 31 August: what falls on a Saturday moves, nominal days stay', () => {
  const { placed, unplaced } = placeVisits(rules({ count: 4 }), facts(), [customer('2026-08-31')])
  expect(placed.map(({ nominal, day }) => [dayOf(nominal), dayOf(day)])).toEqual([
    ['2026-08-31', '2026-08-31'],
    ['2026-09-30', '2026-09-30'],
    ['2026-10-31', '2026-10-30'],
    ['2026-11-30', '2026-11-30'],
  ])
  expect([placed.map(({ no }) => no), unplaced]).toEqual([[1, 2, 3, 4], []])
})

describe('a visit on Good Friday', () => {
  const friday = customer('2027-03-26')
  test.each([
    ['nearest', 5, '2027-03-25 holiday Karfreitag'],
    ['before', 5, '2027-03-25 holiday Karfreitag'],
    ['after', 5, '2027-03-30 holiday Karfreitag'],
    ['after', 2, 'none: holiday Karfreitag'],
    ['skip', 5, 'none: holiday Karfreitag'],
    ['keep', 5, '2027-03-26'],
  ] as const)('with %s and %i days: %s', (onHoliday, toleranceDays, expected) => {
    expect(one(rules({ onHoliday, toleranceDays }), friday)).toBe(expected)
  })

  test('without a day keeps its nominal day and its window', () => {
    const { unplaced } = placeVisits(rules({ onHoliday: 'after', toleranceDays: 2 }), facts(), [friday])
    expect(unplaced).toEqual([
      {
        contactId: 'Müller',
        assigneeId: 'anna',
        no: 1,
        nominal: n('2027-03-26'),
        dueFrom: n('2027-03-24'),
        dueTo: n('2027-03-28'),
        reason: 'holiday',
        detail: 'Karfreitag',
      },
    ])
  })
})

test("6 January in Baden-Württemberg, visited from Hesse: a holiday unless only the user's count", () => {
  const swabian = customer('2027-01-06', { region: 'DE-BW' })
  expect(one(rules(), swabian)).toBe('2027-01-05 holiday Heilige Drei Könige')
  expect(one(rules({ whose: 'customer' }), swabian)).toBe('2027-01-05 holiday Heilige Drei Könige')
  expect(one(rules({ whose: 'staff' }), swabian)).toBe('2027-01-06')
  const swabianUser = facts({ users: new Map([['anna', user({ region: 'DE-BW' })]]) })
  expect(one(rules({ whose: 'staff' }), customer('2027-01-06'), swabianUser)).toContain('2027-01-05')
})

test('who works from Monday to Wednesday visits in the same week', () => {
  const partTime = facts({ users: new Map([['anna', user({ workdays: [1, 2, 3] })]]) })
  expect(one(rules({ onHoliday: 'nearest' }), customer('2026-11-26'), partTime)).toBe('2026-11-25 weekend')
  expect(one(rules({ onHoliday: 'nearest' }), customer('2026-11-27'), partTime)).toBe('2026-11-25 weekend')
})

test('absences, closures and closing days of the customer give their reason', () => {
  const away = { from: n('2026-11-23'), to: n('2026-11-25'), kind: 'vacation' }
  const busy = facts({
    users: new Map([['anna', user({ absences: [away] })]]),
    closures: new Map([[n('2026-11-26'), 'Betriebsausflug']]),
  })
  const r = rules({ onHoliday: 'after' })
  expect(one(r, customer('2026-11-23'), busy)).toBe('2026-11-27 absence vacation')
  expect(one(r, customer('2026-11-26'), busy)).toBe('2026-11-27 closed Betriebsausflug')
  expect(one(r, customer('2026-12-02', { openWeekdays: [2, 4] }))).toBe('2026-12-03 closed')
  expect(one(rules({ onHoliday: 'keep' }), customer('2026-11-26'), busy)).toBe(
    '2026-11-27 closed Betriebsausflug',
  )
})

test('a visit that skips holidays gives way to a weekend all the same, forward and else back', () => {
  const r = rules({ onHoliday: 'skip', toleranceDays: 2 })
  expect(one(r, customer('2026-11-21'))).toBe('2026-11-23 weekend')
  expect(one(rules({ onHoliday: 'skip', toleranceDays: 1 }), customer('2026-11-21'))).toBe(
    '2026-11-20 weekend',
  )
})

test('a full day moves the next customer, a full week is said', () => {
  const customers = Array.from({ length: 8 }, (_, at) => customer('2026-11-23', { contactId: `c${at}` }))
  const r = rules({ capacityPerDay: 2, toleranceDays: 2, onHoliday: 'after' })
  const f = facts()
  const { placed, unplaced } = placeVisits(r, f, customers)
  expect(placed.map(({ day }) => dayOf(day).slice(-2))).toEqual(['23', '23', '24', '24', '25', '25'])
  expect(placed.map(({ shift }) => shift?.reason)).toEqual([
    undefined,
    undefined,
    'capacity',
    'capacity',
    'capacity',
    'capacity',
  ])
  expect(unplaced.map(({ contactId, reason }) => [contactId, reason])).toEqual([
    ['c6', 'capacity'],
    ['c7', 'capacity'],
  ])
  expect(f.users.get('anna')?.load.get(n('2026-11-24'))).toBe(2)
})

test('when the weekend is in the way and the days beside it are full, full is what is said', () => {
  const full = new Map([n('2026-11-20'), n('2026-11-23')].map((day) => [day, 3]))
  const f = facts({ users: new Map([['anna', user({ maxVisitsPerDay: 3, load: full })]]) })
  expect(one(rules({ toleranceDays: 2, onHoliday: 'after' }), customer('2026-11-21'), f)).toBe(
    'none: capacity',
  )
})

test('two plans may meet on a day, unless a distance is kept between visits', () => {
  const visited = [n('2026-11-24')]
  expect(one(rules(), customer('2026-11-24', { visited }))).toBe('2026-11-24')
  expect(one(rules({ minimumGapDays: 3, onHoliday: 'after' }), customer('2026-11-24', { visited }))).toBe(
    '2026-11-27 gap',
  )
  expect(one(rules(), customer('2026-11-24', { taken: visited }))).toBe('2026-11-23 taken')
})

test('visits of a chain keep their order and never reach the date of a neighbour', () => {
  const weekly = rules({ rhythm: { every: 1, unit: 'week' }, count: 3, toleranceDays: 30 })
  const { placed } = placeVisits(weekly, facts(), [customer('2027-03-26')])
  expect(placed.map(({ dueFrom, dueTo }) => [dayOf(dueFrom), dayOf(dueTo)])[1]).toEqual([
    '2027-03-27',
    '2027-04-08',
  ])
  expect(days({ placed, unplaced: [] })).toEqual(['2027-03-25', '2027-04-02', '2027-04-09'])
})

test('the day of the date before is not taken, even when nobody was visited on it', () => {
  const holidays = new Map([['DE', new Map([[n('2026-11-24'), 'Festtag']])]])
  const r = rules({ rhythm: { every: 1, unit: 'week', weekdays: [1, 2] }, toleranceDays: 5 })
  const onTuesday = customer('2026-11-23', { from: n('2026-11-24'), no: 2 })
  expect(one(r, onTuesday, facts({ holidays }))).toBe('2026-11-25 holiday Festtag')
})

test('nothing is placed before the start or after the end, and no date is made after the end', () => {
  const start = n('2026-11-21')
  expect(one(rules({ earliest: start, onHoliday: 'before' }), customer('2026-11-21'))).toBe('none: weekend')
  expect(one(rules({ latest: n('2026-11-21') }), customer('2026-11-21', { count: 3 }))).toBe(
    '2026-11-20 weekend',
  )
  expect(one(rules({ earliest: n('2026-12-24') }), customer('2026-11-21'))).toBe('none: past')
})

test('a date that has passed and is due as soon as possible takes the next day that can be', () => {
  const r = rules({ earliest: n('2026-11-21'), onHoliday: 'before', count: 2 })
  const late = customer('2026-11-02', { asSoonAsPossible: true })
  expect(one(r, late)).toBe('2026-11-23 past, 2026-12-02')
})

test('a date that has passed does not take the day of the next one', () => {
  const r = rules({ rhythm: { every: 3, unit: 'week' }, earliest: n('2026-11-22'), count: 2 })
  const late = customer('2026-11-02', { asSoonAsPossible: true })
  expect(one(r, late)).toBe('2026-11-23, none: weekend')
})

test('a visit does not leave the season to get out of the way', () => {
  const season = { from: '03-01', to: '10-31' }
  const r = rules({ rhythm: { every: 1, unit: 'month', season }, onHoliday: 'after' })
  expect(one(r, customer('2026-10-31'))).toBe('none: season')
  expect(one({ ...r, onHoliday: 'nearest' }, customer('2026-10-31'))).toBe('2026-10-30 weekend')
})

test('without a user who may visit, every date is listed', () => {
  expect(one(rules({ count: 2 }), customer('2026-11-24', { assigneeId: 'gone' }))).toBe(
    'none: inactive, none: inactive',
  )
})

test('a plan worked off in parts is the plan worked off at once', () => {
  const r = rules({ capacityPerDay: 3, count: 3 })
  const customers = Array.from({ length: 40 }, (_, at) => customer('2026-11-23', { contactId: `c${at}` }))
  const parts: Placement = { placed: [], unplaced: [] }
  const place = visitPlacer(r, facts())
  for (const each of customers) place(each, parts)
  expect(parts).toEqual(placeVisits(r, facts(), customers))
})
