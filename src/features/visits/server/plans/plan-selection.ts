import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { contactListQuery } from '#features/contacts/contact-list.ts'
import { contactConditions } from '#features/contacts/server/contact-source.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { PlanRow } from './plan-state.ts'
import type { VisitsDb } from '../tables.ts'

/** Which contacts (`r`) a plan chooses, by its filter or one by one, as far as `by` sees them. */
export async function chosenContacts(
  db: Database<VisitsDb>,
  by: By,
  { filter, contactIds }: Pick<PlanRow, 'filter' | 'contactIds'>,
): Promise<RawBuilder<SqlBool>> {
  const live = all([sql<SqlBool>`r.deleted_at is null`, readable(by, sql`r.reader_ids`)])
  const picked = sql<SqlBool>`r.id = any(${uuids(contactIds)})`
  if (filter === null) return all([live, picked])
  const found = all([
    sql<SqlBool>`true`,
    ...(await contactConditions(db, by, readFilter(filter), await readFieldRules(db))),
  ])
  return contactIds.length === 0 ? all([live, found]) : all([live, sql<SqlBool>`(${found} or ${picked})`])
}

/** Refuses a filter that the list of contacts would refuse. */
export async function checkFilter(
  db: Database<VisitsDb>,
  by: By,
  filter: Record<string, unknown> | null,
): Promise<void> {
  if (filter) await contactConditions(db, by, readFilter(filter), await readFieldRules(db))
}

function readFilter(filter: Record<string, unknown>) {
  const { sort: _sort, limit: _limit, cursor: _cursor, skip: _skip, count: _count, ...filters } = filter
  const read = contactListQuery.safeParse(filters)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path, message, code }) => ({
    path: `filter.${path.join('.')}`,
    code,
    message,
  }))
  throw new Problem('invalid', 'invalid', 'The list of contacts has no such filter.', errors)
}

/**
 * Whether a contact (`r`) would come into the plan: chosen, and not in it. Whoever was taken out by hand is not brought
 * back by the filter.
 */
export function joins(planId: string, chosen: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${chosen} and not exists (
    select 1 from visit_chain k where k.plan_id = ${planId} and k.contact_id = r.id
      and (k.state <> 'ended' or k.ended_reason = 'removed')))`
}
