import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from './database.ts'
import { columnOf, wellFormed } from './insert-all.ts'

/**
 * Writes the fields of any number of rows, found by their ids, with one statement of one parameter. All rows have the
 * fields of the first; `also` is set in each of them. Values are plain JSON, as for `insertAll`.
 */
export async function updateAll<T, K extends keyof T & string>(
  tx: Tx<T>,
  table: K,
  rows: readonly ({ id: string } & Record<string, unknown>)[],
  also: RawBuilder<unknown>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first).map((name) => [name, columnOf(name)] as const)
  const values = rows.map((row) =>
    Object.fromEntries(names.map(([name, column]) => [column, row[name] ?? null])),
  )
  const written = names.filter(([name]) => name !== 'id').map(([, column]) => sql.ref(column))
  const sets = written.map((column) => sql`${column} = v.${column}`)
  await sql`
    update ${sql.table(table)} r set ${sql.join(sets)}, ${also}
    from json_populate_recordset(null::${sql.table(table)}, ${wellFormed(values)}) v
    where r.id = v.id`.execute(tx)
}
