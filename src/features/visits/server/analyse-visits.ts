import { sql } from 'kysely'
import { dayNumber, dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { intervalDays } from '../occurrences.ts'
import type { Rhythm } from '../rhythm.ts'
import { toleranceOf } from '../tolerance.ts'
import type { VisitAnalysis, VisitAnalysisQuery } from '../visit-analysis.ts'
import { seesVisit } from './plan-state.ts'
import type { VisitsDb } from './tables.ts'
import { todayIn } from './visit-time.ts'

const MOST_NEGLECTED = 200
const AHEAD = 92

/** How well visits are kept, who waits for one too long, and what lies ahead, of what `by` may see. */
export async function analyseVisits(
  db: Database<VisitsDb>,
  by: By,
  query: VisitAnalysisQuery,
): Promise<VisitAnalysis> {
  const today = todayIn('Europe/Berlin')
  const user = query.user === 'me' ? by.id : query.user
  const mine = all([
    sql<boolean>`c.deleted_at is null and p.deleted_at is null`,
    seesVisit(by),
    ...(query.plan ? [sql<boolean>`r.plan_id = ${query.plan}`] : []),
    ...(user ? [sql<boolean>`r.assignee_id = ${user}`] : []),
  ])
  const from = sql`visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id`
  const inTime = sql`${mine} and r.date between ${query.from}::date and ${query.to}::date`
  const plans = await sql<VisitAnalysis['plans'][number]>`
    select r.plan_id, p.name, ${KEPT} from ${from} where ${inTime} group by r.plan_id, p.name order by p.name`.execute(
    db,
  )
  const users = await sql<VisitAnalysis['users'][number]>`
    select r.assignee_id as user_id, ${KEPT} from ${from} where ${inTime} group by 1 order by 1`.execute(db)
  const load = await sql<VisitAnalysis['load'][number]>`
    select date_trunc('week', r.date)::date as week, r.assignee_id as user_id, count(*) as visits,
      sum(r.duration_minutes)::int as minutes
    from ${from} where ${mine} and r.state in ('proposed', 'planned', 'confirmed', 'inProgress')
      and r.date between ${today}::date and ${dayOf(dayNumber(today) + AHEAD)}::date
    group by 1, 2 order by 1, 2`.execute(db)
  return {
    plans: plans.rows,
    users: users.rows,
    neglected: await neglected(db, by, query.plan, today),
    load: load.rows,
  }
}

const count = (condition: string) => sql.raw(`count(*) filter (where ${condition})`)
const KEPT = sql`
  ${count("r.state = 'done' and r.done_on between r.due_from and r.due_to")} as kept,
  ${count("r.state = 'done' and r.done_on < r.due_from")} as early,
  ${count("r.state = 'done' and r.done_on > r.due_to")} as late,
  ${count("r.state in ('missed', 'noShow') or (r.state = 'skipped' and r.shift_reason = 'past')")} as missed,
  ${count("r.state = 'skipped' and r.shift_reason is distinct from 'past'")} as skipped,
  ${count("r.state = 'cancelled'")} as cancelled,
  ${count("r.state in ('planned', 'confirmed', 'inProgress')")} as open`

/** Customers of active plans whose last visit is longer ago than the rhythm and its tolerance allow. */
async function neglected(
  db: Database<VisitsDb>,
  by: By,
  plan: string | undefined,
  today: string,
): Promise<VisitAnalysis['neglected']> {
  const { rows: plans } = await sql<{ id: string; rhythm: Rhythm; toleranceDays: number | null }>`
    select p.id, p.rhythm, p.tolerance_days from visit_plan p
    where p.state = 'active' and p.deleted_at is null and ${plan ? sql`p.id = ${plan}` : sql`true`}`.execute(
    db,
  )
  const limits = plans.map(({ id, rhythm, toleranceDays }) => {
    const days = Math.ceil(intervalDays(rhythm)) + toleranceOf(rhythm, toleranceDays)
    return { id, before: dayOf(dayNumber(today) - days) }
  })
  const { rows } = await sql<Omit<VisitAnalysis['neglected'][number], 'days'>>`
    select c.id as contact_id, c.display_name, ch.plan_id, ch.last_done
    from json_to_recordset(${JSON.stringify(limits)}) l(id uuid, before date)
    join visit_chain ch on ch.plan_id = l.id and ch.state = 'active'
    join contact c on c.id = ch.contact_id
    where c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
      and coalesce(ch.last_done, ch.created_at::date) < l.before
    order by ch.last_done nulls first, c.sort_key, c.id limit ${MOST_NEGLECTED}`.execute(db)
  return rows.map((row) => ({
    ...row,
    days: row.lastDone === null ? null : dayNumber(today) - dayNumber(row.lastDone),
  }))
}
