import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Search } from './list.ts'

/**
 * Names of another table that order a list: `names` selects their `id` and `key`, `by` of the sort says `n.key`, and the
 * rows of a name are those whose `column` has its id; needs an index on (column, id). For tens of names, not thousands.
 */
export interface Groups {
  names: RawBuilder<unknown>
  column: RawBuilder<unknown>
}

/** Name by name in their order, of each as many rows as are wanted at most; it ends when the page is full. */
export function groupWalk(search: Search, { names, column }: Groups): RawBuilder<unknown> {
  const { source, order, start, selection, wanted } = search
  const { direction } = order
  const met = sql.join([source.always, start, ...selection.conditions], sql` and `)
  return sql`
    select r.id, n.key::text as key from (select * from (${names}) n order by key ${direction} offset 0) n
    cross join lateral (
      select r.id from ${sql.table(source.table)} r where ${column} = n.id and ${met} order by r.id ${direction} limit ${wanted}
    ) r order by n.key ${direction}, r.id ${direction} limit ${wanted}`
}
