import { sql } from 'kysely'
import { lockSeen } from '#features/invoices/server/drafts/save-draft.ts'
import { Big, sum } from '#kernel/decimal.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { BankEntry, BankMatch, CertainAccepted } from '../../bank.ts'
import { bookPayment } from '../add-payment.ts'
import { readBill } from '../held-bill.ts'
import { markRevoked } from '../revoke-payment.ts'
import type { PaymentsDb } from '../tables.ts'
import { holdEntry, setEntryState } from './hold-entry.ts'
import { listCertain, readEntry } from './list-entries.ts'

/** Books an entry of the bank as the payment of one invoice or several; to the cent, so that nothing is lost. */
export async function matchEntry(
  tx: Tx<PaymentsDb>,
  by: By,
  { id, invoices }: { id: string } & BankMatch,
): Promise<BankEntry> {
  const entry = await holdEntry(tx, id)
  if (entry.state !== 'open')
    throw new Problem('conflict', 'bank.not_open', 'This entry was matched or put aside already.')
  if (!sum(invoices.map(({ amount }) => amount)).eq(entry.amount))
    throw invalid('invoices', 'sum', 'The amounts have to come to the amount of the entry.')
  if (new Set(invoices.map((one) => one.id)).size !== invoices.length)
    throw invalid('invoices', 'twice', 'An invoice is named twice.')
  // One order for all who lock several documents.
  for (const one of invoices.toSorted((a, b) => a.id.localeCompare(b.id))) {
    const held = await lockSeen(tx, by, one.id)
    const { currency } = await readBill(tx, one.id)
    if (currency !== entry.currency)
      throw invalid('invoices', 'currency', 'The invoice is in another currency.')
    const kind = new Big(one.amount).lt(0) ? 'refund' : 'payment'
    await bookPayment(tx, by, held, {
      amount: one.amount,
      kind,
      day: entry.bookedOn,
      note: '',
      takeSkonto: one.takeSkonto,
      bankEntryId: id,
    })
  }
  await setEntryState(tx, by, id, 'matched')
  return readEntry(tx, id)
}

/** Puts an entry aside that pays no invoice: wages, rent, taxes. */
export async function ignoreEntry(tx: Tx<PaymentsDb>, by: By, id: string): Promise<BankEntry> {
  const { state } = await holdEntry(tx, id)
  if (state === 'matched')
    throw new Problem('conflict', 'bank.not_open', 'It pays invoices: open it again first.')
  await setEntryState(tx, by, id, 'ignored')
  return readEntry(tx, id)
}

/** Opens an entry again; what it paid is taken back. */
export async function reopenEntry(tx: Tx<PaymentsDb>, by: By, id: string): Promise<BankEntry> {
  await holdEntry(tx, id)
  const { rows } = await sql<{ id: string; invoiceId: string; amount: string }>`
    select id, invoice_id, amount from payment where bank_entry_id = ${id} and revoked_at is null
    order by invoice_id, id`.execute(tx)
  for (const { invoiceId, ...payment } of rows)
    await markRevoked(tx, by, await lockSeen(tx, by, invoiceId), payment)
  await setEntryState(tx, by, id, 'open')
  return readEntry(tx, id)
}

/** Books all that is certain, each entry for itself; what another took meanwhile is passed over. */
export async function acceptCertain(db: Database<PaymentsDb>, by: By): Promise<CertainAccepted> {
  const answer: CertainAccepted = { done: 0, invoices: 0, ids: [] }
  const taken = new Set<string>()
  for (const { id, invoices } of await listCertain(db)) {
    // Two entries may name the same invoice: the second one is for people to decide.
    if (invoices.some((one) => taken.has(one.id))) continue
    try {
      await transaction(db, (tx) => matchEntry(tx, by, { id, invoices }))
      for (const one of invoices) taken.add(one.id)
      answer.done++
      answer.ids.push(id)
      answer.invoices += invoices.length
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  return answer
}
