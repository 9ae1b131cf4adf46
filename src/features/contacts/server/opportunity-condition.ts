import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'

/**
 * Whether a contact (`r`) has, or takes part in, an opportunity that `by` may see. Guests see none. There are fewer
 * opportunities than contacts, so PostgreSQL gathers theirs once.
 */
export function opportunityCondition(by: By, wanted: 'true' | 'false'): RawBuilder<SqlBool> {
  if (by.role === 'guest') return wanted === 'true' ? sql<SqlBool>`false` : sql<SqlBool>`true`
  const seen = sql`o.deleted_at is null and ${readable(by, sql`o.reader_ids`)}`
  return sql<SqlBool>`r.id ${wanted === 'true' ? sql`in` : sql`not in`} (
    select o.contact_id from opportunity o where o.contact_id is not null and ${seen}
    union
    select p.contact_id from opportunity_participant p join opportunity o on o.id = p.opportunity_id where ${seen})`
}
