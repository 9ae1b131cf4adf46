import { sql, type RawBuilder } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { VisitChain } from '../../visit-chain.ts'
import { mayChangePlan } from '../plans/plan-state.ts'
import type { VisitsDb } from '../tables.ts'

/** The plans that a contact is in, by name. */
export async function listChains(
  db: Database<VisitsDb>,
  by: By,
  contactId: string,
): Promise<{ items: VisitChain[] }> {
  const { rows } = await sql`
    select 1 from contact c where c.id = ${contactId} and c.deleted_at is null
      and ${readable(by, sql`c.reader_ids`)}`.execute(db)
  if (rows.length === 0) throw missing()
  return { items: await readChains(db, by, sql`ch.contact_id = ${contactId}`) }
}

/** The chains (`ch`) that go on and meet a condition, as `by` may see their customers. */
export async function readChains(
  db: Database<VisitsDb>,
  by: By,
  which: RawBuilder<unknown>,
): Promise<VisitChain[]> {
  const { rows } = await sql<Row>`
    select ch.id, ch.contact_id, ch.state, ch.paused_until, ch.assignee_id, ch.last_done, ch.version, ch.plan_id,
      p.name as plan_name, p.color, p.state as plan_state, p.assignee_id as plan_assignee_id, p.created_by
    from visit_chain ch join visit_plan p on p.id = ch.plan_id join contact c on c.id = ch.contact_id
    where ch.state <> 'ended' and p.deleted_at is null and c.deleted_at is null
      and ${readable(by, sql`c.reader_ids`)} and ${which}
    order by lower(p.name), ch.id`.execute(db)
  return rows.map(
    ({ planId: id, planName: name, color, planState, planAssigneeId, createdBy, ...chain }) => ({
      ...chain,
      plan: { id, name, color, state: planState, assigneeId: planAssigneeId },
      can: mayChangePlan(by, { createdBy, assigneeId: planAssigneeId }) ? ['change'] : [],
    }),
  )
}

interface Row extends Omit<VisitChain, 'plan' | 'can'> {
  planId: string
  planName: string
  color: string | null
  planState: VisitChain['plan']['state']
  planAssigneeId: string
  createdBy: string | null
}
