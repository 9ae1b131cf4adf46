import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { House } from './house.ts'

/**
 * Removes bytes that nothing refers to. Whatever keeps bytes has a foreign key on `blob`, so the database itself
 * knows; nobody has to be asked. Fresh bytes are left alone: their record may be about to be written.
 */
export async function sweepBlobs(house: House): Promise<number> {
  const { db } = house
  const used = await usesOf(db, 'blob')
  const unused = sql`not exists (${sql.join(
    used.map(
      ({ table, column }) => sql`select 1 from ${sql.table(table)} u where u.${sql.ref(column)} = b.hash`,
    ),
    sql` union all `,
  )})`
  let swept = 0
  for (;;) {
    const { rows } = await sql<{ hash: string }>`
      select b.hash from blob b where b.created_at < now() - interval '1 day' and ${unused} limit 500`.execute(
      db,
    )
    for (const { hash } of rows) if (await sweep(house, hash)) swept++
    if (rows.length < 500) return swept
  }
}

/** The row is locked until its bytes are gone: whoever keeps the same bytes meanwhile waits, and puts them anew. */
async function sweep(house: House, hash: string): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ hash: string }>`
      delete from blob where hash = ${hash} and created_at < now() - interval '1 day' returning hash`.execute(
      tx,
    )
    if (rows.length === 0) return false
    await house.files.store.remove(hash)
    return true
  })
}

/** The columns that refer to a table and keep its rows alive; those that go with the row are parts of it. */
export async function usesOf(
  db: Database<unknown>,
  table: string,
): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and c.confdeltype != 'c'
    order by 1, 2`.execute(db)
  return rows
}
