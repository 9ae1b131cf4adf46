import { randomUUIDv7 } from 'node:crypto'
import { writtenAmount } from '#features/invoices/due.ts'
import type { HeldInvoice } from '#features/invoices/server/drafts/draft.ts'
import { firmToday } from '#features/invoices/server/drafts/new-draft.ts'
import { lockSeen } from '#features/invoices/server/drafts/save-draft.ts'
import { isBill } from '#features/invoices/status.ts'
import { Big, cents } from '#kernel/decimal.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { PaymentKind, PaymentNew, PaymentState } from '../payment.ts'
import { skontoOffer } from '../standing.ts'
import { keepSettled, readBill, readPayments, valid } from './held-bill.ts'
import { readPaymentState } from './read-payments.ts'
import type { PaymentsDb } from './tables.ts'
import { writeEntry } from './write-entry.ts'

export interface PaymentOf extends Omit<PaymentNew, 'day'> {
  day?: string | undefined
  bankEntryId?: string | undefined
}

/** Writes down what was paid for a document that `by` sees; partly, wholly, or too much, which the answer tells. */
export async function addPayment(
  tx: Tx<PaymentsDb>,
  by: By,
  { invoiceId, input }: { invoiceId: string; input: PaymentOf },
): Promise<PaymentState> {
  const held = await lockSeen(tx, by, invoiceId)
  await bookPayment(tx, by, held, input)
  return readPaymentState(tx, by, invoiceId)
}

/** The same for a document that is locked already. */
export async function bookPayment(
  tx: Tx<PaymentsDb>,
  by: By,
  held: HeldInvoice,
  { amount, kind, note, takeSkonto, bankEntryId, ...input }: PaymentOf,
): Promise<HeldInvoice> {
  refuse(held, { amount, kind })
  const today = await firmToday(tx as Database<PaymentsDb>)
  const day = input.day ?? today
  const bill = await readBill(tx, held.id)
  if (day > today) throw invalid('day', 'future', 'Not in the future.')
  const write = (values: { amount: string; kind: PaymentKind }) =>
    tx
      .insertInto('payment')
      .values({
        id: randomUUIDv7(),
        invoiceId: held.id,
        ...values,
        day,
        note,
        bankEntryId: bankEntryId ?? null,
        createdBy: by.id,
        revokedAt: null,
        revokedBy: null,
      })
      .execute()
  await write({ amount: cents(amount), kind })
  if (takeSkonto) {
    const rest = skontoOffer(bill, valid(await readPayments(tx, held.id)))
    if (rest === null)
      throw new Problem('conflict', 'payment.no_skonto', 'No Skonto was agreed for so much on this day.')
    await write({ amount: rest, kind: 'skonto' })
  }
  const after = await keepSettled(tx, by, held)
  const money = writtenAmount(amount, bill.currency, by.language)
  await writeEntry(tx, by, held.draft, `${WORDS[by.language][kind]} ${money} · ${bill.number}`)
  return after
}

/** Only what asks for money, or gives it back, and still stands is paid. */
function refuse(
  { draft, status }: HeldInvoice,
  { amount, kind }: { amount: string; kind: PaymentKind },
): void {
  const isStanding = status === 'issued' || status === 'paid' || (status === 'cancelled' && kind === 'refund')
  if (!isBill(draft.kind) || !isStanding)
    throw new Problem('conflict', 'payment.not_payable', 'Nothing is paid for this document as it stands.')
  if (kind === 'refund' && new Big(amount).gt(0))
    throw invalid('amount', 'negative', 'What is given back has a minus.')
  if (kind === 'payment' && new Big(amount).lt(0))
    throw invalid('amount', 'positive', 'What is given back is a refund.')
}

const WORDS: Record<By['language'], Record<PaymentKind, string>> = {
  de: {
    payment: 'Zahlung',
    skonto: 'Skonto',
    writeoff: 'Ausbuchung',
    refund: 'Erstattung',
    setoff: 'Verrechnung',
  },
  en: {
    payment: 'Payment',
    skonto: 'Cash discount',
    writeoff: 'Write-off',
    refund: 'Refund',
    setoff: 'Set-off',
  },
}
