import { sql } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import { cannotVisit, readAssignees } from './assignees.ts'
import type { VisitsDb } from './tables.ts'
import { readVisitRows } from './read-visits.ts'
import { writeVisit } from './write-visit.ts'

/**
 * Gives the plans, chains and open visits of one user to another; what that one may not see the customer of stays. As
 * system: whoever hands over need not see the customers.
 */
export async function handOverVisits(
  tx: Tx<VisitsDb>,
  by: By,
  { from, to }: { from: string; to: string },
): Promise<{ plans: number; visits: number }> {
  const { rows: plans } = await sql<{ id: string; name: string; version: number }>`
    update visit_plan set assignee_id = ${to}, updated_by = ${by.id}, updated_at = now(), version = version + 1
    where assignee_id = ${from} and deleted_at is null returning id, name, version`.execute(tx)
  await recordAll(
    tx,
    by,
    plans.map(({ id, name: title, version }) => ({
      action: 'visitPlan.changed',
      kind: 'visitPlan',
      id,
      title,
      version,
      diff: [{ field: 'assigneeId', from, to }],
      readers: [EVERYONE],
    })),
  )
  const { rows } = await sql<{ id: string }>`
    select r.id from visit_chain ch join visit r on r.chain_id = ch.id
    where r.assignee_id = ${from} and r.state in ('proposed', 'planned', 'confirmed', 'missed')
    order by ch.id for no key update of ch`.execute(tx)
  await sql`
    update visit_chain set assignee_id = ${to}, version = version + 1, updated_at = now()
    where assignee_id = ${from} and state <> 'ended'`.execute(tx)
  const asSystem: By = { ...by, role: 'admin' }
  const assignee = (await readAssignees(tx)).get(to)
  let visits = 0
  for (const row of await readVisitRows(
    tx,
    asSystem,
    rows.map(({ id }) => id),
  )) {
    if (cannotVisit(assignee, row.readers)) continue
    await writeVisit(tx, asSystem, row, { patch: { assigneeId: to } })
    visits += 1
  }
  return { plans: plans.length, visits }
}
