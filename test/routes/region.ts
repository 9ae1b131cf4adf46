import { readFileSync } from 'node:fs'
import { roadKm } from '#features/routes/distances.ts'
import type { Point } from '#features/routes/distances.ts'
import { order } from '#features/routes/order.ts'
import { seeded } from '#features/routes/seeded.ts'
import { spread } from '#features/routes/spread.ts'
import type { DueVisit, OpenDay } from '#features/routes/spread.ts'

// One user looks after 160 customers in Hesse for 24 weeks: once each on the very day the rhythm says, once with the day
// chosen inside of a tolerance. Postal codes are real, customers invented.

const FILE = 'src/features/places/server/data/de.tsv'
const CODES = /^(35|36|60|61|63|64|65)/
const CUSTOMERS = 160
const WEEKS = 24

/** Days ahead that are planned at once, and how many of them are driven before planning anew. */
const AHEAD = 28
const STEP = 7

/** Weeks between two visits; three in ten customers every eight. */
const RHYTHMS = [4, 4, 8, 8, 8, 12, 12, 12, 12, 12]

const HOME: Point = { lat: 50.583, lon: 8.678 }
const DAY = { user: 'rep', start: HOME, end: HOME, minutes: 600 }
const VISIT_MINUTES = 45

interface Customer {
  id: string
  postalCode: string
  point: Point
  interval: number
  /** Working day 0 is a Monday; days are counted with weekends. */
  first: number
}

export interface Season {
  visits: number
  km: number
  /** Working days between the day of a visit and the day it was due. */
  deviation: number
  /** Visits outside of their tolerance. */
  outside: number
  most: number
}

export function customersOf(seed: number): Customer[] {
  const draw = seeded(seed)
  const lines = readFileSync(FILE, 'utf8').trim().split('\n')
  const codes = lines.map((line) => line.split('\t')).filter(([code = '']) => CODES.test(code))
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const [postalCode = '', lat, lon] = codes[draw(codes.length)] ?? []
    const near = (): number => (draw(41) - 20) / 1000
    const interval = 7 * (RHYTHMS[draw(RHYTHMS.length)] as number)
    const point = { lat: Number(lat) + near(), lon: Number(lon) + near() }
    return { id: String(index), postalCode, point, interval, first: workday(draw(interval)) }
  })
}

/** Each customer on the due day; the day is driven in the order of postal codes, or in the shortest one. */
export function onDueDays(customers: readonly Customer[], shortest: boolean): Season {
  const days = new Map<number, Customer[]>()
  for (const customer of customers) {
    for (let day = customer.first; day < WEEKS * 7; day += customer.interval) {
      days.set(day, [...(days.get(day) ?? []), customer])
    }
  }
  const tours = [...days.values()]
  const byCode = (a: Customer, b: Customer): number => (a.postalCode < b.postalCode ? -1 : 1)
  const km = tours.map((tour) => {
    const points = tour.toSorted(byCode).map(({ point }) => point)
    return shortest ? shortestKm(points) : kmOf([HOME, ...points, HOME])
  })
  const most = Math.max(...tours.map((tour) => tour.length))
  return { visits: tours.flat().length, km: sum(km), deviation: 0, outside: 0, most }
}

/**
 * Each Monday the coming weeks are spread, and one week of that is driven; the next visit is due an interval after the
 * last one was made.
 */
export function withTolerance(
  customers: readonly Customer[],
  { percent, rounds, seed = 1 }: { percent: number; rounds: number; seed?: number },
): Season {
  const due = new Map(customers.map(({ id, first }) => [id, first]))
  const season: Season = { visits: 0, km: 0, deviation: 0, outside: 0, most: 0 }
  for (let monday = 0; monday < WEEKS * 7; monday += STEP) {
    const visits = customers.map((customer) => dueVisit(customer, due.get(customer.id) as number, percent))
    const soon = visits
      .filter(({ from }) => from < monday + AHEAD)
      .map((visit) => ({ ...visit, from: Math.max(visit.from, monday) }))
    const until = Math.max(...soon.map(({ to }) => to))
    const { placed } = spread(soon, openDays(monday, until), { seed, rounds })
    const week = placed.filter(({ day }) => day < monday + STEP)
    for (const tour of Map.groupBy(week, ({ day }) => day).values()) {
      const stops = tour.map(({ id }) => customers[Number(id)] as Customer)
      season.km += shortestKm(stops.map(({ point }) => point))
      season.visits += stops.length
      season.most = Math.max(season.most, stops.length)
    }
    for (const { id, day } of week) {
      const { interval } = customers[Number(id)] as Customer
      const moved = Math.abs(day - (due.get(id) as number))
      if (moved > (interval * percent) / 100) season.outside++
      season.deviation += (moved * 5) / 7
      due.set(id, day + interval)
    }
  }
  return { ...season, deviation: season.deviation / season.visits }
}

function dueVisit({ id, point, interval }: Customer, nominal: number, percent: number): DueVisit {
  const tolerance = Math.floor((interval * percent) / 100)
  const [from, to] = [nominal - tolerance, nominal + tolerance]
  return { id, point, minutes: VISIT_MINUTES, nominal, from, to, users: [DAY.user] }
}

function openDays(from: number, to: number): OpenDay[] {
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return days.filter((day) => workday(day) === day).map((day) => ({ ...DAY, day }))
}

/** The day itself, or the Friday before a weekend. */
function workday(day: number): number {
  return day - Math.max(0, (day % 7) - 4)
}

function shortestKm(points: readonly Point[]): number {
  return order([HOME, ...points], { closed: true, metric: 'road', rounds: 300 }).length
}

function kmOf(points: readonly Point[]): number {
  return sum(points.slice(1).map((point, at) => roadKm(points[at] as Point, point)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
