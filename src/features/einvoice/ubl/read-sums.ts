import type {
  DocumentAllowance,
  EInvoice,
  ELine,
  LineAllowance,
  VatBreakdown,
  VatCategory,
} from '../e-invoice.ts'
import { given, type Place } from '../syntax/place.ts'

/** What is taken off or added to a line. */
export function readLineAllowance(at: Place): LineAllowance {
  return given<LineAllowance>({
    charge: at.code('cbc:ChargeIndicator') === 'true' || at.code('cbc:ChargeIndicator') === '1',
    amount: at.amount('cbc:Amount') ?? '',
    base: at.amount('cbc:BaseAmount'),
    percent: at.amount('cbc:MultiplierFactorNumeric'),
    reason: at.text('cbc:AllowanceChargeReason'),
    reasonCode: at.code('cbc:AllowanceChargeReasonCode'),
  })
}

/** What is taken off or added to the document, with its tax. */
export function readDocumentAllowance(at: Place): DocumentAllowance {
  return { ...readLineAllowance(at), ...readTax(at.one('cac:TaxCategory')) }
}

/** Category and rate. An unknown category stands as it was written, so that the rules can name it. */
export function readTax(at: Place | undefined): ELine['tax'] {
  at?.code('cac:TaxScheme/cbc:ID')
  return given<ELine['tax']>({
    category: (at?.code('cbc:ID') ?? '') as VatCategory,
    rate: at?.amount('cbc:Percent'),
  })
}

/** The breakdown of the tax (BG-23). */
export function readBreakdown(root: Place): VatBreakdown[] {
  const totals = root.all('cac:TaxTotal')
  return totals.flatMap((total) =>
    total.all('cac:TaxSubtotal').map((at) =>
      given<VatBreakdown>({
        ...readTax(at.one('cac:TaxCategory')),
        rate: at.amount('cac:TaxCategory/cbc:Percent'),
        base: at.amount('cbc:TaxableAmount') ?? '',
        amount: at.amount('cbc:TaxAmount') ?? '',
        reason: at.text('cac:TaxCategory/cbc:TaxExemptionReason'),
        reasonCode: at.code('cac:TaxCategory/cbc:TaxExemptionReasonCode'),
      }),
    ),
  )
}

/** The totals (BG-22); the two totals of the tax are told apart by their currency. */
export function readTotals(root: Place, currency: string | undefined): EInvoice['totals'] {
  const at = root.one('cac:LegalMonetaryTotal')
  const taxes = root.all('cac:TaxTotal').flatMap((total) => total.one('cbc:TaxAmount') ?? [])
  const own = taxes.find((one) => one.attribute('currencyID') === currency) ?? taxes[0]
  return given<EInvoice['totals']>({
    lines: at?.amount('cbc:LineExtensionAmount') ?? '',
    allowances: at?.amount('cbc:AllowanceTotalAmount'),
    charges: at?.amount('cbc:ChargeTotalAmount'),
    net: at?.amount('cbc:TaxExclusiveAmount') ?? '',
    tax: own?.amount(),
    taxInTaxCurrency: taxes.find((one) => one !== own)?.amount(),
    gross: at?.amount('cbc:TaxInclusiveAmount') ?? '',
    prepaid: at?.amount('cbc:PrepaidAmount'),
    rounding: at?.amount('cbc:PayableRoundingAmount'),
    payable: at?.amount('cbc:PayableAmount') ?? '',
  })
}
