import type { StatusSettler } from '#features/invoices/server/set-status.ts'
import { firmToday } from '#features/invoices/server/drafts/new-draft.ts'
import type { HeldInvoice } from '#features/invoices/server/drafts/draft.ts'
import { Big, cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { isSettled } from '../standing.ts'
import { bookPayment } from './add-payment.ts'
import { readBill, readPayments, valid } from './held-bill.ts'
import { revokePayment } from './revoke-payment.ts'
import type { PaymentsDb } from './tables.ts'

/** Writes a payment of all that is missing of a locked document; false when nothing is. */
export async function settleRest(
  tx: Tx<PaymentsDb>,
  by: By,
  held: HeldInvoice,
  day?: string,
): Promise<boolean> {
  const { payable, settled } = await readBill(tx, held.id)
  const rest = new Big(payable).minus(settled)
  if (rest.eq(0)) return false
  const kind = rest.gt(0) ? 'payment' : 'refund'
  await bookPayment(tx, by, held, {
    amount: cents(rest),
    kind,
    day: day ?? (await firmToday(tx as Database<PaymentsDb>)),
    note: '',
    takeSkonto: false,
  })
  return true
}

/** Takes the last payments back until the document is not settled any more; false when there is none. */
async function unsettle(tx: Tx<PaymentsDb>, by: By, id: string): Promise<boolean> {
  let isDone = false
  for (;;) {
    const { payable, settled } = await readBill(tx, id)
    const last = valid(await readPayments(tx, id)).toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
    if (!last || (isDone && !isSettled(payable, settled))) return isDone
    await revokePayment(tx, by, last.id)
    isDone = true
  }
}

/** "Paid" said by hand is a payment of the rest, and taking it back takes that back. */
export const settleByHand: StatusSettler<PaymentsDb> = (tx, by, { held, to }) =>
  to === 'paid' ? settleRest(tx, by, held) : unsettle(tx, by, held.id)
