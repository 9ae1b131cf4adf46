import { sql } from 'kysely'
import { readAssignees } from '#features/visits/server/assignees.ts'
import { targetIds } from '#features/visits/server/list-visits.ts'
import { readVisits } from '#features/visits/server/read-visits.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import { clockOf, minutesOf } from '#features/visits/server/visit-time.ts'
import type { OpeningHours } from '#features/visits/opening-hours.ts'
import type { Visit } from '#features/visits/visit.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { DayStop } from '../day-route.ts'
import type { RouteQuestion } from '../route.ts'
import type { Window } from '../timed-route.ts'
import type { Busy } from './user-days.ts'

/** States in which somebody is still to go there. */
export const OPEN_STATES: Visit['state'][] = ['proposed', 'planned', 'confirmed', 'inProgress']

/** The visits a route is to be made of, in the order asked for: only what `by` may see. */
export async function askedVisits(db: Database<VisitsDb>, by: By, question: RouteQuestion): Promise<Visit[]> {
  const { assigneeId, date, visitIds } = question
  const user = (await readAssignees(db)).get(assigneeId)
  if (!user?.isActive || user.isGuest)
    throw invalid('assigneeId', 'unsuitable_user', 'Choose an active user who is not a guest.')
  const filter = { assignee: [assigneeId], from: date, to: date, state: OPEN_STATES }
  const ids = visitIds ? [...new Set(visitIds)] : await targetIds(db, by, { filter })
  const visits = await readVisits(db, by, ids)
  if (visits.length < ids.length)
    throw invalid('visitIds', 'unknown', 'One of the visits is not there, or you may not see it.')
  return visits
}

/** What is agreed with customers on this day and not asked for takes its time, whether `by` may see it or not. */
export async function agreedTimes(
  db: Database<VisitsDb>,
  { assigneeId, date }: Pick<RouteQuestion, 'assigneeId' | 'date'>,
  asked: readonly Visit[],
): Promise<Busy[]> {
  const { rows } = await sql<{ startTime: string; durationMinutes: number }>`
    select start_time, duration_minutes from visit
    where assignee_id = ${assigneeId} and date = ${date}::date and start_time is not null
      and state in ('confirmed', 'inProgress') and not id = any(${uuids(asked.map(({ id }) => id))})`.execute(
    db,
  )
  return rows.map(({ startTime, durationMinutes }) => {
    const from = minutesOf(startTime)
    return { from, to: Math.min(1440, from + durationMinutes), title: '' }
  })
}

/** When customers are open, by contact; who is not named is always open. */
export async function openingOf(
  db: Database<VisitsDb>,
  contactIds: readonly string[],
): Promise<Map<string, OpeningHours>> {
  const { rows } = await sql<{ contactId: string; openingHours: OpeningHours }>`
    select contact_id, opening_hours from visit_place
    where contact_id = any(${uuids(contactIds)}) and opening_hours is not null`.execute(db)
  return new Map(rows.map((row) => [row.contactId, row.openingHours]))
}

/** A visit as the solver sees it on a day of this weekday. */
export function stopOf(visit: Visit, hours: OpeningHours | undefined, weekday: number): DayStop {
  const { id, position, durationMinutes: minutes, startTime } = visit
  const isAgreed = isFixed(visit) && startTime !== null
  return {
    id,
    minutes,
    point: position ? { lat: position.lat, lon: position.lon } : undefined,
    ...(hours && { open: windowsOf(hours, weekday) }),
    ...(isAgreed && { fixedAt: minutesOf(startTime) }),
  }
}

/** Agreed with the customer, or begun: it stays where it is. */
export function isFixed({ state }: Visit): boolean {
  return state === 'confirmed' || state === 'inProgress'
}

function windowsOf(hours: OpeningHours, weekday: number): Window[] {
  const windows = hours[String(weekday) as keyof OpeningHours] ?? []
  return windows.map(([from, to]) => ({ from: minutesOf(from), to: minutesOf(to) }))
}

/** A time of the day; what lies after midnight is the last minute of it. */
export function clockWords(minutes: number): string {
  return clockOf(Math.max(0, Math.min(1439, Math.round(minutes))))
}
