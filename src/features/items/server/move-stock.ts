import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { Big, plain } from '#kernel/decimal.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listPage } from '#platform/list.ts'
import type { Item } from '../item.ts'
import type { StockMovement, StockNew } from '../stock.ts'
import { readItem } from './read-items.ts'
import type { ItemsDb } from './tables.ts'

export interface Movement {
  itemId: string
  /** Below nothing: it leaves. */
  quantity: Big | string
  reason: StockMovement['reason']
  note?: string
  invoiceId?: string | null
}

/**
 * Moves the stock of an item that tracks it; of others, and by nothing, it does nothing. The stock may fall below
 * nothing: what was sold was sold. Rights are the caller's: documents move stock for whoever issues them.
 */
export async function moveStock(tx: Tx<ItemsDb>, by: By, movement: Movement): Promise<void> {
  const { itemId, reason, note = '', invoiceId = null } = movement
  const held = await holdStock(tx, itemId)
  const quantity = new Big(movement.quantity)
  if (!held?.tracksStock || quantity.eq(0)) return
  const stock = plain(new Big(held.stock).plus(quantity))
  await tx
    .insertInto('stockMovement')
    .values({
      id: randomUUIDv7(),
      itemId,
      quantity: plain(quantity),
      reason,
      note,
      invoiceId,
      createdBy: by.id,
    })
    .execute()
  await tx.updateTable('item').set({ stock }).where('id', '=', itemId).execute()
  await record(tx, by, {
    action: 'item.stocked',
    kind: 'item',
    id: itemId,
    title: held.name,
    version: held.version,
    diff: [{ field: 'stock', from: plain(held.stock), to: stock }],
    readers: 'everyone',
  })
}

/** Sets the stock to what was counted, whatever Kontor thought. */
export async function countStock(
  tx: Tx<ItemsDb>,
  by: By,
  { itemId, level, note = '' }: { itemId: string; level: string; note?: string },
): Promise<void> {
  const held = await holdStock(tx, itemId)
  if (!held) return
  await moveStock(tx, by, { itemId, quantity: new Big(level).minus(held.stock), reason: 'count', note })
}

/** What somebody says of the stock: bought in, counted, corrected. */
export async function bookStock(
  tx: Tx<ItemsDb>,
  by: By,
  { id, input }: { id: string; input: StockNew },
): Promise<Item> {
  const item = await readItem(tx, by, id)
  if (!item.tracksStock) throw invalid('itemId', 'no_stock', 'The stock of this item is not tracked.')
  const { quantity, reason, note } = input
  if (reason === 'count') await countStock(tx, by, { itemId: id, level: quantity, note })
  else await moveStock(tx, by, { itemId: id, quantity, reason, note })
  return readItem(tx, by, id)
}

/** What came into stock and left it, the last first. */
export async function listMovements(
  db: Database<ItemsDb>,
  by: By,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
): Promise<{ items: StockMovement[]; nextCursor: string | null }> {
  await readItem(db, by, id)
  const source = {
    table: 'stock_movement',
    always: sql<SqlBool>`r.item_id = ${id}`,
    defaultSort: '-createdAt',
    sorts: { createdAt: { by: sql`r.created_at`, type: 'timestamptz' as const } },
  }
  const none: RawBuilder<SqlBool>[] = []
  const { ids, nextCursor } = await listPage(db, source, none, { limit, cursor })
  const { rows } = await sql<Omit<StockMovement, 'by'> & { byId: string | null; byName: string | null }>`
    select m.id, m.item_id, m.quantity, m.reason, m.note, m.invoice_id, m.created_at, u.id as by_id, u.name as by_name
    from stock_movement m left join app_user u on u.id = m.created_by
    where m.id = any(${uuids(ids)}) order by m.created_at desc, m.id desc`.execute(db)
  const items = rows.map(({ byId, byName, ...row }) => ({
    ...row,
    quantity: plain(row.quantity),
    by: byId === null ? null : { id: byId, name: byName ?? '' },
  }))
  return { items, nextCursor }
}

async function holdStock(tx: Tx<ItemsDb>, itemId: string) {
  return tx
    .selectFrom('item')
    .select(['name', 'stock', 'tracksStock', 'version'])
    .where('id', '=', itemId)
    .forUpdate()
    .executeTakeFirst()
}
