import { COUNTRIES } from '../codes/places.ts'
import type { EInvoice } from '../e-invoice.ts'
import {
  allowances,
  equal,
  lineAllowances,
  lines,
  number,
  one,
  round,
  rule,
  said,
  taxes,
  toCents,
  total,
  whole,
  within,
  type Rule,
} from './rule.ts'

// EN 16931-1, 6.4.3: terms that depend on each other (BR-CO-3 to BR-CO-26).

const seller = one('seller', (invoice) => invoice.seller)
const amounts = (charge: boolean) => (invoice: EInvoice) =>
  invoice.allowances.filter((one) => one.charge === charge).map(({ amount }) => amount)
const reasoned = (item: { reason?: string | undefined; reasonCode?: string | undefined }) =>
  item.reason !== undefined || item.reasonCode !== undefined
const begun = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from !== undefined || to !== undefined

/** A VAT id begins with the code of its country, Greece with EL. */
const ofCountry = (vatId: string | undefined) =>
  vatId === undefined || vatId.startsWith('EL') || COUNTRIES.has(vatId.slice(0, 2))

export const CONDITIONS: Rule[] = [
  rule(
    ['BR-CO-03', 'BT-7', 'tax_point'],
    whole,
    (invoice) => invoice.taxPointDate === undefined || invoice.taxPointCode === undefined,
  ),
  rule(['BR-CO-04', 'BT-151'], lines, ({ tax }) => said(tax.category)),
  rule(['BR-CO-09', 'BT-31', 'vat_prefix'], seller, ({ vatId }) => ofCountry(vatId), {
    values: ({ vatId = '' }) => ({ value: vatId }),
  }),
  rule(
    ['BR-CO-09', 'BT-48', 'vat_prefix'],
    one('buyer', ({ buyer }) => buyer),
    ({ vatId }) => ofCountry(vatId),
    {
      values: ({ vatId = '' }) => ({ value: vatId }),
    },
  ),
  rule(
    ['BR-CO-09', 'BT-63', 'vat_prefix'],
    one('taxRepresentative', (invoice) => invoice.taxRepresentative),
    ({ vatId }) => ofCountry(vatId),
    { values: ({ vatId = '' }) => ({ value: vatId }) },
  ),
  rule(['BR-CO-18', 'BG-23'], whole, (invoice) => invoice.taxes.length > 0),
  rule(
    ['BR-CO-19', 'BG-14', 'period_empty'],
    one('period', (invoice) => invoice.period),
    begun,
  ),
  rule(
    ['BR-CO-20', 'BG-26', 'period_empty'],
    within(lines, 'period', ({ period }) => period),
    begun,
  ),
  rule(['BR-CO-21', 'BT-97', 'reason'], allowances(false), reasoned),
  rule(['BR-CO-22', 'BT-104', 'reason'], allowances(true), reasoned),
  rule(['BR-CO-23', 'BT-139', 'reason'], lineAllowances(false), reasoned),
  rule(['BR-CO-24', 'BT-144', 'reason'], lineAllowances(true), reasoned),
  rule(
    ['BR-CO-25', 'BT-9', 'due'],
    whole,
    ({ totals, dueDate, terms }) =>
      !number(totals.payable)?.gt(0) || dueDate !== undefined || terms !== undefined,
  ),
  rule(
    ['BR-CO-26', 'BT-29', 'seller_id'],
    seller,
    ({ ids, registration, vatId }) => ids.length > 0 || registration !== undefined || vatId !== undefined,
  ),
]

/** What should stand there, and what does. */
type Sums = (invoice: EInvoice) => { is: string | undefined; should: ReturnType<typeof total> | undefined }

function sumRule(id: string, term: string, path: string, sums: Sums): Rule {
  return rule(
    [id, term, 'sum'],
    one(path, (invoice) => sums(invoice)),
    // What is not there at all is missing, which other rules say.
    ({ is, should }) => should === undefined || equal(number(is), should),
    { values: ({ is = '', should }) => ({ is, should: should?.toFixed(2) ?? '' }) },
  )
}

/** A sum that may be left out when there is nothing to add up. */
const optional = (is: string | undefined, texts: string[]) => ({
  is,
  should: is === undefined && texts.length === 0 ? undefined : toCents(total(texts)),
})

export const SUMS: Rule[] = [
  sumRule('BR-CO-10', 'BT-106', 'totals.lines', ({ totals, lines }) => ({
    is: totals.lines,
    should: toCents(total(lines.map(({ net }) => net))),
  })),
  sumRule('BR-CO-11', 'BT-107', 'totals.allowances', (invoice) =>
    optional(invoice.totals.allowances, amounts(false)(invoice)),
  ),
  sumRule('BR-CO-12', 'BT-108', 'totals.charges', (invoice) =>
    optional(invoice.totals.charges, amounts(true)(invoice)),
  ),
  sumRule('BR-CO-13', 'BT-109', 'totals.net', ({ totals }) => ({
    is: totals.net,
    should: total([totals.lines, totals.charges]).minus(total([totals.allowances])),
  })),
  sumRule('BR-CO-14', 'BT-110', 'totals.tax', ({ totals, taxes }) => ({
    is: totals.tax,
    should: totals.tax === undefined ? undefined : toCents(total(taxes.map(({ amount }) => amount))),
  })),
  sumRule('BR-CO-15', 'BT-112', 'totals.gross', ({ totals }) => ({
    is: totals.tax === undefined ? undefined : totals.gross,
    should: toCents(total([totals.net, totals.tax])),
  })),
  sumRule('BR-CO-16', 'BT-115', 'totals.payable', ({ totals }) => ({
    is: totals.payable,
    should: total([totals.gross, totals.rounding]).minus(total([totals.prepaid])),
  })),
  rule(
    ['BR-CO-17', 'BT-117', 'tax_amount'],
    taxes,
    ({ rate, base, amount }) => {
      const [percent, tax] = [number(rate), number(amount)]
      if (!tax) return false
      if (!percent || round(percent).eq(0)) return round(tax).eq(0)
      return taxFits(base, rate, amount)
    },
    {
      values: ({ base, rate = '0', amount }) => ({
        base,
        rate,
        is: amount,
        should: taxOf(base, rate).toFixed(2),
      }),
    },
  ),
]

/** The tax on a base, in whole cents. */
export const taxOf = (base: string, rate: string | undefined) =>
  toCents((number(base)?.abs() ?? total([])).times(number(rate) ?? 0).div(100))

/** The official rules let the tax differ by less than one unit of the currency. */
export const taxFits = (base: string, rate: string | undefined, amount: string): boolean => {
  const tax = number(amount)?.abs()
  return tax !== undefined && tax.minus(taxOf(base, rate)).abs().lt(1)
}
