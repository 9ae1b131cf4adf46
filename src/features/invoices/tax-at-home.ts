import { Big, cents } from '#kernel/decimal.ts'
import type { Frozen } from './frozen.ts'

/**
 * The tax in the currency of the country, which is said whatever the invoice is written in (Directive 2006/112/EC,
 * Art. 230); undefined where it is written in that currency or bears no tax.
 */
export function taxAtHome({ currency, homeCurrency, rate, totals }: Frozen): string | undefined {
  if (currency === homeCurrency || new Big(totals.tax).eq(0)) return undefined
  return cents(new Big(totals.tax).times(rate))
}
