import { Big, cents } from '#kernel/decimal.ts'
import type { Billing } from './opportunity.ts'

/** What an opportunity is worth in all: its amount once, or for each of its periods. */
export function totalOf({
  amount,
  billing,
  periods,
}: {
  amount: string
  billing: Billing
  periods: number
}): string {
  return cents(billing === 'fixed' ? amount : new Big(amount).times(periods))
}

/** What a line of the offer comes to, in whole cents. */
export function lineTotal(line: { quantity: string; price: string; discountPercent: string }): string {
  const share = new Big(100).minus(line.discountPercent).div(100)
  return cents(new Big(line.quantity).times(line.price).times(share))
}

/** What is offered in all: the sum of the lines as they are shown. */
export function offerOf(lines: readonly Parameters<typeof lineTotal>[0][]): string {
  return cents(lines.reduce((sum, line) => sum.plus(lineTotal(line)), new Big(0)))
}

/** What of a total may be expected at this probability. */
export function weighted(total: string, probability: number): string {
  return cents(new Big(total).times(probability).div(100))
}
