import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { COUNT_CAP } from '#platform/list.ts'
import type { LabelList } from '../label.ts'
import type { LabelUse } from './use.ts'

/** A table of records that carry what a firm arranges. */
export interface Carriers {
  table: string
  /** Which of them count; else what lies in the bin counts too: it can come back. */
  counted?: RawBuilder<SqlBool>
  /** One word for many records, of which none was changed by itself. */
  announce<T>(tx: Tx<T>, by: By): Promise<void>
}

/** How records carry one entry of a list, in a column. */
export function labelIn(carriers: Carriers, list: LabelList, column: string): LabelUse {
  const ref = sql.ref(column)
  return {
    list,
    count: (db, id) => countCarriers(db, carriers, sql`${ref} = ${id}`),
    replace: (tx, by, id, into) =>
      changeCarriers(tx, by, carriers, { set: sql`${ref} = ${into ?? null}`, where: sql`${ref} = ${id}` }),
  }
}

/** How records carry tags. */
export function tagsIn(carriers: Carriers): LabelUse {
  return {
    list: 'tags',
    count: (db, id) => countCarriers(db, carriers, sql`tag_ids @> ${uuids([id])}`),
    replace(tx, by, id, into) {
      const others = sql`array_remove(tag_ids, ${id}::uuid)`
      const next = into === undefined ? others : sql`array_remove(${others}, ${into}::uuid) || ${into}::uuid`
      const where = sql`tag_ids @> ${uuids([id])}`
      return changeCarriers(tx, by, carriers, { set: sql`tag_ids = ${next}`, where })
    },
  }
}

/** How many records meet the condition, counted up to the cap of lists. */
export async function countCarriers<T>(
  db: Database<T>,
  { table, counted = sql`true` }: Carriers,
  where: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select 1 from ${sql.table(table)} where ${counted} and ${where} limit ${COUNT_CAP + 1}) c`.execute(db)
  return rows[0]?.n ?? 0
}

/** Replacing something is a change of the list, not of each record: their versions count on, it is journalled once. */
export async function changeCarriers<T>(
  tx: Tx<T>,
  by: By,
  { table, announce }: Carriers,
  { set, where }: { set: RawBuilder<unknown>; where: RawBuilder<unknown> },
): Promise<void> {
  await sql`update ${sql.table(table)} set ${set}, version = version + 1 where ${where}`.execute(tx)
  await announce(tx, by)
}
