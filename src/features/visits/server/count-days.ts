import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import { dayNumber } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { all } from '#platform/list.ts'
import type { Database } from '#platform/database.ts'
import { OPEN_STATES } from '../visit-states.ts'
import type { VisitDays, VisitDaysQuery } from '../visit-days.ts'
import { VISITS, visitConditions } from './list-visits.ts'
import type { VisitsDb } from './tables.ts'

const MOST_DAYS = 92

/** How full the days from `from` to `to` are with what the filters find; days without visits are left out. */
export async function countDays(db: Database<VisitsDb>, by: By, filters: VisitDaysQuery): Promise<VisitDays> {
  if (dayNumber(filters.to) - dayNumber(filters.from) >= MOST_DAYS)
    throw invalid('to', 'bad_range', 'At most 92 days.')
  const conditions = await visitConditions(db, by, { ...filters, state: [...OPEN_STATES] })
  const { rows } = await sql<VisitDays['items'][number]>`
    select r.date::text as date, count(*) filter (where r.state = 'proposed')::int as proposed,
      count(*) filter (where r.state <> 'proposed')::int as open, count(distinct r.assignee_id)::int as users
    from ${VISITS} where ${all(conditions)} group by r.date order by r.date`.execute(db)
  return { items: rows, capacity: await capacityOf(db, by, filters) }
}

/** What one user can do on a day, where a plan or a user was asked for; the smaller of both. */
async function capacityOf(
  db: Database<VisitsDb>,
  by: By,
  { plan = [], assignee = [] }: Pick<VisitDaysQuery, 'plan' | 'assignee'>,
): Promise<number | null> {
  const user = assignee.length === 1 ? (assignee[0] === 'me' ? by.id : assignee[0]) : undefined
  const { rows } = await sql<{ most: number | null }>`
    select min(most)::int as most from (
      select capacity_per_day as most from visit_plan where id = ${plan.length === 1 ? plan[0] : null}::uuid
      union all
      select max_visits_per_day from working_time where user_id = ${user ?? null}::uuid) m`.execute(db)
  return rows[0]?.most ?? null
}
