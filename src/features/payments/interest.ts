import { Big, cents } from '#kernel/decimal.ts'
import { dayAfter } from '#features/invoices/due.ts'
import { dayNumber } from '#kernel/day.ts'

export interface BaseRate {
  country: 'DE' | 'AT' | 'CH'
  validFrom: string
  percent: string
}

/** Where the firm is decides by which law; a business pays more than a consumer. */
export interface Debt {
  amount: string
  /** The first day for which interest is owed, and the last one. */
  from: string
  to: string
  country: string
  business: boolean
}

interface Law {
  /** On top of the base rate; null: a rate of its own, whatever the base rate is. */
  points: string
  hasBase: boolean
}

/**
 * BGB § 288 Abs. 1 and 2; UGB § 456 and ABGB § 1000; OR Art. 104. Elsewhere Kontor knows no rate and asks for none.
 */
function lawOf(country: string, business: boolean): Law | undefined {
  if (country === 'DE') return { points: business ? '9' : '5', hasBase: true }
  if (country === 'AT') return business ? { points: '9.2', hasBase: true } : { points: '4', hasBase: false }
  return country === 'CH' ? { points: '5', hasBase: false } : undefined
}

/** Interest by exact days of a year of 365, each day by the base rate of its day; rounded once. Null: no rate is known. */
export function interestOf(
  { amount, from, to, country, business }: Debt,
  rates: readonly BaseRate[],
): string | null {
  const law = lawOf(country, business)
  if (!law) return null
  if (from > to || new Big(amount).lte(0)) return '0.00'
  const end = dayNumber(to) + 1
  if (!law.hasBase) return part(amount, law.points, end - dayNumber(from))
  const own = rates
    .filter((rate) => rate.country === country)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
  if (!own[0] || own[0].validFrom > from) return null
  let total = new Big(0)
  for (const [at, { validFrom, percent }] of own.entries()) {
    const next = own[at + 1]?.validFrom
    const start = Math.max(dayNumber(validFrom), dayNumber(from))
    const stop = Math.min(next ? dayNumber(next) : end, end)
    if (stop > start) total = total.plus(exact(amount, new Big(percent).plus(law.points), stop - start))
  }
  return cents(total)
}

const part = (amount: string, percent: string, days: number) => cents(exact(amount, new Big(percent), days))

const exact = (amount: string, percent: Big, days: number): Big =>
  percent.lte(0) ? new Big(0) : new Big(amount).times(percent).times(days).div(36_500)

/**
 * The first day of default: the day after a reminder asked for the money (BGB § 286 Abs. 1); a business is in default
 * without one, 30 days after the money was due (Abs. 3). A consumer is only where the invoice said so, which nobody has
 * to prove here: he is reminded first. Null: not in default yet.
 */
export function defaultFrom({
  dueDate,
  firstReminder,
  business,
}: {
  dueDate: string
  firstReminder: string | null
  business: boolean
}): string | null {
  const reminded = firstReminder === null ? null : dayAfter(firstReminder, 1)
  if (!business) return reminded
  const byItself = dayAfter(dueDate, 31)
  return reminded !== null && reminded < byItself ? reminded : byItself
}
