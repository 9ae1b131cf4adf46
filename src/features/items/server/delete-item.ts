import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { markBin } from '#platform/bin.ts'
import type { Database, Tx } from '#platform/database.ts'
import { forgetWords } from '#platform/journal.ts'
import type { Item, ItemChange } from '../item.ts'
import type { ItemBulk } from '../item-list.ts'
import { uuids } from '#platform/access.ts'
import { all } from '#platform/list.ts'
import { itemConditions } from './item-source.ts'
import { readItem } from './read-items.ts'
import { countUses } from './taxes.ts'
import { changeItem, checkSku, lockItem, tellItem } from './write-item.ts'
import type { ItemsDb } from './tables.ts'

/** Moves an item to the bin; one that a line of a document or an opportunity names stays, and can be retired. */
export async function deleteItem(
  tx: Tx<ItemsDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  const item = await lockItem(tx, by, id, ifMatch)
  await refuseUsed(tx, id)
  await move(tx, by, item, 'bin')
}

/** Brings an item back out of the bin, unless another has its number by now. */
export async function restoreItem(tx: Tx<ItemsDb>, by: By, id: string): Promise<Item> {
  await sql`select 1 from item where id = ${id} for update`.execute(tx)
  const item = await readItem(tx, by, id, 'bin')
  await checkSku(tx, item.sku, id)
  await move(tx, by, item, 'live')
  return readItem(tx, by, id)
}

/** Erases an item for good, with its prices and its stock; the audit trail forgets its words. */
export async function eraseItem(tx: Tx<ItemsDb>, by: By, id: string): Promise<void> {
  const item = await tx
    .selectFrom('item')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!item) throw missing()
  await refuseUsed(tx, id)
  await tx.deleteFrom('item').where('id', '=', id).execute()
  await forgetWords(tx, id)
  await tellItem(tx, by, 'erased', { id, name: '–', version: item.version })
}

/** Does one thing to many items; what a rule keeps stays as it is and is counted. */
export async function bulkItems(
  tx: Tx<ItemsDb>,
  by: By,
  body: ItemBulk,
): Promise<{ ids: string[]; left: number }> {
  const asked = await targetsOf(tx, body)
  const done: string[] = []
  for (const id of asked) if (await doOne(tx, by, body.do, id)) done.push(id)
  return { ids: done, left: asked.length - done.length }
}

/** True where it was done; false where a rule forbids it or the item is not there. */
async function doOne(tx: Tx<ItemsDb>, by: By, what: ItemBulk['do'], id: string): Promise<boolean> {
  const change = (to: ItemChange) => changeItem(tx, by, { id, change: to })
  try {
    if (what === 'delete') await deleteItem(tx, by, { id })
    else if (what === 'restore') await restoreItem(tx, by, id)
    else await change({ retired: what === 'retire' })
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

async function targetsOf(db: Database<ItemsDb>, { ids, filter }: ItemBulk): Promise<string[]> {
  if (ids) return [...new Set(ids)]
  const { except = [], ...query } = filter ?? {}
  const conditions = await itemConditions(db, query)
  const { rows } = await sql<{ id: string }>`
    select r.id from item r
    where r.deleted_at is null and r.id != all(${uuids(except)}) and ${all(conditions)}
    order by r.id limit 10000`.execute(db)
  return rows.map((row) => row.id)
}

async function refuseUsed(tx: Tx<ItemsDb>, id: string): Promise<void> {
  if ((await countUses(tx, 'item', id)) > 0)
    throw new Problem('conflict', 'item.in_use', 'Documents or opportunities name it: retire it.')
}

async function move(tx: Tx<ItemsDb>, by: By, item: Item, to: 'bin' | 'live'): Promise<void> {
  const { version } = await markBin(tx, by, { table: 'item', held: item, to })
  await tellItem(tx, by, to === 'bin' ? 'deleted' : 'restored', { ...item, version })
}
