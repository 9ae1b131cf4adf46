import { Big, cents, sum } from '#kernel/decimal.ts'
import type { VatCategory } from '#features/einvoice/e-invoice.ts'
import type { InvoiceTotals } from './invoice.ts'

/** What of a line decides what it costs. */
export interface CostLine {
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  quantity: string
  price: string
  discountPercent: string
  optional: boolean
  labourShare: string | null
  tax: { category: VatCategory; rate: string; reason: string | null } | null
}

/** What the discount on the whole takes off one category and rate of the tax (BG-20). */
export interface Allowance {
  category: VatCategory
  rate: string
  base: string
  amount: string
}

export interface Reckoned {
  /** Net of each line; of a sub-total the sum of the lines since the last one; else `0.00`. */
  nets: string[]
  allowances: Allowance[]
  totals: InvoiceTotals
}

/**
 * What a document comes to. Each line is rounded once to cents and its discount once; the discount on the whole is
 * spread over the categories of the tax so that the parts make up the whole; tax is reckoned on the sum of each category
 * and rate and rounded once (EN 16931: BR-CO-10 to 16 and BR-CO-17). Optional lines and lines without a tax count for
 * nothing.
 */
export function totalsOf(
  lines: readonly CostLine[],
  { discountPercent = '0', deducted = '0' }: { discountPercent?: string; deducted?: string } = {},
): Reckoned {
  const nets = netsOf(lines)
  const counted = lines.flatMap((line, at) => (counts(line) ? [{ line, net: nets[at] ?? '0' }] : []))
  const groups = groupsOf(counted)
  const total = sum(counted.map(({ net }) => net))
  const taken = spread(
    groups.map(({ lines: own }) => own),
    discountPercent,
  )
  const taxes = groups.map(({ category, rate, lines: own, reasons }, at) => {
    const base = own.minus(taken[at] ?? 0)
    const reason = reasons.join('; ') || null
    return { category, rate, base: cents(base), amount: cents(base.times(rate).div(100)), reason }
  })
  const net = total.minus(sum(taken))
  const tax = sum(taxes.map(({ amount }) => amount))
  const gross = net.plus(tax)
  return {
    nets,
    allowances: groups.flatMap(({ category, rate, lines: own }, at) => {
      const amount = taken[at] ?? new Big(0)
      return amount.eq(0) ? [] : [{ category, rate, base: cents(own), amount: cents(amount) }]
    }),
    totals: {
      lines: cents(total),
      discount: cents(sum(taken)),
      net: cents(net),
      taxes,
      tax: cents(tax),
      gross: cents(gross),
      deducted: cents(deducted),
      payable: cents(gross.minus(deducted)),
      labour: labourOf(counted, discountPercent),
    },
  }
}

/** Quantity × price, rounded to cents, less the discount, rounded to cents. */
export function lineNet({ quantity, price, discountPercent }: Omit<CostLine, 'tax'>): {
  full: string
  discount: string
  net: string
} {
  const full = new Big(cents(new Big(quantity).times(price)))
  const discount = new Big(cents(full.times(discountPercent).div(100)))
  return { full: cents(full), discount: cents(discount), net: cents(full.minus(discount)) }
}

const counts = (line: CostLine): boolean => line.kind === 'item' && !line.optional

function netsOf(lines: readonly CostLine[]): string[] {
  let since = new Big(0)
  return lines.map((line) => {
    if (line.kind === 'subtotal') {
      const net = cents(since)
      since = new Big(0)
      return net
    }
    if (line.kind !== 'item') return cents(0)
    const { net } = lineNet(line)
    if (counts(line)) since = since.plus(net)
    return net
  })
}

interface Group {
  category: VatCategory
  rate: string
  lines: Big
  reasons: string[]
}

/** The categories and rates in their order of first appearance. */
function groupsOf(counted: readonly { line: CostLine; net: string }[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { line, net } of counted) {
    if (!line.tax) continue
    const { category, reason } = line.tax
    const rate = new Big(line.tax.rate).toFixed()
    const key = `${category} ${rate}`
    const group = groups.get(key) ?? { category, rate, lines: new Big(0), reasons: [] }
    group.lines = group.lines.plus(net)
    if (reason && !group.reasons.includes(reason)) group.reasons.push(reason)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/**
 * So many per cent of these amounts, in cents: the whole is rounded once, each part is cut off, and the cents that are
 * missing go to the parts that lost most, the first ones before the others.
 */
function spread(amounts: readonly Big[], percent: string): Big[] {
  const exact = amounts.map((amount) => amount.times(percent).div(100))
  const cut = exact.map((part) => part.round(2, Big.roundDown))
  const missing = new Big(cents(sum(exact))).minus(sum(cut))
  const cent = new Big(missing.s).div(100)
  const lost = exact.map((part, at) => ({ at, by: part.minus(cut[at] ?? 0).times(missing.s) }))
  const first = lost
    .sort((a, b) => b.by.cmp(a.by) || a.at - b.at)
    .slice(0, missing.abs().times(100).toNumber())
  const more = new Set(first.map(({ at }) => at))
  return cut.map((part, at) => (more.has(at) ? part.plus(cent) : part))
}

/** The work in it with its tax, less the discount on the whole (EStG § 35a); rounded once. */
function labourOf(counted: readonly { line: CostLine; net: string }[], discountPercent: string): string {
  const parts = counted.map(({ line, net }) =>
    new Big(net)
      .times(line.labourShare ?? 0)
      .div(100)
      .times(new Big(line.tax?.rate ?? 0).div(100).plus(1)),
  )
  return cents(sum(parts).times(new Big(100).minus(discountPercent)).div(100))
}
