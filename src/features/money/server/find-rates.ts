import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { plain } from '#kernel/decimal.ts'
import type { Database } from '#platform/database.ts'
import type { Conversion, ConversionQuery, UsedRate } from '../rate.ts'
import { convert as convertAmount, rateOn } from '../rate-on.ts'
import type { Found } from '../rate-on.ts'
import type { MoneyDb } from './tables.ts'

/**
 * All that `rateOn` needs to know of these currencies on a day: of each pair among them and the euro the newest rate
 * of each source that is not after the day.
 */
export async function findRates(
  db: Database<MoneyDb>,
  currencies: readonly string[],
  day: Day,
): Promise<UsedRate[]> {
  const asked = [...new Set([...currencies, 'EUR'])]
  if (asked.length === 1) return []
  const { rows } = await sql<UsedRate>`
    select found.* from unnest(${asked}::text[]) f, unnest(${asked}::text[]) t, unnest('{own,ecb}'::text[]) s,
      lateral (
        select r.from_currency as from, r.to_currency as to, r.day, r.rate, r.source from rate r
        where r.from_currency = f and r.to_currency = t and r.source = s and r.day <= ${day}::date
        order by r.day desc limit 1
      ) found
    where f <> t`.execute(db)
  return rows.map((row) => ({ ...row, rate: plain(row.rate) }))
}

/** What one unit of a currency was worth in another on a day; undefined when nobody said. */
export async function findRate(
  db: Database<MoneyDb>,
  { from, to, day }: { from: string; to: string; day: Day },
): Promise<Found | undefined> {
  return rateOn(from === to ? [] : await findRates(db, [from, to], day), from, to, day)
}

/** An amount in another currency, and the rates that say so. */
export async function convert(
  db: Database<MoneyDb>,
  { from, to, amount, day = new Date().toISOString().slice(0, 10) }: ConversionQuery,
): Promise<Conversion> {
  const found = await findRate(db, { from, to, day })
  if (!found) return { amount: null, rate: null, used: [] }
  return { amount: convertAmount(amount, to, found), rate: plain(found.rate.round(6)), used: found.used }
}
