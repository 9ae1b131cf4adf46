import { findRates } from '#features/money/server/find-rates.ts'
import { rateOn } from '#features/money/rate-on.ts'
import type { Found } from '#features/money/rate-on.ts'
import { Big } from '#kernel/decimal.ts'
import type { Database } from '#platform/database.ts'
import type { Converted, Sums } from '../figures.ts'
import type { OpportunitiesDb } from './tables.ts'

/** Sums of several currencies as one; what has no rate is named and left out. */
export function convert(to: string, found: readonly Sums[], rates: Map<string, Found>): Converted {
  const foreign = [...new Set(found.map((one) => one.currency))].filter((one) => one !== to)
  const missing = foreign.filter((one) => !rates.has(one)).toSorted()
  const inAll = (field: 'total' | 'weighted') =>
    found
      .filter((one) => !missing.includes(one.currency))
      .reduce(
        (sum, one) => sum.plus(rates.get(one.currency)?.rate.times(one[field]) ?? one[field]),
        new Big(0),
      )
      .toFixed(2)
  return {
    currency: to,
    total: inAll('total'),
    weighted: inAll('weighted'),
    rates: foreign.flatMap((from) => rates.get(from)?.used ?? []),
    missing,
  }
}

/** What one unit of each of these currencies was worth in another on a day, where somebody said. */
export async function ratesInto(
  db: Database<OpportunitiesDb>,
  to: string,
  currencies: readonly string[],
  day: string,
): Promise<Map<string, Found>> {
  const foreign = [...new Set(currencies)].filter((one) => one !== to)
  if (foreign.length === 0) return new Map()
  const known = await findRates(db, [...foreign, to], day)
  return new Map(
    foreign.flatMap((from): [string, Found][] => {
      const found = rateOn(known, from, to, day)
      return found ? [[from, found]] : []
    }),
  )
}
