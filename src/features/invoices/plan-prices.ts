import { Big, cents, sum, unitPrice } from '#kernel/decimal.ts'
import type { PlanRaise, PlanTemplate } from './invoice-plan.ts'
import { lineNet } from './totals.ts'

/**
 * A price so many per cent and so much higher, rounded to multiples of `round`, or to the places it has: cents at least.
 * What costs something does not fall below nothing.
 */
export function raisedPrice(price: string, { percent, amount, round }: Omit<PlanRaise, 'from'>): string {
  const raised = new Big(price)
    .times(new Big(percent).plus(100))
    .div(100)
    .plus(amount ?? 0)
  const full = raised.lt(0) && new Big(price).gte(0) ? new Big(0) : raised
  if (round !== null) return unitPrice(full.div(round).round(0).times(round).round(4))
  const places = new Big(price).toFixed().split('.')[1]?.length ?? 0
  return unitPrice(full.round(Math.max(2, places)))
}

/**
 * The template with the prices of a period that begins on `day`: raises that count by then are in its prices, the others
 * stay to come. A line that says no price has that of its item, which is raised there.
 */
export function withRaises(
  template: PlanTemplate,
  raises: readonly PlanRaise[],
  day: string,
): { template: PlanTemplate; raises: PlanRaise[] } {
  const due = raises.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? -1 : 1))
  if (due.length === 0) return { template, raises: [...raises] }
  const lines = template.lines.map((line) =>
    line.price === undefined ? line : { ...line, price: due.reduce(raisedPrice, line.price) },
  )
  return { template: { ...template, lines }, raises: raises.filter(({ from }) => from > day) }
}

/** Net of these lines, less the discount on the whole. */
export function netOf(lines: readonly Line[], discountPercent = '0'): string {
  const nets = lines
    .filter(({ kind }) => kind === 'item')
    .map((line) => lineNet({ ...line, optional: false, labourShare: null }).net)
  const total = sum(nets)
  return cents(total.minus(cents(total.times(discountPercent).div(100))))
}

interface Line {
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  quantity: string
  price: string
  discountPercent: string
}
