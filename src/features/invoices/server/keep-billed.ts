import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { InvoicesDb } from './tables.ts'

/** A customer to whom something was issued is kept; what is only a draft goes with them. */
export async function keepBilled(tx: Tx<InvoicesDb>, _by: By, contactId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from invoice where (contact_id = ${contactId} or recipient_id = ${contactId}) and number is not null
    limit 1`.execute(tx)
  if (rows.length > 0)
    throw new Problem(
      'conflict',
      'contact.has_invoices',
      'Documents were issued to this contact: they are kept.',
    )
  await sql`delete from invoice where contact_id = ${contactId}`.execute(tx)
  await sql`update invoice set recipient_id = null where recipient_id = ${contactId}`.execute(tx)
  await sql`delete from invoice_plan where contact_id = ${contactId}`.execute(tx)
}
