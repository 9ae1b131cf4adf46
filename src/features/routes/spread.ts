import { distancesOf } from './distances.ts'
import type { Distances, Point } from './distances.ts'
import { planRoutes } from './windows.ts'
import type { RoutingPlan, SearchOptions } from './windows.ts'
import { routeOf } from './timed-route.ts'
import type { RoutingProblem } from './timed-route.ts'

/** A visit that is due; days are day numbers. */
export interface DueVisit {
  id: string
  /** Undefined where nobody knows where it is: it goes to a day near its own with room. */
  point: Point | undefined
  minutes: number
  /** Its day by the rhythm, and the days between which it may lie. */
  nominal: number
  from: number
  to: number
  /** Days on which the customer cannot be visited. */
  closed?: readonly number[]
  /** Who may go, the one responsible first. */
  users: readonly string[]
  /** Agreed with the customer: stays there, whatever it costs. */
  fixed?: { user: string; day: number }
}

/** A working day of a user. */
export interface OpenDay {
  user: string
  day: number
  start: Point
  end?: Point
  /** Minutes for visits and driving. */
  minutes: number
  /** At most so many visits; left out: as many as fit. */
  visits?: number
}

export interface SpreadOptions {
  seed?: number
  rounds?: number
  over?: () => boolean
  /** How many kilometres it has to save to move a visit by a day. */
  kmPerDay?: number
  /** The same for sending somebody else. */
  kmPerUser?: number
}

/** Why a visit lies where it lies. The words are the screen's. */
export interface Placing {
  id: string
  user: string
  day: number
  code: 'agreed' | 'nominal' | 'near' | 'room'
  /** Days after its nominal day; negative: before. */
  moved: number
  /** The nearest other visit of that day, and how far it is. */
  nearId: string | undefined
  nearKm: number | undefined
}

export type NoDay = 'tolerance' | 'far' | 'capacity'

export interface Spread {
  placed: Placing[]
  /** No open day lies in the tolerance, no day is long enough to get there, or all are full. */
  unplaced: { id: string; reason: NoDay }[]
  /** What all days together drive. */
  km: number
}

/** So many times the mean may lie on one day while that leaves nothing over. */
const UNEVEN = 1.5

/** So many a day are never too many. */
const FULL_DAY = 8

/**
 * Chooses the day, and among several the user, for each due visit inside of its tolerance, so that neighbours are
 * visited on one day and no day gets far more than others. Each open day is a vehicle that may only make what is due
 * then: the periodic routing problem, solved like any with windows. The same seed gives the same days.
 */
export function spread(
  visits: readonly DueVisit[],
  days: readonly OpenDay[],
  options: SpreadOptions = {},
): Spread {
  const parts = teamsOf(visits).map((team) => {
    const mine = visits.filter(({ users }) =>
      users.length === 0 ? team.size === 0 : team.has(users[0] as string),
    )
    return spreadTeam(
      mine,
      days.filter(({ user }) => team.has(user)),
      options,
    )
  })
  const order = new Map(visits.map(({ id }, index) => [id, index]))
  const inOrder = <T extends { id: string }>(list: T[]): T[] =>
    list.sort((a, b) => (order.get(a.id) as number) - (order.get(b.id) as number))
  return {
    placed: inOrder(parts.flatMap(({ placed }) => placed)),
    unplaced: inOrder(parts.flatMap(({ unplaced }) => unplaced)),
    km: parts.reduce((sum, { km }) => sum + km, 0),
  }
}

/** Users who may stand in for one another; each team is planned for itself. Visits without a user are a team of nobody. */
function teamsOf(visits: readonly DueVisit[]): Set<string>[] {
  let teams: Set<string>[] = []
  for (const users of new Set(visits.map(({ users }) => users))) {
    const [apart, joined] = [
      teams.filter((team) => !users.some((user) => team.has(user))),
      teams.filter((team) => users.some((user) => team.has(user))),
    ]
    teams = [...apart, new Set([...joined.flatMap((team) => [...team]), ...users])]
  }
  const nobody = teams.filter((team) => team.size === 0)
  return [...teams.filter((team) => team.size > 0), ...nobody.slice(0, 1)]
}

