import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { perDatabase } from './per-database.ts'

interface Sized {
  db: Pick<Kysely<unknown>, 'getExecutor'>
  source: { table: string }
}

const sizesOf = perDatabase(() => new Map<string, { rows: number; until: number }>())

/** Roughly how many rows the table has, by PostgreSQL's own statistics; good for a minute. */
export async function sizeOf({ db, source: { table } }: Sized): Promise<number> {
  const sizes = sizesOf(db)
  const known = sizes.get(table)
  if (known && known.until > performance.now()) return known.rows
  const { rows } = await sql<{ n: number }>`
    select greatest(reltuples, 1000)::bigint as n from pg_class where oid = ${table}::regclass`.execute(db)
  const size = rows[0]?.n ?? 1000
  sizes.set(table, { rows: size, until: performance.now() + 60_000 })
  return size
}
