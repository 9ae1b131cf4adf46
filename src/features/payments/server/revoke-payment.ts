import { sql } from 'kysely'
import { writtenAmount } from '#features/invoices/due.ts'
import type { HeldInvoice } from '#features/invoices/server/drafts/draft.ts'
import { lockSeen } from '#features/invoices/server/drafts/save-draft.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Payment, PaymentState } from '../payment.ts'
import { holdEntry, setEntryState } from './bank/hold-entry.ts'
import { keepSettled, readBill } from './held-bill.ts'
import { readPaymentState } from './read-payments.ts'
import type { PaymentsDb } from './tables.ts'
import { writeEntry } from './write-entry.ts'

/** Takes a payment back; it stays written down, and an entry of the bank it came from is open again. */
export async function revokePayment(tx: Tx<PaymentsDb>, by: By, id: string): Promise<PaymentState> {
  const { rows } = await sql<Payment>`
    select id, invoice_id, amount, kind, bank_entry_id, revoked_at from payment where id = ${id}`.execute(tx)
  const [payment] = rows
  if (!payment) throw missing()
  if (payment.bankEntryId) await holdEntry(tx, payment.bankEntryId)
  const held = await lockSeen(tx, by, payment.invoiceId)
  if (!(await markRevoked(tx, by, held, payment)))
    throw new Problem('conflict', 'payment.revoked', 'It was taken back already.')
  if (payment.bankEntryId) await reopenUnused(tx, by, payment.bankEntryId)
  return readPaymentState(tx, by, payment.invoiceId)
}

/** Revokes a payment of a locked document; false when it was revoked before. */
export async function markRevoked(
  tx: Tx<PaymentsDb>,
  by: By,
  held: HeldInvoice,
  { id, amount }: Pick<Payment, 'id' | 'amount'>,
): Promise<boolean> {
  const { rows } = await sql`
    update payment set revoked_at = now(), revoked_by = ${by.id}
    where id = ${id} and revoked_at is null returning id`.execute(tx)
  if (rows.length === 0) return false
  await keepSettled(tx, by, held)
  const { number, currency } = await readBill(tx, held.id)
  const word = by.language === 'de' ? 'Zahlung zurückgenommen:' : 'Payment taken back:'
  await writeEntry(tx, by, held.draft, `${word} ${writtenAmount(amount, currency, by.language)} · ${number}`)
  return true
}

/** An entry that pays nothing any more is open again. */
async function reopenUnused(tx: Tx<PaymentsDb>, by: By, entryId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from payment where bank_entry_id = ${entryId} and revoked_at is null limit 1`.execute(tx)
  if (rows.length === 0) await setEntryState(tx, by, entryId, 'open')
}
