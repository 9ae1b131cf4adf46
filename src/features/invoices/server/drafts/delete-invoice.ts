import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
import type { Tx } from '#platform/database.ts'
import type { Invoice } from '../../invoice.ts'
import { holdInvoice } from './draft.ts'
import type { HeldInvoice } from './draft.ts'
import { readInvoice } from '../read-invoices.ts'
import { lockDraft } from './save-draft.ts'
import { tell } from '../tell.ts'
import type { InvoicesDb } from '../tables.ts'

/** Moves a draft to the bin; what was issued stays for good. */
export async function deleteInvoice(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  await move(tx, by, await lockDraft(tx, by, id, { ifMatch }), 'bin')
}

/** Brings a draft back out of the bin. */
export async function restoreInvoice(tx: Tx<InvoicesDb>, by: By, id: string): Promise<Invoice> {
  await move(tx, by, await lockDraft(tx, by, id, { where: 'bin' }), 'live')
  return readInvoice(tx, by, id)
}

async function move(tx: Tx<InvoicesDb>, by: By, held: HeldInvoice, to: 'live' | 'bin'): Promise<void> {
  const { version } = await markBin(tx, by, { table: 'invoice', held, to })
  await tell(tx, by, to === 'bin' ? 'deleted' : 'restored', { held: { ...held, version } })
}

/** Erases a draft for good, in the bin or not. Administrators only: ask before. */
export async function eraseInvoice(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const held = await holdInvoice(tx, id)
  if (held.status !== 'draft')
    throw new Problem('conflict', 'invoice.issued', 'An issued document is kept for good.')
  await tx.deleteFrom('invoice').where('id', '=', id).execute()
  await forgetRecord(tx, by, { kind: 'invoice', id, version: held.version })
}
