import { sum, type Big } from '#kernel/decimal.ts'

/** An amount by weights, in cents; what rounding leaves over goes to the last, so that the sum stays. */
export function split(amount: Big, weights: readonly Big[]): Big[] {
  const total = sum(weights)
  let left = amount
  return weights.map((weight, at) => {
    const own = at === weights.length - 1 || total.eq(0) ? left : amount.times(weight).div(total).round(2)
    left = left.minus(own)
    return own
  })
}
