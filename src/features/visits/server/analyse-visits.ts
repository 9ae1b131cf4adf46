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
import { seesVisit } from './plans/plan-state.ts'
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
  const asked = all([
    ...(query.plan ? [sql<boolean>`r.plan_id = ${query.plan}`] : []),
    ...(user ? [sql<boolean>`r.assignee_id = ${user}`] : []),
  ])
  const inTime = sql`${asked} and r.date between ${query.from}::date and ${query.to}::date`
  const { rows: kept } = await sql<{
    planId: string | null
    name: string
    userId: string | null
    counts: Kept
  }>`
    select r.plan_id, p.name, r.assignee_id as user_id, json_build_object(${SUMS}) as counts
    from (select r.plan_id, r.assignee_id, r.contact_id, ${COUNTS} from visit r where ${inTime} group by 1, 2, 3) r
    ${SEEN} and ${seesVisit(by)}
    group by grouping sets ((r.plan_id, p.name), (r.assignee_id)) order by p.name, r.assignee_id`.execute(db)
  const load = await sql<VisitAnalysis['load'][number]>`
    select date_trunc('week', r.date)::date as week, r.assignee_id as user_id, count(*) as visits,
      sum(r.duration_minutes)::int as minutes
    from visit r ${SEEN} and ${seesVisit(by)} and ${asked}
      and r.state in ('proposed', 'planned', 'confirmed', 'inProgress')
      and r.date between ${today}::date and ${dayOf(dayNumber(today) + AHEAD)}::date
    group by 1, 2 order by 1, 2`.execute(db)
  return {
    plans: kept.flatMap(({ planId, name, counts }) => (planId === null ? [] : [{ planId, name, ...counts }])),
    users: kept.flatMap(({ userId, counts }) => (userId === null ? [] : [{ userId, ...counts }])),
    neglected: await neglected(db, by, query.plan, today),
    load: load.rows,
  }
}

type Kept = Omit<VisitAnalysis['users'][number], 'userId'>

/** Visits (`r`) are counted for each contact first, so that it is asked once whether `by` sees it. */
const SEEN = sql`join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
  where c.deleted_at is null and p.deleted_at is null`

const KEPT: Record<keyof Kept, string> = {
  kept: "r.state = 'done' and r.done_on between r.due_from and r.due_to",
  early: "r.state = 'done' and r.done_on < r.due_from",
  late: "r.state = 'done' and r.done_on > r.due_to",
  missed: "r.state in ('missed', 'noShow') or (r.state = 'skipped' and r.shift_reason = 'past')",
  skipped: "r.state = 'skipped' and r.shift_reason is distinct from 'past'",
  cancelled: "r.state = 'cancelled'",
  open: "r.state in ('planned', 'confirmed', 'inProgress')",
}
const COUNTS = sql.raw(
  Object.entries(KEPT)
    .map(([name, condition]) => `count(*) filter (where ${condition}) as ${name}`)
    .join(', '),
)
const SUMS = sql.raw(
  Object.keys(KEPT)
    .map((name) => `'${name}', sum(${name})`)
    .join(', '),
)

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
