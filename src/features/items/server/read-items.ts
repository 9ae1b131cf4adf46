import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { plain, unitPrice } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { Item } from '../item.ts'
import type { ItemListQuery } from '../item-list.ts'
import { itemConditions, itemSource } from './item-source.ts'
import type { ItemsDb } from './tables.ts'

/** One page of the items. */
export async function listItems(
  db: Database<ItemsDb>,
  by: By,
  query: ItemListQuery,
): Promise<{ items: Item[]; nextCursor: string | null; total?: number }> {
  const conditions = await itemConditions(db, query)
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, itemSource, conditions, query),
    query.count ? countRows(db, itemSource, conditions, query.count) : undefined,
  ])
  const items = await readItems(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}

/** The item; in the bin only when asked for. */
export async function readItem(
  db: Database<ItemsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' = 'live',
): Promise<Item> {
  const place = where === 'bin' ? sql`r.deleted_at is not null` : sql`r.deleted_at is null`
  const [item] = await readSome(db, by, sql`r.id = ${id} and ${place}`)
  if (!item) throw missing()
  return item
}

/** These items in this order; what is in the bin is left out. */
export async function readItems(db: Database<ItemsDb>, by: By, ids: readonly string[]): Promise<Item[]> {
  if (ids.length === 0) return []
  const items = await readSome(db, by, sql`r.id = any(${uuids(ids)}) and r.deleted_at is null`)
  const byId = new Map(items.map((item) => [item.id, item]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

interface Row extends Omit<Item, 'can' | 'currency' | 'tax' | 'retired'> {
  taxName: string | null
  taxCategory: NonNullable<Item['tax']>['category']
  taxRate: string | null
  retiredAt: string | null
}

async function readSome(db: Database<ItemsDb>, by: By, found: RawBuilder<unknown>): Promise<Item[]> {
  const [{ rows }, { currency }] = await Promise.all([
    sql<Row>`
      select r.id, r.kind, r.sku, r.name, r.description, r.unit, r.price, r.tax_id, r.nature, r.labour_share,
        r.revenue_account, r.tracks_stock, r.stock, r.retired_at, r.created_at, r.updated_at, r.version,
        t.name as tax_name, t.category as tax_category, coalesce(
          (select x.rate from tax_rate x where x.tax_id = t.id and x.valid_from <= current_date
            order by x.valid_from desc limit 1),
          (select x.rate from tax_rate x where x.tax_id = t.id order by x.valid_from limit 1)) as tax_rate,
        coalesce((select jsonb_agg(jsonb_build_object('currency', p.currency, 'from', p.valid_from,
          'price', p.price::text) order by p.currency, p.valid_from) from item_price p where p.item_id = r.id),
          '[]') as prices
      from item r left join tax t on t.id = r.tax_id
      where ${found}`.execute(db),
    readSettings(db),
  ])
  return rows.map((row) => present(row, by, currency))
}

function present({ taxName, taxCategory, taxRate, retiredAt, ...row }: Row, by: By, currency: string): Item {
  const { taxId } = row
  return {
    ...row,
    price: unitPrice(row.price),
    stock: plain(row.stock),
    labourShare: row.labourShare === null ? null : plain(row.labourShare),
    prices: row.prices.map((one) => ({ ...one, price: unitPrice(one.price) })),
    currency,
    tax:
      taxId === null || taxName === null
        ? null
        : { id: taxId, name: taxName, category: taxCategory, rate: plain(taxRate ?? '0') },
    retired: retiredAt !== null,
    can: by.role === 'admin' ? ['change', 'delete'] : [],
  }
}