function spreadTeam(visits: readonly DueVisit[], days: readonly OpenDay[], options: SpreadOptions): Spread {
  const task = taskOf(visits, days, options)
  const rounds = options.rounds ?? Math.min(20_000, 60 * visits.length)
  const search: SearchOptions = {
    seed: options.seed ?? 1,
    rounds,
    ...(options.over && { over: options.over }),
  }
  const even = planRoutes(task.even, search)
  const isCrowded = even.left.some((index) => reasonOf(task, index) === 'capacity')
  const plan = isCrowded ? planRoutes(task.whole, search) : even
  return spreadOf(visits, days, { plan, task })
}

interface Task {
  /** For each visit the numbers of the days it may lie on. */
  allowed: number[][]
  distances: Distances
  /** Each day takes what it can, and not far more than others. */
  even: RoutingProblem
  whole: RoutingProblem
}

function taskOf(visits: readonly DueVisit[], days: readonly OpenDay[], options: SpreadOptions): Task {
  const { kmPerDay = 0.5, kmPerUser = 20 } = options
  const distances = spreadDistances(visits, days)
  const allowed = visits.map((visit) =>
    [...days.keys()].filter((index) => mayLie(visit, days[index] as OpenDay)),
  )
  const extra = (index: number, day: number): number => {
    const { nominal, users, fixed } = visits[index] as DueVisit
    const slot = days[day] as OpenDay
    return fixed
      ? 0
      : kmPerDay * Math.abs(slot.day - nominal) + kmPerUser * Math.max(0, users.indexOf(slot.user))
  }
  const stops = visits.map(({ minutes, fixed }, index) => ({
    place: index,
    minutes,
    load: 1,
    windows: [{ from: 0, to: Number.MAX_SAFE_INTEGER }],
    vehicles: allowed[index] as number[],
    weight: fixed ? 1000 : 1,
  }))
  const problem = (uneven: number): RoutingProblem => ({
    length: distances.length,
    minutes: distances.minutes,
    extra,
    stops,
    vehicles: capacities(visits, days, uneven).map((capacity, day) => {
      const { end, minutes } = days[day] as OpenDay
      const start = visits.length + 2 * day
      return { start, end: end && start + 1, from: 0, to: minutes, capacity }
    }),
  })
  return { allowed, distances, even: problem(UNEVEN), whole: problem(Number.POSITIVE_INFINITY) }
}

/**
 * The places are the visits, then start and end of each day; many lie in one spot, so each spot is measured once. A visit
 * without a position lies where its user sets out.
 */
function spreadDistances(visits: readonly DueVisit[], days: readonly OpenDay[]): Distances {
  const somewhere = days[0]?.start ?? visits.find(({ point }) => point)?.point ?? NOWHERE
  const startOf = ([user]: readonly string[]): Point =>
    days.find((day) => day.user === user)?.start ?? somewhere
  const points = [
    ...visits.map(({ point, users }) => point ?? startOf(users)),
    ...days.flatMap(({ start, end }) => [start, end ?? start]),
  ]
  const keys = points.map(keyOf)
  const spots = new Map(points.map((point, index) => [keys[index] as string, point]))
  const numbers = new Map([...spots.keys()].map((key, number) => [key, number]))
  const at = keys.map((key) => numbers.get(key) as number)
  const between = distancesOf([...spots.values()], 'x' in somewhere ? 'euclidean' : 'road')
  return {
    size: points.length,
    length: (a, b) => between.length(at[a] as number, at[b] as number),
    minutes: (a, b) => between.minutes(at[a] as number, at[b] as number),
  }
}

