import type { Day } from '#kernel/day.ts'
import { Big, plain } from '#kernel/decimal.ts'
import { minorUnits } from '#features/money/currencies.ts'
import type { ItemPrice } from './item.ts'

interface Priced {
  /** In the currency of the firm, from the beginning. */
  price: string
  currency: string
  prices: readonly ItemPrice[]
}

/** A price, and whether it was said in that currency or made out of the firm's. */
export interface PriceFound {
  price: string
  converted: boolean
}

/**
 * What an item costs in a currency on a day: the newest price of that currency which is not after the day, else in the
 * firm's own the one it began with; else that of the firm times `rate` – what one unit of its currency is worth in the
 * wanted one – rounded as that currency is. Undefined when none of it is known.
 */
export function priceOn(
  item: Priced,
  currency: string,
  day: Day,
  rate?: Big | string,
): PriceFound | undefined {
  const said = saidOn(item, currency, day)
  if (said !== undefined) return { price: said, converted: false }
  const home = saidOn(item, item.currency, day)
  if (home === undefined || rate === undefined) return undefined
  return { price: plain(new Big(home).times(rate).round(minorUnits(currency))), converted: true }
}

function saidOn({ price, currency: home, prices }: Priced, currency: string, day: Day): string | undefined {
  const newest = prices
    .filter((one) => one.currency === currency && one.from <= day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  return newest?.price ?? (currency === home ? price : undefined)
}
