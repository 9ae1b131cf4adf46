import type { Big } from '#kernel/decimal.ts'
import type { EInvoice, VatBreakdown, VatCategory } from '../e-invoice.ts'
import { taxFits } from './conditions.ts'
import {
  allowances,
  lines,
  number,
  one,
  rule,
  said,
  taxes,
  total,
  whole,
  type Over,
  type Rule,
} from './rule.ts'

// EN 16931-1, 6.4.4: what each category of the tax demands (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF, BR-AG).

interface Category {
  code: VatCategory
  /** As the ids of its rules say it. */
  name: string
  /** Who must be known to the tax office. */
  parties: (invoice: EInvoice) => boolean
  /** Message when they are not. */
  says: string
  rate: (rate: Big | undefined) => boolean
  /** Taxed categories may stand there once for each rate, and give no reason for an exemption. */
  taxed: boolean
  reason: boolean
}

const representative = ({ taxRepresentative }: EInvoice) => said(taxRepresentative?.vatId)
const sellerVat = (invoice: EInvoice) => said(invoice.seller.vatId) || representative(invoice)
const sellerTax = (invoice: EInvoice) => sellerVat(invoice) || said(invoice.seller.taxNumber)
const zero = (rate: Big | undefined) => rate?.eq(0) ?? false

const base = { parties: sellerTax, says: 'seller_tax', rate: zero, taxed: false, reason: true }
const CATEGORIES: Category[] = [
  { ...base, code: 'S', name: 'S', rate: (rate) => rate?.gt(0) ?? false, taxed: true, reason: false },
  { ...base, code: 'Z', name: 'Z', reason: false },
  { ...base, code: 'E', name: 'E' },
  {
    ...base,
    code: 'AE',
    name: 'AE',
    parties: (invoice) =>
      sellerTax(invoice) && (said(invoice.buyer.vatId) || invoice.buyer.registration !== undefined),
    says: 'reverse_charge_parties',
  },
  {
    ...base,
    code: 'K',
    name: 'IC',
    parties: (invoice) => sellerVat(invoice) && said(invoice.buyer.vatId),
    says: 'both_vat_ids',
  },
  { ...base, code: 'G', name: 'G', parties: sellerVat, says: 'seller_vat_id' },
  {
    ...base,
    code: 'O',
    name: 'O',
    parties: (invoice) => !sellerVat(invoice) && !said(invoice.buyer.vatId),
    says: 'no_vat_ids',
    rate: (rate) => rate === undefined,
  },
  { ...base, code: 'L', name: 'AF', rate: (rate) => rate?.gte(0) ?? false, taxed: true, reason: false },
  { ...base, code: 'M', name: 'AG', rate: (rate) => rate?.gte(0) ?? false, taxed: true, reason: false },
]

const uses = (invoice: EInvoice, code: VatCategory) =>
  invoice.lines.some(({ tax }) => tax.category === code) ||
  invoice.allowances.some(({ category }) => category === code)

function rulesOf(category: Category): Rule[] {
  const { code, name, parties, says, reason } = category
  const values = () => ({ category: code })
  const id = (number: string) => `BR-${name}-${number}`
  const mine =
    <T>(over: Over<T>, of: (item: T) => string): Over<T> =>
    (invoice) =>
      over(invoice).filter(({ item }) => of(item) === code)
  const myLines = mine(lines, ({ tax }) => tax.category)
  const [reductions, charges] = [false, true].map((charge) =>
    mine(allowances(charge), (item) => item.category),
  )
  const myTaxes = mine(taxes, ({ category }) => category)
  const onceFor =
    <T>(over: Over<T> = () => []): Over<EInvoice> =>
    (invoice) =>
      over(invoice).length > 0 ? [{ path: '', item: invoice }] : []
  return [
    rule(
      [id('01'), 'BG-23', 'breakdown'],
      whole,
      (invoice, _, { syntax }) => brokenDown(invoice, category, syntax === 'cii'),
      {
        values,
      },
    ),
    rule([id('02'), 'BT-31', says], onceFor(myLines), parties, { values }),
    rule([id('03'), 'BT-31', says], onceFor(reductions), parties, { values }),
    rule([id('04'), 'BT-31', says], onceFor(charges), parties, { values }),
    rule([id('05'), 'BT-152', 'rate'], myLines, ({ tax }) => category.rate(number(tax.rate)), { values }),
    ...(reductions && charges
      ? [
          rule([id('06'), 'BT-96', 'rate'], reductions, ({ rate }) => category.rate(number(rate)), {
            values,
          }),
          rule([id('07'), 'BT-103', 'rate'], charges, ({ rate }) => category.rate(number(rate)), { values }),
        ]
      : []),
    rule(
      [id('08'), 'BT-116', 'tax_base'],
      myTaxes,
      (tax, invoice, { syntax }) => baseFits(tax, invoice, category, syntax === 'ubl'),
      { values: (tax, invoice) => ({ is: tax.base, should: baseOf(tax, invoice, category).toFixed(2) }) },
    ),
    rule(
      [id('09'), 'BT-117', category.taxed ? 'tax_amount_of' : 'no_tax'],
      myTaxes,
      ({ base, rate, amount }) =>
        category.taxed ? rate !== undefined && taxFits(base, rate, amount) : zero(number(amount)),
      { values: ({ amount }) => ({ is: amount }) },
    ),
    rule(
      [id('10'), 'BT-120', reason ? 'exemption_reason' : 'no_exemption_reason'],
      myTaxes,
      (tax) => (tax.reason !== undefined || tax.reasonCode !== undefined) === reason,
    ),
  ]
}

