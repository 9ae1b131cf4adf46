import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { cannotVisit, readAssignees } from '#features/visits/server/assignees.ts'
import { targetIds } from '#features/visits/server/list-visits.ts'
import { mayChangeVisit, presentVisit, readVisitRows } from '#features/visits/server/read-visits.ts'
import type { VisitRow } from '#features/visits/server/read-visits.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import { minutesOf, todayIn } from '#features/visits/server/visit-time.ts'
import type { Visit } from '#features/visits/visit.ts'
import { dayFacts } from '#features/workdays/server/day-facts.ts'
import type { DayFacts, UserDays } from '#features/workdays/server/day-facts.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { DueVisit, OpenDay } from '../spread.ts'
import type { SpreadQuestion } from '../spreading.ts'
import { isFixed, OPEN_STATES, openingOf } from './read-day.ts'
import { busyTimes, homeOf } from './user-days.ts'
import type { Busy, Home } from './user-days.ts'

export interface Due {
  visits: Visit[]
  due: DueVisit[]
  days: OpenDay[]
  /** Where each user sets out; who lies nowhere is missing. */
  homes: Map<string, Home>
}

/** What there is to spread: open visits that `by` may see, and the days on which the users work. */
export async function readDue(db: Database<VisitsDb>, by: By, question: SpreadQuestion): Promise<Due> {
  const [from, to] = [dayNumber(question.from), dayNumber(question.to)]
  const filter = {
    from: question.from,
    to: question.to,
    state: OPEN_STATES,
    ...(question.assigneeIds && { assignee: question.assigneeIds }),
    ...(question.planIds && { plan: question.planIds }),
  }
  const rows = await readVisitRows(db, by, await targetIds(db, by, { filter }))
  const visits = rows.map((row) => presentVisit(row, by))
  const users = [...new Set([...(question.assigneeIds ?? []), ...visits.map(({ assigneeId }) => assigneeId)])]
  const facts = await dayFacts(db, { from, to, users })
  const settings = await readSettings(db)
  const homes = new Map(
    [...facts.users].flatMap(([id, user]) => {
      const home = homeOf(user, settings)
      return home ? [[id, home] as const] : []
    }),
  )
  const zoneOf = (id: string) => facts.users.get(id)?.timeZone ?? 'Europe/Berlin'
  const busy = await busyTimes(db, by, { users, from, to, zoneOf })
  const days = openDays(facts, { from, to, homes, busy, fallback: visits })
  const due = await dueVisits(db, by, { question, rows, visits, facts })
  return { visits, due, days, homes }
}

interface Sight {
  from: number
  to: number
  homes: Map<string, Home>
  busy: Map<string, Busy[]>
  fallback: readonly Visit[]
}

/** The days from tomorrow on on which each user works, with the time that appointments leave. */
function openDays(facts: DayFacts, { from, to, homes, busy, fallback }: Sight): OpenDay[] {
  return [...facts.users].flatMap(([user, time]) => {
    const mine = fallback.find((visit) => visit.assigneeId === user && visit.position)?.position
    const start = homes.get(user) ?? mine
    if (!start) return []
    const first = Math.max(from, dayNumber(todayIn(time.timeZone)) + 1)
    const days: OpenDay[] = []
    for (let day = first; day <= to; day++) {
      if (!worksOn(facts, time, day)) continue
      const taken = (busy.get(`${user} ${day}`) ?? []).reduce((sum, one) => sum + one.to - one.from, 0)
      const minutes = Math.max(0, minutesOf(time.endTime) - minutesOf(time.startTime) - taken)
      const point = { lat: start.lat, lon: start.lon }
      const most = time.maxVisitsPerDay === null ? {} : { visits: time.maxVisitsPerDay }
      days.push({ user, day, start: point, end: point, minutes, ...most })
    }
    return days
  })
}

function worksOn(facts: DayFacts, { workdays, region, absences }: UserDays, day: number): boolean {
  if (!workdays.includes(weekdayOf(day)) || facts.closures.has(day)) return false
  if (facts.holidays.get(region ?? facts.firm)?.has(day)) return false
  return !absences.some((absence) => absence.from <= day && day <= absence.to)
}

interface Reading {
  question: SpreadQuestion
  rows: VisitRow[]
  visits: Visit[]
  facts: DayFacts
}

async function dueVisits(
  db: Database<VisitsDb>,
  by: By,
  { question, rows, visits, facts }: Reading,
): Promise<DueVisit[]> {
  const [first, last] = [dayNumber(question.from), dayNumber(question.to)]
  const hours = await openingOf(
    db,
    visits.map(({ contactId }) => contactId),
  )
  const workdays = await planWorkdays(
    db,
    visits.map(({ planId }) => planId),
  )
  const assignees = await readAssignees(db)
  const team = [...facts.users.keys()]
  return visits.map((visit, index) => {
    const { id, position, durationMinutes: minutes, nominalDate, assigneeId, planId } = visit
    const row = rows[index] as VisitRow
    const nominal = dayNumber(nominalDate)
    const tolerance = question.toleranceDays
    const from = tolerance === undefined ? dayNumber(visit.dueFrom) : nominal - tolerance
    const to = tolerance === undefined ? dayNumber(visit.dueTo) : nominal + tolerance
    const others = question.share ? team.filter((user) => user !== assigneeId) : []
    const users = [assigneeId, ...others.filter((user) => !cannotVisit(assignees.get(user), row.readers))]
    const open = hours.get(visit.contactId)
    const closed: number[] = []
    for (let day = first; day <= last; day++) {
      const weekday = weekdayOf(day)
      const isShut = open && !open[String(weekday) as keyof typeof open]
      if (isShut || !workdays.get(planId)?.includes(weekday)) closed.push(day)
    }
    const stays = isFixed(visit) || !mayChangeVisit(by, row)
    return {
      id,
      point: position ? { lat: position.lat, lon: position.lon } : undefined,
      minutes,
      nominal,
      from: Math.max(first, from),
      to: Math.min(last, to),
      closed,
      users,
      ...(stays && { fixed: { user: assigneeId, day: dayNumber(visit.date) } }),
    }
  })
}

/** The weekdays on which a plan visits at all. */
async function planWorkdays(
  db: Database<VisitsDb>,
  planIds: readonly string[],
): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ id: string; workdays: number[] }>`
    select id, workdays from visit_plan where id = any(${uuids([...new Set(planIds)])})`.execute(db)
  return new Map(rows.map(({ id, workdays }) => [id, workdays]))
}
