import { Big } from '#kernel/decimal.ts'
import { group, leaf, type Written } from '#kernel/xml.ts'
import type { DocumentAllowance, EInvoice, ELine, LineAllowance, VatBreakdown } from '../e-invoice.ts'

type Money = (name: string, amount: string | undefined) => Written | undefined

/** Amounts carry the currency of the invoice. */
export const moneyIn =
  (currency: string): Money =>
  (name, amount) =>
    leaf(name, amount, { currencyID: currency })

/** What is taken off or added: BG-20, BG-21, BG-27, BG-28. */
export function writeAllowance(
  allowance: LineAllowance | DocumentAllowance,
  money: Money,
): Written | undefined {
  return group('cac:AllowanceCharge', [
    leaf('cbc:ChargeIndicator', String(allowance.charge)),
    leaf('cbc:AllowanceChargeReasonCode', allowance.reasonCode),
    leaf('cbc:AllowanceChargeReason', allowance.reason),
    leaf('cbc:MultiplierFactorNumeric', allowance.percent),
    money('cbc:Amount', allowance.amount),
    money('cbc:BaseAmount', allowance.base),
    'category' in allowance ? writeCategory('cac:TaxCategory', onlyTax(allowance)) : undefined,
  ])
}

/** An allowance has reasons too, but they are not reasons of the tax. */
function onlyTax({ category, rate }: DocumentAllowance): Partial<VatBreakdown> {
  return rate === undefined ? { category } : { category, rate }
}

/** Category and rate of the tax, of a line, an allowance or the breakdown. */
export function writeCategory(name: string, tax: Partial<VatBreakdown>): Written | undefined {
  return group(name, [
    leaf('cbc:ID', tax.category),
    leaf('cbc:Percent', tax.rate),
    leaf('cbc:TaxExemptionReasonCode', tax.reasonCode),
    leaf('cbc:TaxExemptionReason', tax.reason),
    group('cac:TaxScheme', [leaf('cbc:ID', 'VAT')]),
  ])
}

/** BT-110 with the breakdown (BG-23), and BT-111 in the currency of the tax office. */
export function writeTaxTotals(
  { taxes, totals, taxCurrency }: EInvoice,
  money: Money,
): (Written | undefined)[] {
  return [
    group('cac:TaxTotal', [
      money('cbc:TaxAmount', totals.tax),
      ...taxes.map((tax) =>
        group('cac:TaxSubtotal', [
          money('cbc:TaxableAmount', tax.base),
          money('cbc:TaxAmount', tax.amount),
          writeCategory('cac:TaxCategory', tax),
        ]),
      ),
    ]),
    group('cac:TaxTotal', [
      leaf('cbc:TaxAmount', totals.taxInTaxCurrency, { currencyID: taxCurrency ?? '' }),
    ]),
  ]
}

/** The totals of the document (BG-22). */
export function writeTotals(totals: EInvoice['totals'], money: Money): Written | undefined {
  return group('cac:LegalMonetaryTotal', [
    money('cbc:LineExtensionAmount', totals.lines),
    money('cbc:TaxExclusiveAmount', totals.net),
    money('cbc:TaxInclusiveAmount', totals.gross),
    money('cbc:AllowanceTotalAmount', totals.allowances),
    money('cbc:ChargeTotalAmount', totals.charges),
    money('cbc:PrepaidAmount', totals.prepaid),
    money('cbc:PayableRoundingAmount', totals.rounding),
    money('cbc:PayableAmount', totals.payable),
  ])
}

/** The price of a line (BG-29). */
export function writePrice({ price, unit }: ELine, money: Money): Written | undefined {
  return group('cac:Price', [
    money('cbc:PriceAmount', price.net),
    leaf('cbc:BaseQuantity', price.baseQuantity, { unitCode: price.baseUnit ?? unit }),
    price.gross === undefined && price.discount === undefined
      ? undefined
      : group('cac:AllowanceCharge', [
          leaf('cbc:ChargeIndicator', 'false'),
          money('cbc:Amount', price.discount ?? discountOf(price)),
          money('cbc:BaseAmount', price.gross),
        ]),
  ])
}

/** UBL wants the discount wherever there is a gross price. */
function discountOf({ gross = '0', net }: ELine['price']): string | undefined {
  return net === '' ? undefined : new Big(gross).minus(net).toFixed()
}