/**
 * Used categories stand in the breakdown: those with rates at least once, the others exactly once. The official rules for
 * CII mind those that stand there unused, too.
 */
function brokenDown(invoice: EInvoice, { code, taxed }: Category, strict: boolean): boolean {
  const times = invoice.taxes.filter(({ category }) => category === code).length
  if (taxed) return uses(invoice, code) === times > 0
  return times === 1 ? !strict || uses(invoice, code) : times === 0 && !uses(invoice, code)
}

function baseOf(tax: VatBreakdown, invoice: EInvoice, { code, taxed }: Category): Big {
  const rate = number(tax.rate)
  const here = (one: { category: string; rate?: string | undefined }) =>
    one.category === code && (!taxed || (rate !== undefined && (number(one.rate)?.eq(rate) ?? false)))
  const net = invoice.lines.filter((line) => here(line.tax)).map((line) => line.net)
  const sumOf = (charge: boolean) =>
    total(invoice.allowances.filter((one) => one.charge === charge && here(one)).map(({ amount }) => amount))
  return total(net).plus(sumOf(true)).minus(sumOf(false))
}

/** The official rules for UBL let a taxed base differ by less than one unit of the currency, those for CII not at all. */
function baseFits(tax: VatBreakdown, invoice: EInvoice, category: Category, generous: boolean): boolean {
  const is = number(tax.base)
  if (!is || (category.taxed && tax.rate === undefined)) return is !== undefined
  const difference = is.minus(baseOf(tax, invoice, category)).abs()
  return category.taxed && generous ? difference.lt(1) : difference.eq(0)
}

const has = (code: VatCategory) => (invoice: EInvoice) =>
  invoice.taxes.some(({ category }) => category === code)
const withTax =
  (code: VatCategory): Over<EInvoice> =>
  (invoice) =>
    has(code)(invoice) ? [{ path: '', item: invoice }] : []
const countries = ({ seller, buyer, taxRepresentative, delivery, lines }: EInvoice) =>
  [
    seller.address.country,
    buyer.address.country,
    taxRepresentative?.address?.country,
    delivery?.address?.country,
    ...lines.map(({ item }) => item.country),
  ].filter((country) => said(country))
const usesOrHas = (invoice: EInvoice, code: VatCategory) => uses(invoice, code) || has(code)(invoice)

export const CATEGORY_RULES: Rule[] = [
  ...CATEGORIES.flatMap(rulesOf),
  rule(
    ['BR-IC-11', 'BT-72', 'delivery_date'],
    withTax('K'),
    ({ delivery, period }) => delivery?.date !== undefined || period !== undefined,
  ),
  rule(['BR-IC-12', 'BT-80'], withTax('K'), ({ delivery }) => said(delivery?.address?.country)),
  rule(['BR-O-11', 'BG-23', 'only_untaxed'], withTax('O'), ({ taxes }) =>
    taxes.every(({ category }) => category === 'O'),
  ),
  rule(['BR-O-12', 'BT-151', 'only_untaxed'], withTax('O'), ({ lines }) =>
    lines.every(({ tax }) => tax.category === 'O'),
  ),
  ...[false, true].map((charge) =>
    rule(
      [charge ? 'BR-O-14' : 'BR-O-13', charge ? 'BT-102' : 'BT-95', 'only_untaxed'],
      withTax('O'),
      ({ allowances }) => allowances.every((one) => one.charge !== charge || one.category === 'O'),
    ),
  ),
  rule(
    ['BR-B-01', 'BT-151', 'split_payment'],
    one('', (invoice) => (usesOrHas(invoice, 'B') ? invoice : undefined)),
    (invoice) => countries(invoice).every((country) => country === 'IT'),
  ),
  rule(
    ['BR-B-02', 'BT-151', 'split_payment'],
    one('', (invoice) => (usesOrHas(invoice, 'B') ? invoice : undefined)),
    (invoice) => !usesOrHas(invoice, 'S'),
  ),
]
