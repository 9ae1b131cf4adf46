import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import type { VisitsDb } from '../tables.ts'

export type PlanRow = Selectable<VisitsDb['visitPlan']>

/** Plans are read by everybody with a seat; what lies in the bin only when asked for. */
export async function readPlan(
  db: Database<VisitsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' = 'live',
): Promise<VisitPlan> {
  const row = await readPlanRow(db, id, where)
  const [plan] = await presentPlans(db, by, [row])
  if (!plan) throw missing()
  return plan
}

/** The row of a plan as it stands. */
export async function readPlanRow(
  db: Database<VisitsDb>,
  id: string,
  where: 'live' | 'bin' | 'any' = 'live',
): Promise<PlanRow> {
  let query = db.selectFrom('visitPlan').selectAll().where('id', '=', id)
  if (where !== 'any') query = query.where('deletedAt', where === 'live' ? 'is' : 'is not', null)
  const row = await query.executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Locks a plan that `by` may change: who made it, who is responsible for it, and administrators. */
export async function lockPlan(
  tx: Tx<VisitsDb>,
  by: By,
  id: string,
  { where = 'live', ifMatch }: { where?: 'live' | 'bin'; ifMatch?: number | undefined } = {},
): Promise<PlanRow> {
  await sql`select 1 from visit_plan where id = ${id} for no key update`.execute(tx)
  const row = await readPlanRow(tx, id, where)
  if (!mayChangePlan(by, row)) throw new Problem('forbidden', 'forbidden', 'You may not change this plan.')
  if (ifMatch !== undefined && ifMatch !== row.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this plan in the meantime.')
  }
  return row
}

export function mayChangePlan(by: By, plan: Pick<PlanRow, 'createdBy' | 'assigneeId'>): boolean {
  if (by.role === 'guest') return false
  return by.role === 'admin' || plan.createdBy === by.id || plan.assigneeId === by.id
}

/** Rows as the API shows them to `by`, with counts of what `by` sees. */
export async function presentPlans(
  db: Database<VisitsDb>,
  by: By,
  rows: readonly PlanRow[],
): Promise<VisitPlan[]> {
  const counts = await countsOf(
    db,
    by,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { visitCount, createdBy, updatedBy: _u, deletedAt: _d, deletedBy: _b, ...plain } = row
    return {
      ...plain,
      count: visitCount,
      counts: counts.get(row.id) ?? NONE,
      can: mayChangePlan(by, { createdBy, assigneeId: row.assigneeId }) ? ['change', 'delete'] : [],
    }
  })
}

const NONE = { customers: 0, proposed: 0, open: 0, overdue: 0, done: 0 }

/** Each contact is asked once for all of its visits whether `by` sees it. */
async function countsOf(
  db: Database<VisitsDb>,
  by: By,
  ids: string[],
): Promise<Map<string, VisitPlan['counts']>> {
  if (ids.length === 0) return new Map()
  const plans = uuids(ids)
  const { rows } = await sql<VisitPlan['counts'] & { id: string }>`
    select p.id, coalesce(ch.customers, 0) as customers, coalesce(v.proposed, 0) as proposed,
      coalesce(v.open, 0) as open, coalesce(v.overdue, 0) as overdue, coalesce(v.done, 0) as done
    from unnest(${plans}) p(id)
    left join (
      select r.plan_id, count(*) as customers from visit_chain r join contact c on c.id = r.contact_id
      where r.plan_id = any(${plans}) and r.state <> 'ended' and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
      group by 1) ch on ch.plan_id = p.id
    left join (
      select r.plan_id, sum(proposed)::int as proposed, sum(open)::int as open, sum(overdue)::int as overdue,
        sum(done)::int as done
      from (
        select plan_id, contact_id, assignee_id, count(*) filter (where state = 'proposed') as proposed,
          count(*) filter (where state in ('planned', 'confirmed', 'inProgress')) as open,
          count(*) filter (where state = 'missed') as overdue,
          count(*) filter (where state = 'done') as done
        from visit where plan_id = any(${plans}) group by 1, 2, 3) r
      join contact c on c.id = r.contact_id
      where c.deleted_at is null and ${seesVisit(by)}
      group by 1) v on v.plan_id = p.id`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

/** A visit (`r`) is seen by whoever may read its contact (`c`), and by whom it was given to. */
export function seesVisit(by: By): RawBuilder<boolean> {
  if (by.role === 'admin') return sql<boolean>`true`
  return sql<boolean>`(${readable(by, sql`c.reader_ids`)} or r.assignee_id = ${by.id})`
}
