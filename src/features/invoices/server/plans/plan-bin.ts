import { sql } from 'kysely'
import { all } from '#platform/list.ts'
import type { BinKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { invoiceReadable } from '../invoice-access.ts'
import type { InvoicesDb } from '../tables.ts'
import { erasePlan } from './delete-plan.ts'
import { planSearched } from './read-plans.ts'

/** How plans lie in the bin: whoever made one brings it back. */
export const invoicePlanBin: BinKind<InvoicesDb> = {
  kind: 'invoicePlan',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, planSearched)
    return sql`
      select 'invoicePlan' as kind, r.id, r.title, r.deleted_at, r.deleted_by, 'managers' as visibility,
        array[r.created_by] as manager_ids, null::jsonb as merged_into
      from invoice_plan r where r.deleted_at is not null and ${all([invoiceReadable(by), ...search])}`
  },
  erase: erasePlan,
}
