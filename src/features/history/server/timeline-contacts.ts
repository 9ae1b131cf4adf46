import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'

/** The contacts whose entries make a timeline: the contact and, of a company, its persons whom `by` may see. */
export function timelineContacts(by: By, contactId: string): RawBuilder<unknown> {
  return sql`(
    select r.id, r.display_name from contact r
    where (r.id = ${contactId} or r.company_id = ${contactId})
      and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)})`
}
