import type { Big } from '#kernel/decimal.ts'
import type { LineAllowance } from '../e-invoice.ts'
import {
  allowances,
  lineAllowances,
  lines,
  number,
  one,
  rule,
  said,
  total,
  whole,
  within,
  type Over,
  type Rule,
} from './rule.ts'

// Rules of Peppol BIS Billing 3.0 that XRechnung took over (PEPPOL-EN16931-R…).

const id = (number: string) => `PEPPOL-EN16931-R${number}`
const near = (a: Big, b: Big) => a.minus(b).abs().lte('0.02')
const all: Over<LineAllowance> = (invoice) =>
  [false, true].flatMap((charge) => [...allowances(charge)(invoice), ...lineAllowances(charge)(invoice)])

/** What a line comes to by its quantity, price and reductions. */
export function lineNet(line: {
  quantity: string
  price: { net: string; baseQuantity?: string | undefined }
  allowances: LineAllowance[]
}): Big | undefined {
  const [quantity, price, base] = [
    number(line.quantity),
    number(line.price.net),
    number(line.price.baseQuantity ?? '1'),
  ]
  if (!quantity || !price || !base || base.eq(0)) return undefined
  const sumOf = (charge: boolean) =>
    total(line.allowances.filter((one) => one.charge === charge).map(({ amount }) => amount))
  return quantity.times(price).div(base).plus(sumOf(true)).minus(sumOf(false))
}

export const PEPPOL: Rule[] = [
  rule([id('001'), 'BT-23'], whole, ({ process }) => said(process)),
  rule(
    [id('005'), 'BT-6', 'same_currency'],
    one('taxCurrency', (invoice) => (invoice.taxCurrency === undefined ? undefined : invoice)),
    ({ taxCurrency, currency }) => taxCurrency !== currency,
  ),
  rule([id('010'), 'BT-49'], whole, ({ buyer }) => said(buyer.electronicAddress?.value)),
  rule([id('020'), 'BT-34'], whole, ({ seller }) => said(seller.electronicAddress?.value)),
  rule([id('040'), 'BT-92', 'percentage'], all, ({ amount, base, percent }) => {
    const [is, of, rate] = [number(amount), number(base), number(percent)]
    return !is || !of || !rate || near(is, of.times(rate).div(100))
  }),
  rule([id('041'), 'BT-93'], all, ({ base, percent }) => percent === undefined || base !== undefined),
  rule([id('042'), 'BT-94'], all, ({ base, percent }) => base === undefined || percent !== undefined),
  rule([id('046'), 'BT-146', 'net_price'], lines, ({ price }) => {
    const [net, gross] = [number(price.net), number(price.gross)]
    return !net || !gross || net.eq(gross.minus(number(price.discount) ?? 0))
  }),
  rule(
    [id('055'), 'BT-111', 'same_sign'],
    one('totals', ({ totals }) => totals),
    ({ tax, taxInTaxCurrency }) => {
      const [own, theirs] = [number(tax), number(taxInTaxCurrency)]
      return !own || !theirs || own.times(theirs).gte(0)
    },
  ),
  rule(
    [id('061'), 'BT-89'],
    one('payment', ({ payment }) => (['49', '59'].includes(payment?.meansCode ?? '') ? payment : undefined)),
    ({ debit }) => said(debit?.mandate),
  ),
  rule(
    [id('110'), 'BT-134', 'period_outside'],
    within(lines, 'period', ({ period }) => period),
    (period, invoice) => {
      const from = invoice.period?.from
      return from === undefined || period.from === undefined || period.from >= from
    },
  ),
  rule(
    [id('111'), 'BT-135', 'period_outside'],
    within(lines, 'period', ({ period }) => period),
    (period, invoice) => {
      const to = invoice.period?.to
      return to === undefined || period.to === undefined || period.to <= to
    },
  ),
  rule(
    [id('120'), 'BT-131', 'line_net'],
    lines,
    (line) => {
      const [is, should] = [number(line.net), lineNet(line)]
      return !is || !should || near(is, should)
    },
    { values: (line) => ({ is: line.net, should: lineNet(line)?.toFixed(2) ?? '' }) },
  ),
  rule(
    [id('121'), 'BT-149', 'base_quantity'],
    lines,
    ({ price }) => number(price.baseQuantity)?.gt(0) ?? true,
  ),
  rule(
    [id('130'), 'BT-150', 'base_unit'],
    lines,
    ({ unit, price }) => price.baseUnit === undefined || price.baseUnit === unit,
  ),
]
