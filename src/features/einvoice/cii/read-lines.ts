import type { ELine, Identifier } from '../e-invoice.ts'
import { given, type Place } from '../syntax/place.ts'
import { readLineAllowance, readPeriod, readTax } from './read-parts.ts'
import { readIdentifier } from './read-party.ts'

/** One line (BG-25). */
export function readLine(at: Place): ELine {
  const quantity = at.one('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')
  const unit = quantity?.attribute('unitCode') ?? ''
  const settled = at.one('ram:SpecifiedLineTradeSettlement')
  const agreed = at.one('ram:SpecifiedLineTradeAgreement')
  return given<ELine>({
    id: at.code('ram:AssociatedDocumentLineDocument/ram:LineID') ?? '',
    note: at.text('ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content'),
    object: readObject(settled?.one('ram:AdditionalReferencedDocument')),
    quantity: quantity?.amount() ?? '',
    unit,
    net: settled?.amount('ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount') ?? '',
    orderLine: agreed?.code('ram:BuyerOrderReferencedDocument/ram:LineID'),
    accountingReference: settled?.text('ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID'),
    period: readPeriod(settled?.one('ram:BillingSpecifiedPeriod')),
    allowances: settled?.all('ram:SpecifiedTradeAllowanceCharge').map(readLineAllowance) ?? [],
    price: readPrice(agreed, unit),
    tax: readTax(settled?.one('ram:ApplicableTradeTax')),
    item: readItem(at.one('ram:SpecifiedTradeProduct')),
  })
}

/** BT-128 and BT-18: a document of type 130 whose kind of reference is the scheme. */
export function readObject(at: Place | undefined): Identifier | undefined {
  const value = at?.code('ram:IssuerAssignedID')
  at?.code('ram:TypeCode')
  return value === undefined
    ? undefined
    : given<Identifier>({ value, scheme: at?.code('ram:ReferenceTypeCode') })
}

function readPrice(at: Place | undefined, unit: string): ELine['price'] {
  const net = at?.one('ram:NetPriceProductTradePrice')
  const gross = at?.one('ram:GrossPriceProductTradePrice')
  const grossBase = readGrossBase(gross, net)
  const base = net?.one('ram:BasisQuantity') ?? grossBase
  const baseUnit = base?.attribute('unitCode')
  const discount = gross?.one('ram:AppliedTradeAllowanceCharge')
  discount?.code('ram:ChargeIndicator/udt:Indicator')
  return given<ELine['price']>({
    net: net?.amount('ram:ChargeAmount') ?? '',
    gross: gross?.amount('ram:ChargeAmount'),
    discount: discount?.amount('ram:ActualAmount'),
    baseQuantity: base?.amount(),
    baseUnit: baseUnit === unit ? undefined : baseUnit,
  })
}

/** There is one quantity for both prices (BR-TMP-3): where the gross price names another, that stays unread. */
function readGrossBase(gross: Place | undefined, net: Place | undefined): Place | undefined {
  const [theirs, own] = [gross, net].map((at) =>
    at?.element.children.find(({ name }) => name === 'ram:BasisQuantity'),
  )
  const unit = own?.attributes['unitCode']
  const isSame =
    own?.text.trim() === theirs?.text.trim() && (!unit || unit === theirs?.attributes['unitCode'])
  return !own || isSame ? gross?.one('ram:BasisQuantity') : undefined
}

function readItem(at: Place | undefined): ELine['item'] {
  return given<ELine['item']>({
    name: at?.text('ram:Name') ?? '',
    description: at?.text('ram:Description'),
    sellerId: at?.code('ram:SellerAssignedID'),
    buyerId: at?.code('ram:BuyerAssignedID'),
    standardId: at && readIdentifier(at, 'ram:GlobalID'),
    classifications: at?.all('ram:DesignatedProductClassification').flatMap(readClassification) ?? [],
    country: at?.code('ram:OriginTradeCountry/ram:ID'),
    attributes:
      at?.all('ram:ApplicableProductCharacteristic').map((one) => ({
        name: one.text('ram:Description') ?? '',
        value: one.text('ram:Value') ?? '',
      })) ?? [],
  })
}

function readClassification(at: Place): Identifier[] {
  const code = at.one('ram:ClassCode')
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
