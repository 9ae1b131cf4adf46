import { readKept } from '#features/invoices/server/read-issued.ts'
import { openOf } from '#features/invoices/server/read-invoices.ts'
import type { By } from '#kernel/rights.ts'
import { cents } from '#kernel/decimal.ts'
import type { Database } from '#platform/database.ts'
import type { PaymentState } from '../payment.ts'
import { overpaid, skontoOf, skontoOffer } from '../standing.ts'
import { readBill, readPayments, valid } from './held-bill.ts'
import type { PaymentsDb } from './tables.ts'

/** How a document that `by` sees was paid so far. */
export async function readPaymentState(
  db: Database<PaymentsDb>,
  by: By,
  invoiceId: string,
): Promise<PaymentState> {
  await readKept(db, by, invoiceId)
  const bill = await readBill(db, invoiceId)
  const items = await readPayments(db, invoiceId)
  const { currency, status, payable, settled } = bill
  return {
    items,
    currency,
    status,
    payable: cents(payable),
    settled: cents(settled),
    open: openOf(bill),
    overpaid: overpaid(payable, settled),
    skonto: skontoOf(bill),
    offer: status === 'issued' ? skontoOffer(bill, valid(items)) : null,
  }
}
