import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Invoice, InvoiceStatus } from '../invoice.ts'
import { stepTo } from '../status.ts'
import type { HeldInvoice } from './drafts/draft.ts'
import { issueInvoice } from './issue.ts'
import { moveStockOf } from './move-stock-of.ts'
import { readInvoice } from './read-invoices.ts'
import { readIssued } from './read-issued.ts'
import { lockSeen } from './drafts/save-draft.ts'
import type { InvoicesDb } from './tables.ts'
import { tell } from './tell.ts'

/**
 * Keeps the money of a locked bill that is said to be paid, or not to be: then it writes the status too. False: there is
 * no money to keep, and the word alone is written.
 */
export type StatusSettler<T = InvoicesDb> = (
  tx: Tx<T>,
  by: By,
  said: { held: HeldInvoice; to: 'paid' | 'issued' },
) => Promise<boolean>

interface Wanted {
  id: string
  status: InvoiceStatus
  ifMatch?: number | undefined
}

/** Says that a document is issued, paid, rejected or accepted; where that does not follow from what it is, refuses. */
export async function setStatus(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, status, ifMatch }: Wanted,
  settle: StatusSettler = async () => false,
): Promise<Invoice> {
  const held = await lockSeen(tx, by, id, { ifMatch })
  const step = stepTo({ kind: held.draft.kind, status: held.status }, status)
  if (step === undefined)
    throw new Problem('conflict', 'invoice.status', `From ${held.status} it does not become ${status}.`)
  if (step === 'issue') return issueInvoice(tx, by, { id })
  if (step === 'none') return readInvoice(tx, by, id)
  if (held.status === 'rejected' || status === 'rejected') {
    const { kind, lines } = await readIssued(tx, id)
    await moveStockOf(tx, by, { invoiceId: id, kind, lines, back: status === 'rejected' })
  }
  const to = status === 'paid' || (status === 'issued' && held.status === 'paid') ? status : undefined
  if (!to || !(await settle(tx, by, { held, to }))) await writeStatus(tx, by, held, status)
  return readInvoice(tx, by, id)
}

/** Writes a status that was asked for; a number may follow from elsewhere, as when a payment settles an invoice. */
async function writeStatus(
  tx: Tx<InvoicesDb>,
  by: By,
  held: HeldInvoice,
  status: InvoiceStatus,
): Promise<void> {
  const version = held.version + 1
  await sql`
    update invoice set status = ${status}, version = ${version}, updated_by = ${by.id}, updated_at = now()
    where id = ${held.id}`.execute(tx)
  await tell(tx, by, 'status', {
    held: { ...held, version, status },
    changes: [{ field: 'status', from: held.status, to: status }],
  })
}

export interface BulkAnswer {
  done: number
  left: { id: string; code: string; message: string }[]
}

/** The same for many, each in a transaction of its own: what is refused is said and keeps nobody else back. */
export async function setStatuses(
  db: Database<InvoicesDb>,
  by: By,
  { ids, status }: { ids: readonly string[]; status: InvoiceStatus },
  settle: StatusSettler,
): Promise<BulkAnswer> {
  const answer: BulkAnswer = { done: 0, left: [] }
  for (const id of new Set(ids)) {
    try {
      await transaction(db, (tx) => setStatus(tx, by, { id, status }, settle))
      answer.done++
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      answer.left.push({ id, code: error.code, message: error.message })
    }
  }
  return answer
}
