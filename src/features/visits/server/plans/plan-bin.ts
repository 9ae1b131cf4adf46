import { sql } from 'kysely'
import type { BinKind } from '#platform/record-kinds.ts'
import { erasePlan } from './save-plan.ts'
import type { VisitsDb } from '../tables.ts'

/** How plans lie in the bin; everybody with a seat sees them, who may change one may bring it back. */
export const planBin: BinKind<VisitsDb> = {
  kind: 'visitPlan',
  rows(_db, by, q) {
    const found = q ? sql`strpos(lower(p.name), lower(${q})) > 0` : sql`true`
    return Promise.resolve(sql`
      select 'visitPlan' as kind, p.id, p.name as title, p.deleted_at, p.deleted_by, 'read' as visibility,
        array_remove(array[p.created_by, p.assignee_id], null) as manager_ids, null::jsonb as merged_into
      from visit_plan p where p.deleted_at is not null and ${by.role === 'guest' ? sql`false` : found}`)
  },
  erase: erasePlan,
}
