import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Tx } from './database.ts'

interface Binnable {
  id: string
  version: number
}

/** Puts the mark of the bin on a locked row of a table, or takes it off; the row's version counts on. */
export async function markBin<Db, Held extends Binnable>(
  tx: Tx<Db>,
  by: By,
  { table, held, to }: { table: string; held: Held; to: 'live' | 'bin' },
): Promise<Held & { isBinned: boolean }> {
  const moved = { ...held, version: held.version + 1, isBinned: to === 'bin' }
  const gone = moved.isBinned ? { at: sql`now()`, by: sql`${by.id}::uuid` } : { at: sql`null`, by: sql`null` }
  await sql`
    update ${sql.table(table)} set deleted_at = ${gone.at}, deleted_by = ${gone.by}, version = ${moved.version}
    where id = ${held.id}`.execute(tx)
  return moved
}
