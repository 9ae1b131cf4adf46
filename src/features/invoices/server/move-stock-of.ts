import { moveStock } from '#features/items/server/move-stock.ts'
import { Big } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { FrozenLine } from '../frozen.ts'
import type { InvoiceKind } from '../invoice.ts'
import type { InvoicesDb } from './tables.ts'

/** Documents by which goods leave, or come back with a cancellation: its quantities are negative. */
const MOVING: readonly InvoiceKind[] = ['invoice', 'partial', 'final', 'cancellation']

/**
 * What leaves the stock with a document; taken `back`, it comes in again. Items are moved in the order of their ids, so
 * that two documents never wait for each other.
 */
export async function moveStockOf(
  tx: Tx<InvoicesDb>,
  by: By,
  {
    invoiceId,
    kind,
    lines,
    back = false,
  }: { invoiceId: string; kind: InvoiceKind; lines: readonly FrozenLine[]; back?: boolean },
): Promise<void> {
  if (!MOVING.includes(kind)) return
  const quantities = new Map<string, Big>()
  for (const line of lines) {
    if (line.kind !== 'item' || line.optional || line.itemId === null) continue
    const out = new Big(line.quantity).times(back ? 1 : -1)
    quantities.set(line.itemId, (quantities.get(line.itemId) ?? new Big(0)).plus(out))
  }
  const reason = kind === 'cancellation' || back ? 'cancellation' : 'invoice'
  for (const itemId of [...quantities.keys()].sort()) {
    const quantity = (quantities.get(itemId) ?? new Big(0)).round(3)
    await moveStock(tx, by, { itemId, quantity, reason, invoiceId })
  }
}
