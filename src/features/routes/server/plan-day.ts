import { readSettings } from '#features/settings/server/settings.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import { minutesOf } from '#features/visits/server/visit-time.ts'
import type { Visit } from '#features/visits/visit.ts'
import { dayFacts } from '#features/workdays/server/day-facts.ts'
import type { UserDays } from '#features/workdays/server/day-facts.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { aroundBlocks } from '../around-blocks.ts'
import type { Day, DayRoute } from '../day-route.ts'
import type { RouteAnswer, RouteQuestion, StopWarning } from '../route.ts'
import { timeInOrder } from '../time-in-order.ts'
import { agreedTimes, askedVisits, clockWords, isFixed, openingOf, stopOf } from './read-day.ts'
import { roadDistances } from './road-distances.ts'
import type { Roads } from './road-distances.ts'
import { busyTimes, homeOf } from './user-days.ts'
import type { Busy, Home } from './user-days.ts'

/** The route of one user on one day: in the shortest order, or in the one that was asked for. Nothing is written. */
export async function planDay(db: Database<VisitsDb>, by: By, question: RouteQuestion): Promise<RouteAnswer> {
  const work = await readWork(db, by, question)
  const { day, roads, blocks } = work
  if (question.inOrder) {
    const { warnings, ...timed } = timeInOrder(day, roads.distances)
    const all = warnings.map((warning, at) => warning ?? busyAt(timed.stops[at], blocks))
    return answerOf({ ...timed, lunch: undefined, unreachable: [] }, work, all)
  }
  return answerOf(aroundBlocks(day, blocks, { distances: roads.distances }), work, [])
}

interface Work {
  visits: Visit[]
  day: Day
  blocks: Busy[]
  roads: Roads
  start: Home | undefined
  end: Home | undefined
}

async function readWork(db: Database<VisitsDb>, by: By, question: RouteQuestion): Promise<Work> {
  const { assigneeId, date } = question
  const number = dayNumber(date)
  const asked = await askedVisits(db, by, question)
  const settings = await readSettings(db)
  const { users } = await dayFacts(db, { from: number, to: number, users: [assigneeId] })
  const user = users.get(assigneeId) as UserDays
  const hours = await openingOf(
    db,
    asked.map(({ contactId }) => contactId),
  )
  const start = placeOf(question.startPlace) ?? homeOf(user, settings) ?? firstPlace(asked)
  const end = question.endPlace === undefined ? start : placeOf(question.endPlace)
  // In an order that is given, who lies nowhere has no turn.
  const visits = question.inOrder ? asked.filter(({ position }) => position) : asked
  const stops = visits.map((visit) => stopOf(visit, hours.get(visit.contactId), weekdayOf(number)))
  const from = minutesOf(question.startAt ?? user.startTime)
  const to = Math.max(from + 1, minutesOf(question.endAt ?? user.endTime))
  const lunch = question.lunchMinutes && { from: 11 * 60 + 30, to: 14 * 60, minutes: question.lunchMinutes }
  const origin = start ?? { lat: 0, lon: 0 }
  const day: Day = { stops, start: origin, from, to, ...(end && { end }), ...(lunch && { lunch }) }
  const spots = [...stops.map(({ point }) => point ?? origin), origin, end ?? origin] as Home[]
  return {
    visits: asked,
    day,
    start,
    end,
    blocks: await blocksOf(db, by, { question, asked, user }),
    roads: await roadDistances(spots, settings.map),
  }
}

async function blocksOf(
  db: Database<VisitsDb>,
  by: By,
  { question, asked, user }: { question: RouteQuestion; asked: Visit[]; user: UserDays },
): Promise<Busy[]> {
  const { assigneeId, date } = question
  const day = dayNumber(date)
  const zoneOf = () => user.timeZone
  const busy = await busyTimes(db, by, { users: [assigneeId], from: day, to: day, zoneOf })
  const blocks = [...(busy.get(`${assigneeId} ${day}`) ?? []), ...(await agreedTimes(db, question, asked))]
  return blocks.sort((a, b) => a.from - b.from)
}

function placeOf(place: RouteQuestion['startPlace'] | null): Home | undefined {
  return place ? { label: place.label ?? '', lat: place.lat, lon: place.lon } : undefined
}

/** Where nobody knows whence the user sets out, the day begins with a customer. */
function firstPlace(visits: readonly Visit[]): Home | undefined {
  const position = visits.find((visit) => visit.position)?.position
  return position ? { label: '', lat: position.lat, lon: position.lon } : undefined
}

function busyAt(stop: DayRoute['stops'][number] | undefined, blocks: readonly Busy[]): StopWarning | null {
  if (!stop) return null
  return blocks.some(({ from, to }) => stop.begins < to && from < stop.departure) ? 'busy' : null
}

function answerOf(route: DayRoute, work: Work, warnings: readonly (StopWarning | null)[]): RouteAnswer {
  const { visits, start, end, roads, blocks } = work
  const byId = new Map(visits.map((visit) => [visit.id, visit]))
  const nowhere = visits.filter(
    ({ id, position }) => !position && !route.unreachable.some((one) => one.id === id),
  )
  return {
    stops: route.stops.map((stop, at) => ({
      visitId: stop.id,
      arrival: clockWords(stop.arrival),
      begins: clockWords(stop.begins),
      departure: clockWords(stop.departure),
      distanceKm: tenth(stop.distanceKm),
      drivingMinutes: Math.round(stop.drivingMinutes),
      fixed: isFixed(byId.get(stop.id) as Visit) && (byId.get(stop.id) as Visit).startTime !== null,
      warning: warnings[at] ?? null,
    })),
    leaves: clockWords(route.leaves),
    returns: clockWords(route.returns),
    distanceKm: tenth(route.distanceKm),
    minutes: Math.round(route.drivingMinutes),
    unreachable: [
      ...route.unreachable.map(({ id, reason }) => ({ visitId: id, reason })),
      ...nowhere.map(({ id }) => ({ visitId: id, reason: 'noPosition' as const })),
    ],
    estimated: roads.estimated,
    routingFailed: roads.failed,
    start: start ?? null,
    end: end ?? null,
    lunch: route.lunch ? { from: clockWords(route.lunch.from), to: clockWords(route.lunch.to) } : null,
    appointments: blocks.map(({ from, to, title }) => ({
      from: clockWords(from),
      to: clockWords(to),
      title,
    })),
  }
}

const tenth = (km: number): number => Math.round(km * 10) / 10
