import type { ELine, Identifier } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'
import { readIdentifier } from './read-party.ts'
import { readLineAllowance, readTax } from './read-sums.ts'

/** One line (BG-25) of an invoice or a credit note. */
export function readLine(at: Place): ELine {
  const quantity = at.one('cbc:InvoicedQuantity') ?? at.one('cbc:CreditedQuantity')
  const unit = quantity?.attribute('unitCode') ?? ''
  at.code('cac:DocumentReference/cbc:DocumentTypeCode')
  return given<ELine>({
    id: at.code('cbc:ID') ?? '',
    note: at.text('cbc:Note'),
    object: readIdentifier(at, 'cac:DocumentReference/cbc:ID'),
    quantity: quantity?.amount() ?? '',
    unit,
    net: at.amount('cbc:LineExtensionAmount') ?? '',
    orderLine: at.code('cac:OrderLineReference/cbc:LineID'),
    accountingReference: at.text('cbc:AccountingCost'),
    period: anyGiven({
      from: at.day('cac:InvoicePeriod/cbc:StartDate'),
      to: at.day('cac:InvoicePeriod/cbc:EndDate'),
    }),
    allowances: at.all('cac:AllowanceCharge').map(readLineAllowance),
    price: readPrice(at.one('cac:Price'), unit),
    tax: readTax(at.one('cac:Item/cac:ClassifiedTaxCategory')),
    item: readItem(at),
  })
}

function readPrice(at: Place | undefined, unit: string): ELine['price'] {
  const base = at?.one('cbc:BaseQuantity')
  const baseUnit = base?.attribute('unitCode')
  const allowance = at?.one('cac:AllowanceCharge')
  allowance?.code('cbc:ChargeIndicator')
  return given<ELine['price']>({
    net: at?.amount('cbc:PriceAmount') ?? '',
    gross: allowance?.amount('cbc:BaseAmount'),
    discount: allowance?.amount('cbc:Amount'),
    baseQuantity: base?.amount(),
    baseUnit: baseUnit === unit ? undefined : baseUnit,
  })
}

function readItem(line: Place): ELine['item'] {
  const at = line.one('cac:Item')
  return given<ELine['item']>({
    name: at?.text('cbc:Name') ?? '',
    description: at?.text('cbc:Description'),
    sellerId: at?.code('cac:SellersItemIdentification/cbc:ID'),
    buyerId: at?.code('cac:BuyersItemIdentification/cbc:ID'),
    standardId: at && readIdentifier(at, 'cac:StandardItemIdentification/cbc:ID'),
    classifications: at?.all('cac:CommodityClassification').flatMap(readClassification) ?? [],
    country: at?.code('cac:OriginCountry/cbc:IdentificationCode'),
    attributes:
      at?.all('cac:AdditionalItemProperty').map((one) => ({
        name: one.text('cbc:Name') ?? '',
        value: one.text('cbc:Value') ?? '',
      })) ?? [],
  })
}

function readClassification(at: Place): Identifier[] {
  const code = at.one('cbc:ItemClassificationCode')
  const value = code?.code()
  if (value === undefined) return []
  return [
    given<Identifier>({
      value,
      scheme: code?.attribute('listID'),
      version: code?.attribute('listVersionID'),
    }),
  ]
}
