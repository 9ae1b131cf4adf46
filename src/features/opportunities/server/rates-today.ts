import { sql } from 'kysely'
import { Big } from '#kernel/decimal.ts'
import type { Database } from '#platform/database.ts'
import type { Converted, Sums, UsedRate } from '../figures.ts'
import type { OpportunitiesDb } from './tables.ts'

/** Sums of several currencies as one; what has no rate is named and left out. */
export function convert(to: string, found: readonly Sums[], rates: Map<string, UsedRate>): Converted {
  const foreign = [...new Set(found.map((one) => one.currency))].filter((one) => one !== to)
  const missing = foreign.filter((one) => !rates.has(one)).toSorted()
  const inAll = (field: 'total' | 'weighted') =>
    found
      .filter((one) => !missing.includes(one.currency))
      .reduce(
        (sum, one) => sum.plus(new Big(one[field]).times(rates.get(one.currency)?.rate ?? 1)),
        new Big(0),
      )
      .toFixed(2)
  return {
    currency: to,
    total: inAll('total'),
    weighted: inAll('weighted'),
    rates: foreign.flatMap((one) => rates.get(one) ?? []),
    missing,
  }
}

interface Row {
  fromCurrency: string
  toCurrency: string
  day: string
  rate: string
  source: UsedRate['source']
}

/**
 * The rates of a day into one currency: the latest until then, the firm's own before the ECB's of the same day; where
 * only the way back is known, that one turned round; else both by way of the euro.
 */
export async function ratesInto(
  db: Database<OpportunitiesDb>,
  to: string,
  currencies: readonly string[],
  day: string,
): Promise<Map<string, UsedRate>> {
  const foreign = [...new Set(currencies)].filter((one) => one !== to)
  if (foreign.length === 0) return new Map()
  const named = [...foreign, to, 'EUR']
  const { rows } = await sql<Row>`
    select distinct on (from_currency, to_currency) from_currency, to_currency, day::text as day, rate::text as rate,
      source
    from rate where from_currency = any(${named}::text[]) and to_currency = any(${named}::text[]) and day <= ${day}::date
    order by from_currency, to_currency, day desc, source desc`.execute(db)
  return new Map(
    foreign.flatMap((from): [string, UsedRate][] => {
      const rate = between(rows, from, to) ?? overEuro(rows, from, to)
      return rate ? [[from, rate]] : []
    }),
  )
}

function between(rows: readonly Row[], from: string, to: string): UsedRate | undefined {
  const there = rows.find((one) => one.fromCurrency === from && one.toCurrency === to)
  const back = rows.find((one) => one.fromCurrency === to && one.toCurrency === from)
  if (there && (!back || there.day >= back.day))
    return { from, to, rate: new Big(there.rate).toFixed(), day: there.day, source: there.source }
  if (!back) return undefined
  return { from, to, rate: new Big(1).div(back.rate).toFixed(6), day: back.day, source: back.source }
}

function overEuro(rows: readonly Row[], from: string, to: string): UsedRate | undefined {
  const [first, second] = [between(rows, from, 'EUR'), between(rows, 'EUR', to)]
  if (!first || !second) return undefined
  const day = first.day < second.day ? first.day : second.day
  const source = first.source === 'own' || second.source === 'own' ? 'own' : 'ecb'
  return { from, to, rate: new Big(first.rate).times(second.rate).toFixed(6), day, source }
}
