import { group, leaf, type Written } from '#kernel/xml.ts'
import type { DocumentAllowance, EInvoice, LineAllowance, VatBreakdown } from '../e-invoice.ts'

/** A day in the mark 102 of UNTDID 2379, `20261121`. */
export function writeDay(
  name: string,
  day: string | undefined,
  type = 'udt:DateTimeString',
): Written | undefined {
  return group(name, [leaf(type, day?.replaceAll('-', ''), { format: '102' })])
}

export function writePeriod(period: EInvoice['period']): Written | undefined {
  return group('ram:BillingSpecifiedPeriod', [
    writeDay('ram:StartDateTime', period?.from),
    writeDay('ram:EndDateTime', period?.to),
  ])
}

/** What is taken off or added: BG-20, BG-21, BG-27, BG-28. */
export function writeAllowance(allowance: LineAllowance | DocumentAllowance): Written | undefined {
  return group('ram:SpecifiedTradeAllowanceCharge', [
    group('ram:ChargeIndicator', [leaf('udt:Indicator', String(allowance.charge))]),
    leaf('ram:CalculationPercent', allowance.percent),
    leaf('ram:BasisAmount', allowance.base),
    leaf('ram:ActualAmount', allowance.amount),
    leaf('ram:ReasonCode', allowance.reasonCode),
    leaf('ram:Reason', allowance.reason),
    'category' in allowance ? writeTax('ram:CategoryTradeTax', allowance) : undefined,
  ])
}

/** Category and rate of the tax. */
export function writeTax(name: string, { category, rate }: Pick<VatBreakdown, 'category' | 'rate'>) {
  return group(name, [
    leaf('ram:TypeCode', 'VAT'),
    leaf('ram:CategoryCode', category),
    leaf('ram:RateApplicablePercent', rate),
  ])
}
