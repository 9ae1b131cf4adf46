import { readKept } from '#features/invoices/server/read-issued.ts'
import type { By } from '#kernel/rights.ts'
import { isBill } from '#features/invoices/status.ts'
import { Big, cents } from '#kernel/decimal.ts'
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

/** What is missing of this one document, or is to be given back by it. */
function openOf({ kind, status, payable, settled }: Awaited<ReturnType<typeof readBill>>): string {
  return isBill(kind) && status === 'issued' ? cents(new Big(payable).minus(settled)) : '0.00'
}
