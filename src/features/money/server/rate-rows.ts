import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { missing } from '#kernel/problem.ts'
import { plain } from '#kernel/decimal.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { listPage } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import type { Rate, RateQuery } from '../rate.ts'
import type { MoneyDb } from './tables.ts'

const source: ListSource = {
  table: 'rate',
  always: sql<SqlBool>`true`,
  defaultSort: '-day',
  sorts: { day: { by: sql`r.day`, type: 'date' } },
}

/** One page of rates, the newest first. Rates are the firm's: everybody with a seat reads them. */
export async function listRates(
  db: Database<MoneyDb>,
  query: RateQuery,
): Promise<{ items: Rate[]; nextCursor: string | null }> {
  const { from, to, source: whose, day } = query
  const conditions: RawBuilder<SqlBool>[] = []
  if (from) conditions.push(sql<SqlBool>`r.from_currency = ${from}`)
  if (to) conditions.push(sql<SqlBool>`r.to_currency = ${to}`)
  if (whose) conditions.push(sql<SqlBool>`r.source = ${whose}`)
  if (day)
    conditions.push(sql<SqlBool>`r.day <= ${day}::date and not exists (
      select 1 from rate n where n.from_currency = r.from_currency and n.to_currency = r.to_currency
        and n.source = r.source and n.day > r.day and n.day <= ${day}::date)`)
  const { ids, nextCursor } = await listPage(db, source, conditions, query)
  const byId = new Map((await readRates(db, ids)).map((one) => [one.id, one]))
  return { items: ids.flatMap((id) => byId.get(id) ?? []), nextCursor }
}

export async function readRate(db: Database<MoneyDb>, id: string): Promise<Rate> {
  const [rate] = await readRates(db, [id])
  if (!rate) throw missing()
  return rate
}

async function readRates(db: Database<MoneyDb>, ids: readonly string[]): Promise<Rate[]> {
  const { rows } = await sql<Rate>`
    select id, from_currency as from, to_currency as to, day, rate, source, created_by, created_at, updated_at, version
    from rate where id = any(${uuids(ids)})`.execute(db)
  return rows.map((row) => ({ ...row, rate: plain(row.rate) }))
}