const NOWHERE: Point = { lat: 0, lon: 0 }

function keyOf(point: Point): string {
  return 'x' in point ? `${point.x} ${point.y}` : `${point.lat} ${point.lon}`
}

function mayLie({ fixed, from, to, users, closed = [] }: DueVisit, { user, day }: OpenDay): boolean {
  if (fixed) return fixed.user === user && fixed.day === day
  return from <= day && day <= to && users.includes(user) && !closed.includes(day)
}

/** How many visits each day takes: what is said, what is agreed already, and not far more than the mean of its user. */
function capacities(visits: readonly DueVisit[], days: readonly OpenDay[], uneven: number): number[] {
  return days.map(({ user, day, visits: most = Number.POSITIVE_INFINITY }) => {
    const agreed = visits.filter(({ fixed }) => fixed?.user === user && fixed.day === day).length
    const share = visits.reduce((sum, { users }) => sum + (users.includes(user) ? 1 / users.length : 0), 0)
    const open = days.filter((other) => other.user === user).length
    return Math.max(agreed, Math.min(most, Math.max(FULL_DAY, Math.ceil((uneven * share) / open))))
  })
}

function spreadOf(
  visits: readonly DueVisit[],
  days: readonly OpenDay[],
  { plan, task }: { plan: RoutingPlan; task: Task },
): Spread {
  const placed = plan.routes.flatMap(({ vehicle, stops }) =>
    stops.map((index) => placing(visits, { index, stops, task, slot: days[vehicle] as OpenDay })),
  )
  const left = plan.left.map((index) => ({ index, ...(visits[index] as DueVisit) }))
  return {
    placed: [...placed, ...left.flatMap(agreedAnyhow)],
    unplaced: left.flatMap(({ id, index, fixed }) => (fixed ? [] : { id, reason: reasonOf(task, index) })),
    km: plan.routes.reduce((sum, { vehicle, stops }) => sum + kmOf(task, vehicle, stops, days), 0),
  }
}

/** What is agreed stays, even on a day that is full or off. */
function agreedAnyhow({ id, nominal, fixed }: DueVisit): Placing[] {
  if (!fixed) return []
  return [{ ...fixed, id, code: 'agreed', moved: fixed.day - nominal, nearId: undefined, nearKm: undefined }]
}

function placing(
  visits: readonly DueVisit[],
  { index, stops, task, slot }: { index: number; stops: readonly number[]; task: Task; slot: OpenDay },
): Placing {
  const { id, nominal, fixed, point } = visits[index] as DueVisit
  const others = stops.filter((other) => other !== index && visits[other]?.point)
  const far = (other: number): number => task.distances.length(index, other)
  const near = point && others.length > 0 ? others.reduce((a, b) => (far(b) < far(a) ? b : a)) : undefined
  const moved = slot.day - nominal
  const code = fixed ? 'agreed' : moved === 0 ? 'nominal' : near === undefined ? 'room' : 'near'
  return {
    id,
    user: slot.user,
    day: slot.day,
    code,
    moved,
    nearId: near === undefined ? undefined : visits[near]?.id,
    nearKm: near === undefined ? undefined : far(near),
  }
}

function reasonOf({ allowed, whole }: Task, index: number): NoDay {
  const mine = allowed[index] as number[]
  if (mine.length === 0) return 'tolerance'
  return mine.some((day) => routeOf(whole, day, [index])) ? 'capacity' : 'far'
}

function kmOf({ distances }: Task, day: number, stops: readonly number[], days: readonly OpenDay[]): number {
  if (stops.length === 0) return 0
  const start = distances.size - 2 * days.length + 2 * day
  const places = [start, ...stops, ...((days[day] as OpenDay).end ? [start + 1] : [])]
  return places.reduce(
    (sum, place, at) => sum + (at > 0 ? distances.length(places[at - 1] as number, place) : 0),
    0,
  )
}
