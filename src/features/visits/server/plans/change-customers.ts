import { sql } from 'kysely'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { firstDays } from '../../first-days.ts'
import { firstStretch } from '../../missing-dates.ts'
import type { PlanCustomersChange } from '../../plan-customers.ts'
import { endChains } from '../chains/end-chains.ts'
import { setsOf } from './list-customers.ts'
import { chainRulesOf, planToday } from './open-planning.ts'
import { lockPlan } from './plan-state.ts'
import type { PlanRow } from './plan-state.ts'
import type { VisitsDb } from '../tables.ts'

/** Takes contacts into a plan and out of it; visits are proposed when the plan is started the next time. */
export async function changeCustomers(
  tx: Tx<VisitsDb>,
  by: By,
  id: string,
  { add = [], remove = [], joining, leaving }: PlanCustomersChange,
): Promise<{ added: number; removed: number }> {
  const plan = await lockPlan(tx, by, id)
  const sets = await setsOf(tx, by, plan)
  const comes = joining ? sql`(r.id = any(${uuids(add)}) or ${sets.joining})` : sql`r.id = any(${uuids(add)})`
  const goes = leaving
    ? sql`(r.id = any(${uuids(remove)}) or ${sets.leaving})`
    : sql`r.id = any(${uuids(remove)})`
  const gone = await idsOf(tx, by, goes)
  const removed = await endChains(
    tx,
    by,
    sql`ch.plan_id = ${id} and ch.contact_id = any(${uuids(gone)})`,
    'removed',
  )
  const added = await beginChains(
    tx,
    plan,
    (await idsOf(tx, by, comes)).filter((one) => !gone.includes(one)),
  )
  const picked = [...new Set([...plan.contactIds, ...add])].filter((one) => !gone.includes(one))
  await tx
    .updateTable('visitPlan')
    .set({ contactIds: picked, version: plan.version + 1, updatedBy: by.id, updatedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  if (added + removed > 0)
    await record(tx, by, {
      action: 'visitPlan.changed',
      kind: 'visitPlan',
      id,
      title: plan.name,
      diff: [{ field: 'customers', from: { removed }, to: { added } }],
      version: plan.version + 1,
      readers: [EVERYONE],
    })
  return { added, removed }
}

async function idsOf(tx: Tx<VisitsDb>, by: By, which: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from contact r where r.deleted_at is null and ${readable(by, sql`r.reader_ids`)} and ${which}
    order by r.place_key, r.sort_key, r.id`.execute(tx)
  return rows.map((row) => row.id)
}

async function beginChains(tx: Tx<VisitsDb>, plan: PlanRow, contactIds: string[]): Promise<number> {
  const { rows: visited } = await sql<{ contactId: string; last: string }>`
    select contact_id, max(done_on) as last from visit
    where contact_id = any(${uuids(contactIds)}) and state = 'done' group by 1`.execute(tx)
  const last = new Map(visited.map((row) => [row.contactId, dayNumber(row.last)]))
  const { rhythm, first, workdays } = plan
  const anchors = firstDays(
    { rhythm, first, workdays, startDate: dayNumber(plan.startDate) },
    contactIds.map((id) => ({ lastVisit: last.get(id) ?? null })),
  )
  const rows = contactIds.flatMap((id, at) => {
    const anchor = anchors[at]
    if (anchor === undefined) return []
    const { anchorNo } = firstStretch({ ...chainRulesOf(plan), first }, anchor, planToday(plan))
    return [{ id, anchor: dayOf(anchor), no: anchorNo }]
  })
  const { rows: made } = await sql`
    insert into visit_chain (id, plan_id, contact_id, anchor, anchor_no)
    select gen_random_uuid(), ${plan.id}, n.id, n.anchor, n.no
    from json_to_recordset(${JSON.stringify(rows)}) n(id uuid, anchor date, no integer)
    on conflict do nothing returning id`.execute(tx)
  return made.length
}
