import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import type { ItemFilters } from '../item-list.ts'
import type { ItemsDb } from './tables.ts'

const bool = sql<SqlBool>

export const itemSearched = { text: sql`r.search`, fields: {} }

/** Items are the firm's: everybody with a seat reads all of them. What has no number comes last. */
export const itemSource: ListSource = {
  table: 'item',
  always: bool`r.deleted_at is null`,
  defaultSort: 'name',
  sorts: {
    name: { by: sql`r.sort_key`, type: 'text' },
    sku: { by: sql`coalesce(lower(r.sku), ${'\u{10FFFD}'}) collate "C"`, type: 'text' },
    price: { by: sql`r.price`, type: 'numeric' },
    stock: { by: sql`r.stock`, type: 'numeric' },
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
  },
}

/** Everything the address of the list says, as conditions. */
export async function itemConditions(
  db: Database<ItemsDb>,
  { q, kind, stock, retired, tax }: Partial<ItemFilters> & { q?: string | undefined },
): Promise<RawBuilder<SqlBool>[]> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (kind) conditions.push(bool`r.kind = ${kind}`)
  if (stock === 'with') conditions.push(bool`(r.tracks_stock and r.stock > 0)`)
  if (stock === 'without') conditions.push(bool`(r.tracks_stock and r.stock <= 0)`)
  if (retired === 'true') conditions.push(bool`r.retired_at is not null`)
  if (retired === 'false') conditions.push(bool`r.retired_at is null`)
  if (tax) conditions.push(bool`r.tax_id = ${tax}`)
  return [...conditions, ...(await searchConditions(db, q, itemSearched))]
}
