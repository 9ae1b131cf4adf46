import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Invoice } from '../../invoice.ts'
import { demandBinding } from '../invoice-access.ts'
import { readInvoice } from '../read-invoices.ts'
import { lockSeen } from '../drafts/save-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { tell } from '../tell.ts'

/** Says that an issued document was sent another way: by post, or from one's own mail program. */
export async function markInvoiceSent(tx: Tx<InvoicesDb>, by: By, id: string): Promise<Invoice> {
  const held = await lockSeen(tx, by, id)
  if (held.number === null)
    throw new Problem('conflict', 'invoice.draft', 'A draft says nothing yet: issue it first.')
  await demandBinding(tx, by, { ...held.draft, createdBy: held.createdBy })
  const version = held.version + 1
  await sql`
    update invoice set sent_at = now(), version = ${version}, updated_by = ${by.id}, updated_at = now()
    where id = ${id}`.execute(tx)
  await tell(tx, by, 'sent', { held: { ...held, version }, changes: [] })
  return readInvoice(tx, by, id)
}
