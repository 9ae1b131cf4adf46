import type { EInvoice, VatBreakdown } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'
import { readTax } from './read-parts.ts'

type Payment = NonNullable<EInvoice['payment']>

/** Payment instructions (BG-16), gathered from one element for each account. */
export function readPayment(at: Place | undefined): EInvoice['payment'] {
  const means = at?.all('ram:SpecifiedTradeSettlementPaymentMeans') ?? []
  const first = (path: string) => means.map((one) => one.code(path)).find((code) => code !== undefined)
  const cards = means.flatMap((one) => one.one('ram:ApplicableTradeSettlementFinancialCard') ?? [])
  const transfers = means.flatMap(readTransfer)
  const debit = anyGiven<NonNullable<Payment['debit']>>({
    mandate: at?.code('ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID'),
    creditorId: at?.code('ram:CreditorReferenceID'),
    account: first('ram:PayerPartyDebtorFinancialAccount/ram:IBANID'),
  })
  const payment = anyGiven<Omit<Payment, 'transfers'>>({
    meansCode: first('ram:TypeCode'),
    meansText: first('ram:Information'),
    reference: at?.code('ram:PaymentReference'),
    card: cards.map(readCard)[0],
    debit,
  })
  return payment || transfers.length > 0 ? { ...payment, transfers } : undefined
}

function readTransfer(means: Place): Payment['transfers'] {
  const at = means.one('ram:PayeePartyCreditorFinancialAccount')
  const bic = means.code('ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID')
  if (!at && bic === undefined) return []
  return [
    given<Payment['transfers'][number]>({
      account: at?.code('ram:IBANID') ?? at?.code('ram:ProprietaryID') ?? '',
      name: at?.text('ram:AccountName'),
      bic,
    }),
  ]
}

function readCard(at: Place): Payment['card'] {
  return given<NonNullable<Payment['card']>>({
    number: at.code('ram:ID') ?? '',
    holder: at.text('ram:CardholderName'),
  })
}

/** The breakdown of the tax (BG-23). */
export function readBreakdown(at: Place): VatBreakdown {
  return given<VatBreakdown>({
    ...readTax(at),
    rate: at.amount('ram:RateApplicablePercent'),
    base: at.amount('ram:BasisAmount') ?? '',
    amount: at.amount('ram:CalculatedAmount') ?? '',
    reason: at.text('ram:ExemptionReason'),
    reasonCode: at.code('ram:ExemptionReasonCode'),
  })
}

/** The totals (BG-22); the two totals of the tax are told apart by their currency. */
export function readTotals(settled: Place | undefined, currency: string | undefined): EInvoice['totals'] {
  const at = settled?.one('ram:SpecifiedTradeSettlementHeaderMonetarySummation')
  const taxes = at?.all('ram:TaxTotalAmount') ?? []
  const own = taxes.find((one) => one.attribute('currencyID') === currency) ?? taxes[0]
  return given<EInvoice['totals']>({
    lines: at?.amount('ram:LineTotalAmount') ?? '',
    allowances: at?.amount('ram:AllowanceTotalAmount'),
    charges: at?.amount('ram:ChargeTotalAmount'),
    net: at?.amount('ram:TaxBasisTotalAmount') ?? '',
    tax: own?.amount(),
    taxInTaxCurrency: taxes.find((one) => one !== own)?.amount(),
    gross: at?.amount('ram:GrandTotalAmount') ?? '',
    prepaid: at?.amount('ram:TotalPrepaidAmount'),
    rounding: at?.amount('ram:RoundingAmount'),
    payable: at?.amount('ram:DuePayableAmount') ?? '',
  })
}
