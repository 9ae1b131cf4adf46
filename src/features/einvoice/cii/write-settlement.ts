import { group, leaf, type Written } from '#kernel/xml.ts'
import type { EInvoice } from '../e-invoice.ts'
import { TAX_POINT_CODES } from './names.ts'
import { writeAllowance, writeDay, writePeriod } from './write-parts.ts'
import { writePayee } from './write-party.ts'

type Payment = NonNullable<EInvoice['payment']>

/** Money: how it is paid, the taxes, the totals. */
export function writeSettlement(invoice: EInvoice): Written | undefined {
  return group('ram:ApplicableHeaderTradeSettlement', [
    leaf('ram:CreditorReferenceID', invoice.payment?.debit?.creditorId),
    leaf('ram:PaymentReference', invoice.payment?.reference),
    leaf('ram:TaxCurrencyCode', invoice.taxCurrency),
    leaf('ram:InvoiceCurrencyCode', invoice.currency),
    writePayee(invoice.payee),
    ...writePayment(invoice.payment),
    ...writeTaxes(invoice),
    writePeriod(invoice.period),
    ...invoice.allowances.map(writeAllowance),
    group('ram:SpecifiedTradePaymentTerms', [
      leaf('ram:Description', invoice.terms),
      writeDay('ram:DueDateDateTime', invoice.dueDate),
      leaf('ram:DirectDebitMandateID', invoice.payment?.debit?.mandate),
    ]),
    writeTotals(invoice),
    ...invoice.preceding.map(({ number, date }) =>
      group('ram:InvoiceReferencedDocument', [
        leaf('ram:IssuerAssignedID', number),
        writeDay('ram:FormattedIssueDateTime', date, 'qdt:DateTimeString'),
      ]),
    ),
    group('ram:ReceivableSpecifiedTradeAccountingAccount', [leaf('ram:ID', invoice.accountingReference)]),
  ])
}

/** One element for each account; card and debtor's account go with the first. */
function writePayment(payment: Payment | undefined): (Written | undefined)[] {
  if (!payment) return []
  const [first, ...others] = payment.transfers
  return [means(payment, first, true), ...others.map((transfer) => means(payment, transfer, false))]
}

function means(
  { meansCode, meansText, card, debit }: Payment,
  transfer: Payment['transfers'][number] | undefined,
  whole: boolean,
): Written | undefined {
  const isIban = /^[A-Z]{2}\d{2}[A-Z0-9 ]{10,}$/i.test(transfer?.account ?? '')
  return group('ram:SpecifiedTradeSettlementPaymentMeans', [
    leaf('ram:TypeCode', meansCode),
    leaf('ram:Information', meansText),
    whole
      ? group('ram:ApplicableTradeSettlementFinancialCard', [
          leaf('ram:ID', card?.number),
          leaf('ram:CardholderName', card?.holder),
        ])
      : undefined,
    whole ? group('ram:PayerPartyDebtorFinancialAccount', [leaf('ram:IBANID', debit?.account)]) : undefined,
    group('ram:PayeePartyCreditorFinancialAccount', [
      leaf('ram:IBANID', isIban ? transfer?.account : undefined),
      leaf('ram:AccountName', transfer?.name),
      leaf('ram:ProprietaryID', isIban ? undefined : transfer?.account),
    ]),
    group('ram:PayeeSpecifiedCreditorFinancialInstitution', [leaf('ram:BICID', transfer?.bic)]),
  ])
}

/** The breakdown (BG-23); when the tax falls due is told with the first of it. */
function writeTaxes({ taxes, taxPointDate, taxPointCode }: EInvoice): (Written | undefined)[] {
  const code = TAX_POINT_CODES.find(([model]) => model === taxPointCode)?.[1] ?? taxPointCode
  return taxes.map((tax, index) =>
    group('ram:ApplicableTradeTax', [
      leaf('ram:CalculatedAmount', tax.amount),
      leaf('ram:TypeCode', 'VAT'),
      leaf('ram:ExemptionReason', tax.reason),
      leaf('ram:BasisAmount', tax.base),
      leaf('ram:CategoryCode', tax.category),
      leaf('ram:ExemptionReasonCode', tax.reasonCode),
      index === 0 ? writeDay('ram:TaxPointDate', taxPointDate, 'udt:DateString') : undefined,
      index === 0 ? leaf('ram:DueDateTypeCode', code) : undefined,
      leaf('ram:RateApplicablePercent', tax.rate),
    ]),
  )
}

function writeTotals({ totals, currency, taxCurrency }: EInvoice): Written | undefined {
  return group('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    leaf('ram:LineTotalAmount', totals.lines),
    leaf('ram:ChargeTotalAmount', totals.charges),
    leaf('ram:AllowanceTotalAmount', totals.allowances),
    leaf('ram:TaxBasisTotalAmount', totals.net),
    leaf('ram:TaxTotalAmount', totals.tax, { currencyID: currency }),
    leaf('ram:TaxTotalAmount', totals.taxInTaxCurrency, { currencyID: taxCurrency ?? '' }),
    leaf('ram:RoundingAmount', totals.rounding),
    leaf('ram:GrandTotalAmount', totals.gross),
    leaf('ram:TotalPrepaidAmount', totals.prepaid),
    leaf('ram:DuePayableAmount', totals.payable),
  ])
}
