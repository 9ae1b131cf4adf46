import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Database } from '#platform/database.ts'
import { all, listPage } from '#platform/list.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { usesOf } from '#platform/sweep-blobs.ts'
import { unitShort } from '../units.ts'
import { eraseItem } from './delete-item.ts'
import { itemConditions, itemSearched, itemSource } from './item-source.ts'
import { readItems } from './read-items.ts'
import type { ItemsDb } from './tables.ts'

// What the features that serve every kind of record know of items.

/** How the search over everything finds items: by name, number and description. */
export const itemSearch: SearchKind<ItemsDb> = {
  kind: 'item',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const { ids } = await listPage(db, itemSource, await itemConditions(db, { q }), { limit })
    const items = await readItems(db, by, ids)
    return items.map(({ id, name, sku, price, currency, unit }) => {
      const worth = new Intl.NumberFormat(by.language, { style: 'currency', currency }).format(
        price as Intl.StringNumericLiteral,
      )
      const subtitle = [sku, `${worth} / ${unitShort(unit, by.language)}`].filter(Boolean).join(' · ')
      return { kind: 'item', id, title: name, subtitle, mark: null, photo: null }
    })
  },
}

/** How items lie in the bin: administrators see them there. One that came into use meanwhile stays. */
export const itemBin: BinKind<ItemsDb> = {
  kind: 'item',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, itemSearched)
    const uses = await usesOf(db as Database<unknown>, 'item')
    const unused = uses.map(
      ({ table, column }) =>
        sql<SqlBool>`not exists (select 1 from ${sql.table(table)} u where u.${sql.ref(column)} = r.id)`,
    )
    return sql`
      select 'item' as kind, r.id, r.name as title, r.deleted_at, r.deleted_by, 'managers' as visibility,
        array[]::uuid[] as manager_ids, null::jsonb as merged_into
      from item r where r.deleted_at is not null and ${by.role === 'admin' ? sql`true` : sql`false`}
        and ${all([...search, ...unused])}`
  },
  erase: eraseItem,
}
