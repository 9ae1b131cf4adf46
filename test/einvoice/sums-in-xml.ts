import type { Syntax } from '#features/einvoice/write-xml.ts'
import type { Invoice } from '#features/invoices/invoice.ts'

/** What a document comes to, as a sentence: each category of the tax, what was paid before, what is to be paid. */
interface Sums {
  taxes: { category: string; rate: string; base: string; amount: string }[]
  prepaid: string | undefined
  payable: string
}

const said = ({ taxes, prepaid, payable }: Sums): string =>
  [
    ...taxes.map(({ category, rate, base, amount }) => `${category} ${rate} of ${base}: ${amount}`),
    ...(prepaid === undefined ? [] : [`prepaid ${prepaid}`]),
    `payable ${payable}`,
  ].join('; ')

/** By the answer of the API. */
export const sumsInAnswer = ({ totals: { taxes, deducted, payable } }: Invoice): string =>
  said({ taxes, payable, prepaid: deducted === '0.00' ? undefined : deducted })

/** By the elements of the XML, found without our own reader. */
export function sumsInXml(xml: string, syntax: Syntax): string {
  const at = (name: string, text = xml) => new RegExp(`<${name}\\b[^>]*>([^<]*)</${name}>`).exec(text)?.[1]
  const all = (name: string) =>
    [...xml.matchAll(new RegExp(`<${name}>.*?</${name}>`, 'gs'))].map(([text]) => text)
  const names = NAMES[syntax]
  const breakdown = all(names.group).filter((text) => at(names.amount, text) !== undefined)
  const tax = (text: string) => ({
    category: at(names.category, text) ?? '',
    rate: at(names.rate, text) ?? '',
    base: at(names.base, text) ?? '',
    amount: at(names.amount, text) ?? '',
  })
  return said({ taxes: breakdown.map(tax), prepaid: at(names.prepaid), payable: at(names.payable) ?? '' })
}

/** The code of its type (BT-3), and its tax in the currency of the country (BT-111) where that is another one. */
export function signsInXml(
  xml: string,
  syntax: Syntax,
): { type: string | undefined; atHome: string | undefined } {
  const { type, total } = NAMES[syntax]
  const totals = [...xml.matchAll(new RegExp(`<${total} currencyID="(\\w+)">([^<]*)<`, 'g'))]
  const own = /<(?:cbc:DocumentCurrencyCode|ram:InvoiceCurrencyCode)>(\w+)</.exec(xml)?.[1]
  const [, currency, amount] = totals.find(([, currency]) => currency !== own) ?? []
  return {
    type: new RegExp(`<${type}>(\\d+)<`).exec(xml)?.[1],
    atHome: currency && `${currency} ${amount}`,
  }
}

const NAMES = {
  ubl: {
    group: 'cac:TaxSubtotal',
    category: 'cbc:ID',
    rate: 'cbc:Percent',
    base: 'cbc:TaxableAmount',
    amount: 'cbc:TaxAmount',
    prepaid: 'cbc:PrepaidAmount',
    payable: 'cbc:PayableAmount',
    type: 'cbc:InvoiceTypeCode',
    total: 'cbc:TaxAmount',
  },
  cii: {
    group: 'ram:ApplicableTradeTax',
    category: 'ram:CategoryCode',
    rate: 'ram:RateApplicablePercent',
    base: 'ram:BasisAmount',
    amount: 'ram:CalculatedAmount',
    total: 'ram:TaxTotalAmount',
    prepaid: 'ram:TotalPrepaidAmount',
    payable: 'ram:DuePayableAmount',
    type: 'ram:TypeCode',
  },
} as const
