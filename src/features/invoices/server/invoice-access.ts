import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { InvoicesDb } from './tables.ts'

/** True of the documents (`r`) that `by` may see: administrators all, others what they made or whose contact they see. */
export function invoiceReadable(by: By): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(r.created_by = ${by.id} or exists (
    select 1 from contact c where c.id = r.contact_id and ${readable(by, sql`c.reader_ids`)}))`
}

/** Administrators and whoever made it change a draft; what happens to an issued one is up to all who see it. */
export function mayChangeInvoice(by: By, { createdBy }: { createdBy: string | null }): boolean {
  return by.role === 'admin' || (by.role !== 'guest' && createdBy === by.id)
}

/** Who hears of a change of the document. */
export async function invoiceReaders(
  db: Database<InvoicesDb>,
  { contactId, createdBy }: { contactId: string; createdBy: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ readers: string[] }>`
    select reader_ids as readers from contact where id = ${contactId}`.execute(db)
  return [...new Set([...(rows[0]?.readers ?? []), ...(createdBy ? [createdBy] : [])])]
}
