import { sql } from 'kysely'
import type { HeldInvoice } from '#features/invoices/server/drafts/draft.ts'
import type { Frozen } from '#features/invoices/frozen.ts'
import { tell } from '#features/invoices/server/tell.ts'
import { cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Payment } from '../payment.ts'
import { isSettled, settledBy } from '../standing.ts'
import type { Bill } from '../standing.ts'
import type { PaymentsDb } from './tables.ts'

export interface BillRow extends Bill {
  id: string
  number: string
  status: HeldInvoice['status']
  kind: Frozen['kind']
  currency: string
  settled: string
  contactId: string
}

/** What is asked for by a document, as system. */
export async function readBill(db: Database<PaymentsDb>, id: string): Promise<BillRow> {
  const { rows } = await sql<BillRow>`
    select id, number, status, kind, date, currency, payable, settled, skonto_days, skonto_percent, contact_id
    from invoice where id = ${id}`.execute(db)
  return rows[0] as BillRow
}

/** The payments of a document in their order, revoked ones too. */
export async function readPayments(db: Database<PaymentsDb>, invoiceId: string): Promise<Payment[]> {
  const { rows } = await sql<Payment>`
    select id, invoice_id, kind, amount, day, note, bank_entry_id, created_by, created_at, revoked_at
    from payment where invoice_id = ${invoiceId} order by day, created_at, id`.execute(db)
  return rows.map((row) => ({ ...row, amount: cents(row.amount) }))
}

export const valid = (payments: readonly Payment[]): Payment[] =>
  payments.filter(({ revokedAt }) => revokedAt === null)

/**
 * Brings what a locked document says of its payments in line with them: `settled`, and `paid` or `issued` by that. Gives
 * the document back as it is now.
 */
export async function keepSettled(tx: Tx<PaymentsDb>, by: By, held: HeldInvoice): Promise<HeldInvoice> {
  const { payable, settled: before } = await readBill(tx, held.id)
  const settled = settledBy(valid(await readPayments(tx, held.id)))
  const status = statusBy(held.status, isSettled(payable, settled))
  const version = held.version + 1
  await sql`
    update invoice set settled = ${settled}, status = ${status}, version = ${version}, updated_by = ${by.id},
      updated_at = now()
    where id = ${held.id}`.execute(tx)
  const after = { ...held, version, status }
  const changes = [
    { field: 'settled', from: cents(before), to: settled },
    ...(status === held.status ? [] : [{ field: 'status', from: held.status, to: status }]),
  ]
  await tell(tx, by, 'status', { held: after, changes })
  return after
}

/** What was taken back or refused stays so, whatever is paid. */
function statusBy(status: HeldInvoice['status'], isPaid: boolean): HeldInvoice['status'] {
  return status === 'issued' || status === 'paid' ? (isPaid ? 'paid' : 'issued') : status
}
