import { parseArgs } from 'node:util'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { firstDays } from '#features/visits/first-days.ts'
import { placeVisits } from '#features/visits/place-visits.ts'
import type { DayFacts, PlaceCustomer, PlaceRules, Placement, UserDays } from '#features/visits/placement.ts'
import { randomOf } from './random.ts'

// What it costs to find a day for twelve monthly visits to many customers: sixteen regions with holidays of their own,
// absences, closing days, a limit to the day, visits of other plans. Without a database; the time of writing the same
// rows is measured beside it where `planned` is given to one.

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', multiple: true, default: ['10000', '100000'] },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const START = dayNumber('2027-01-04')
const DATES = 12
const PER_USER = 250

const RULES: PlaceRules = {
  rhythm: { every: 1, unit: 'month' },
  count: DATES,
  workdays: [1, 2, 3, 4, 5],
  capacityPerDay: 14,
  minimumGapDays: 7,
  toleranceDays: null,
  onHoliday: 'nearest',
  whose: 'both',
  region: 'r0',
  earliest: START,
  latest: null,
}

interface Planned {
  customers: number
  /** Processor milliseconds, the median of all rounds. */
  milliseconds: number
  placement: Placement
}

const results = options.customers.map((count) => planned(Number(count)))
for (const { customers, milliseconds, placement } of results) say(line(customers, milliseconds, placement))
const [small, big] = results
if (small && big) {
  const growth = big.milliseconds / small.milliseconds
  say(`${big.customers / small.customers} times the customers take ${growth.toFixed(1)} times as long`)
}

/** Plans for so many customers, several times over, each time from an empty calendar. */
function planned(count: number): Planned {
  const customers = customersOf(count)
  const times: number[] = []
  let placement: Placement = { placed: [], unplaced: [] }
  for (let round = 0; round < Number(options.rounds); round++) {
    const facts = factsOf(count)
    const before = process.cpuUsage()
    placement = placeVisits(RULES, facts, customers)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  const median = times.sort((a, b) => a - b)[times.length >> 1] ?? NaN
  return { customers: count, milliseconds: median, placement }
}

function customersOf(count: number): PlaceCustomer[] {
  const random = randomOf(Number(options.seed), 0)
  const users = Math.ceil(count / PER_USER)
  const anchors = firstDays(
    { first: 'spread', rhythm: RULES.rhythm, workdays: RULES.workdays, startDate: START },
    Array.from({ length: PER_USER }, () => ({ lastVisit: null })),
  )
  return Array.from({ length: count }, (_, at) => {
    const anchor = anchors[Math.floor(at / users)] ?? START
    return {
      contactId: `contact ${at}`,
      assigneeId: `user ${at % users}`,
      anchor,
      from: anchor,
      no: 1,
      region: `r${random.below(16)}`,
      openWeekdays: random.chance(0.2) ? [1, 2, 3, 4, 5].filter((day) => day !== 1 + (at % 5)) : null,
      taken: [],
      visited: random.chance(0.3) ? [START + random.below(365)] : [],
    }
  })
}

function factsOf(count: number): DayFacts {
  const random = randomOf(Number(options.seed), 1)
  const holidays = Array.from({ length: 16 }, (_, region) => {
    const days = Array.from({ length: 24 }, () => START + random.below(2 * 365))
    return [`r${region}`, new Map(days.map((day) => [day, `Holiday ${day}`]))] as const
  })
  const users = Array.from({ length: Math.ceil(count / PER_USER) }, (_, at): [string, UserDays] => {
    const absences = Array.from({ length: 3 }, () => {
      const from = START + random.below(365)
      return { from, to: from + random.below(14), kind: 'vacation' }
    })
    const workdays = random.chance(0.2) ? [1, 2, 3] : [1, 2, 3, 4, 5]
    return [
      `user ${at}`,
      { workdays, region: `r${random.below(16)}`, absences, maxVisitsPerDay: 16, load: new Map() },
    ]
  })
  return {
    holidays: new Map(holidays),
    closures: new Map([[START + 355, 'Betriebsruhe']]),
    users: new Map(users),
  }
}

function line(customers: number, milliseconds: number, { placed, unplaced }: Placement): string {
  const dates = placed.length + unplaced.length
  if (dates !== customers * DATES) throw new Error(`${customers * DATES - dates} dates were lost`)
  if (placed.some(({ day }) => weekdayOf(day) > 5)) throw new Error('A visit on a weekend')
  const moved = placed.filter(({ shift }) => shift).length
  const share = (part: number) => `${((part / dates) * 100).toFixed(1)} %`
  return [
    `${customers} customers × ${DATES}: ${milliseconds.toFixed(0)} ms`,
    `${((milliseconds / dates) * 1e6).toFixed(0)} ns a date`,
    `${share(moved)} moved, ${share(unplaced.length)} without a day`,
  ].join(', ')
}
