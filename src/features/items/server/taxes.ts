import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { plain } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import { usesOf } from '#platform/sweep-blobs.ts'
import { taxRateOn } from '../tax.ts'
import type { Tax } from '../tax.ts'
import type { ItemsDb } from './tables.ts'

interface Asked {
  /** The day whose rate is meant. */
  day?: Day | undefined
  /** With how many records carry each. */
  usage?: boolean
}

/** All taxes in their order, retired ones too. Taxes are the firm's: everybody with a seat reads them. */
export async function listTaxes(db: Database<ItemsDb>, asked: Asked = {}): Promise<Tax[]> {
  return readSome(db, undefined, asked)
}

export async function readTax(db: Database<ItemsDb>, id: string, asked: Asked = {}): Promise<Tax> {
  const [tax] = await readSome(db, id, asked)
  if (!tax) throw missing()
  return tax
}

/** How many records name this row of a table, whichever tables those are. */
export async function countUses(db: Database<ItemsDb>, table: 'tax' | 'item', id: string): Promise<number> {
  const uses = await usesOf(db as Database<unknown>, table)
  const counts = await Promise.all(
    uses.map(async (use) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from (
          select 1 from ${sql.table(use.table)} where ${sql.ref(use.column)} = ${id} limit 10001) u`.execute(
        db,
      )
      return rows[0]?.n ?? 0
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

interface Row extends Omit<Tax, 'rate' | 'retired' | 'usageCount'> {
  retiredAt: string | null
}

async function readSome(
  db: Database<ItemsDb>,
  id: string | undefined,
  { day, usage }: Asked,
): Promise<Tax[]> {
  const { rows } = await sql<Row>`
    select t.id, t.code, t.name, t.category, t.reason, t.reason_code, t.country, t.description, t.position as order,
      t.retired_at, t.created_at, t.updated_at, t.version,
      (select jsonb_agg(jsonb_build_object('from', r.valid_from, 'rate', r.rate::text) order by r.valid_from)
        from tax_rate r where r.tax_id = t.id) as rates
    from tax t where ${id === undefined ? sql`true` : sql`t.id = ${id}`}
    order by t.retired_at is not null, t.position, t.id`.execute(db)
  const on = day ?? new Date().toISOString().slice(0, 10)
  return Promise.all(
    rows.map(async ({ retiredAt, rates, ...row }) => {
      const written = rates.map(({ from, rate }) => ({ from, rate: plain(rate) }))
      return {
        ...row,
        rate: taxRateOn(written, on),
        rates: written,
        retired: retiredAt !== null,
        ...(usage && { usageCount: await countUses(db, 'tax', row.id) }),
      }
    }),
  )
}
