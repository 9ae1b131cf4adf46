import type { DocumentAllowance, EInvoice, ELine, LineAllowance, VatCategory } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'

/** Begin and end of a time. */
export function readPeriod(at: Place | undefined): EInvoice['period'] {
  return (
    at &&
    anyGiven({
      from: at.day('ram:StartDateTime/udt:DateTimeString'),
      to: at.day('ram:EndDateTime/udt:DateTimeString'),
    })
  )
}

/** What is taken off or added to a line. */
export function readLineAllowance(at: Place): LineAllowance {
  const charge = at.code('ram:ChargeIndicator/udt:Indicator')
  return given<LineAllowance>({
    charge: charge === 'true' || charge === '1',
    amount: at.amount('ram:ActualAmount') ?? '',
    base: at.amount('ram:BasisAmount'),
    percent: at.amount('ram:CalculationPercent'),
    reason: at.text('ram:Reason'),
    reasonCode: at.code('ram:ReasonCode'),
  })
}

/** What is taken off or added to the document, with its tax. */
export function readDocumentAllowance(at: Place): DocumentAllowance {
  return { ...readLineAllowance(at), ...readTax(at.one('ram:CategoryTradeTax')) }
}

/** Category and rate. An unknown category stands as it was written, so that the rules can name it. */
export function readTax(at: Place | undefined): ELine['tax'] {
  at?.code('ram:TypeCode')
  return given<ELine['tax']>({
    category: (at?.code('ram:CategoryCode') ?? '') as VatCategory,
    rate: at?.amount('ram:RateApplicablePercent'),
  })
}
