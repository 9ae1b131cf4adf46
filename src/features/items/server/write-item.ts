import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import type { Change } from '#kernel/diff.ts'
import { searchLines, sortKey } from '#kernel/fold.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Item, ItemChange, ItemNew, ItemPrice } from '../item.ts'
import { countStock } from './move-stock.ts'
import { readItem } from './read-items.ts'
import type { ItemsDb } from './tables.ts'

/** Adds a product or a service. */
export async function createItem(tx: Tx<ItemsDb>, by: By, input: ItemNew): Promise<Item> {
  const { prices, stock, ...fields } = input
  const state = stateOf({ ...EMPTY, ...given(fields) })
  await checkSku(tx, state.sku)
  await checkTax(tx, state.taxId)
  const id = randomUUIDv7()
  await tx
    .insertInto('item')
    .values({ id, ...columnsOf(state), retiredAt: null, createdBy: by.id, updatedBy: by.id })
    .execute()
  if (prices) await writePrices(tx, id, prices)
  await tellItem(tx, by, 'created', { id, name: state.name, version: 1 }, diff({}, input))
  if (stock !== undefined && state.tracksStock) await countStock(tx, by, { itemId: id, level: stock })
  return readItem(tx, by, id)
}

/** Changes an item by a merge patch; what was sold keeps what was agreed on. */
export async function changeItem(
  tx: Tx<ItemsDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: ItemChange; ifMatch?: number | undefined },
): Promise<Item> {
  const before = await lockItem(tx, by, id, ifMatch)
  const { prices, stock, retired, ...fields } = change
  const state = stateOf({ ...pick(before), ...given(fields) })
  if (state.sku !== before.sku) await checkSku(tx, state.sku, id)
  if (state.taxId !== before.taxId) await checkTax(tx, state.taxId)
  const changes = diff(
    { ...pick(before), prices: before.prices, retired: before.retired },
    { ...state, prices: prices ? sorted(prices) : before.prices, retired: retired ?? before.retired },
  )
  if (changes.length > 0) {
    await tx
      .updateTable('item')
      .set({
        ...columnsOf(state),
        ...(retired === undefined || retired === before.retired
          ? {}
          : { retiredAt: retired ? sql<string>`now()` : null }),
        updatedBy: by.id,
        updatedAt: sql<string>`now()`,
        version: before.version + 1,
      })
      .where('id', '=', id)
      .execute()
    if (prices) await writePrices(tx, id, prices)
    await tellItem(tx, by, 'changed', { id, name: state.name, version: before.version + 1 }, changes)
  }
  if (stock !== undefined && state.tracksStock) await countStock(tx, by, { itemId: id, level: stock })
  return readItem(tx, by, id)
}

/** Locks an item that is not in the bin. Whether `by` may change items the route has asked. */
export async function lockItem(tx: Tx<ItemsDb>, by: By, id: string, ifMatch?: number): Promise<Item> {
  await sql`select 1 from item where id = ${id} for update`.execute(tx)
  const item = await readItem(tx, by, id)
  if (ifMatch !== undefined && ifMatch !== item.version)
    throw new Problem('stale', 'stale', 'Somebody else changed this item in the meantime.')
  return item
}

/** A number belongs to one item, whoever comes first. */
export async function checkSku(tx: Tx<ItemsDb>, sku: string | null, but?: string): Promise<void> {
  if (sku === null) return
  await sql`select pg_advisory_xact_lock(hashtext(${`sku ${sku.toLowerCase()}`}))`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from item where lower(sku) = lower(${sku}) and deleted_at is null`.execute(tx)
  if (rows.some(({ id }) => id !== but)) throw invalid('sku', 'taken', 'Another item has this number.')
}

export function tellItem(
  tx: Tx<ItemsDb>,
  by: By,
  verb: string,
  { id, name: title, version }: Pick<Item, 'id' | 'name' | 'version'>,
  changes: Change[] = [],
): Promise<void> {
  const about = { kind: 'item', id, title, version, diff: changes }
  return record(tx, by, { action: `item.${verb}`, ...about, readers: 'everyone' })
}

async function checkTax(tx: Tx<ItemsDb>, taxId: string | null): Promise<void> {
  if (taxId === null) return
  const tax = await tx.selectFrom('tax').select('retiredAt').where('id', '=', taxId).executeTakeFirst()
  if (!tax || tax.retiredAt !== null)
    throw invalid('taxId', 'unknown', 'There is no such tax, or it is retired.')
}

async function writePrices(tx: Tx<ItemsDb>, itemId: string, prices: readonly ItemPrice[]): Promise<void> {
  await tx.deleteFrom('itemPrice').where('itemId', '=', itemId).execute()
  if (prices.length === 0) return
  const rows = prices.map(({ currency, from, price }) => ({ itemId, currency, validFrom: from, price }))
  await tx.insertInto('itemPrice').values(rows).execute()
}

const EMPTY = {
  kind: 'service' as Item['kind'],
  sku: null as string | null,
  name: '',
  description: '',
  unit: 'C62',
  price: '0',
  taxId: null as string | null,
  nature: 'other' as Item['nature'],
  labourShare: null as string | null,
  revenueAccount: null as string | null,
  tracksStock: false,
}
type State = typeof EMPTY

function pick(item: Item): State {
  const { kind, sku, name, description, unit, price, taxId, nature } = item
  const { labourShare, revenueAccount, tracksStock } = item
  return {
    kind,
    sku,
    name,
    description,
    unit,
    price,
    taxId,
    nature,
    labourShare,
    revenueAccount,
    tracksStock,
  }
}

/** Work cannot lie in stock. */
const stateOf = (state: State): State => ({
  ...state,
  tracksStock: state.kind === 'product' && state.tracksStock,
})

function columnsOf(state: State) {
  const { name, sku, description } = state
  return { ...state, search: searchLines([name, sku, description]), sortKey: sortKey(name) }
}

const sorted = (prices: readonly ItemPrice[]): ItemPrice[] =>
  prices.toSorted((a, b) => (`${a.currency} ${a.from}` < `${b.currency} ${b.from}` ? -1 : 1))
