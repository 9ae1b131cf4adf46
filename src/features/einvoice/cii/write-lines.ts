import { Big } from '#kernel/decimal.ts'
import { group, leaf, type Written } from '#kernel/xml.ts'
import type { ELine } from '../e-invoice.ts'
import { writeAllowance, writePeriod, writeTax } from './write-parts.ts'

/** One line (BG-25). */
export function writeLine(line: ELine): Written | undefined {
  return group('ram:IncludedSupplyChainTradeLineItem', [
    group('ram:AssociatedDocumentLineDocument', [
      leaf('ram:LineID', line.id),
      group('ram:IncludedNote', [leaf('ram:Content', line.note)]),
    ]),
    writeProduct(line),
    group('ram:SpecifiedLineTradeAgreement', [
      group('ram:BuyerOrderReferencedDocument', [leaf('ram:LineID', line.orderLine)]),
      ...writePrices(line),
    ]),
    group('ram:SpecifiedLineTradeDelivery', [
      leaf('ram:BilledQuantity', line.quantity, { unitCode: line.unit }),
    ]),
    group('ram:SpecifiedLineTradeSettlement', [
      writeTax('ram:ApplicableTradeTax', line.tax),
      writePeriod(line.period),
      ...line.allowances.map(writeAllowance),
      group('ram:SpecifiedTradeSettlementLineMonetarySummation', [leaf('ram:LineTotalAmount', line.net)]),
      line.object?.value
        ? group('ram:AdditionalReferencedDocument', [
            leaf('ram:IssuerAssignedID', line.object.value),
            leaf('ram:TypeCode', '130'),
            leaf('ram:ReferenceTypeCode', line.object.scheme),
          ])
        : undefined,
      group('ram:ReceivableSpecifiedTradeAccountingAccount', [leaf('ram:ID', line.accountingReference)]),
    ]),
  ])
}

function writeProduct({ item }: ELine): Written | undefined {
  return group('ram:SpecifiedTradeProduct', [
    leaf('ram:GlobalID', item.standardId?.value, { schemeID: item.standardId?.scheme }),
    leaf('ram:SellerAssignedID', item.sellerId),
    leaf('ram:BuyerAssignedID', item.buyerId),
    leaf('ram:Name', item.name),
    leaf('ram:Description', item.description),
    ...item.attributes.map(({ name, value }) =>
      group('ram:ApplicableProductCharacteristic', [leaf('ram:Description', name), leaf('ram:Value', value)]),
    ),
    ...item.classifications.map(({ value, scheme, version }) =>
      group('ram:DesignatedProductClassification', [
        leaf('ram:ClassCode', value, { listID: scheme, listVersionID: version }),
      ]),
    ),
    group('ram:OriginTradeCountry', [leaf('ram:ID', item.country)]),
  ])
}

function writePrices({ price, unit }: ELine): (Written | undefined)[] {
  const { net, discount, baseQuantity, baseUnit = unit } = price
  // A discount is told only with the gross price it is taken from.
  const gross = price.gross ?? (discount && net && new Big(net).plus(discount).toFixed())
  return [
    group('ram:GrossPriceProductTradePrice', [
      leaf('ram:ChargeAmount', gross),
      discount === undefined
        ? undefined
        : group('ram:AppliedTradeAllowanceCharge', [
            group('ram:ChargeIndicator', [leaf('udt:Indicator', 'false')]),
            leaf('ram:ActualAmount', discount),
          ]),
    ]),
    group('ram:NetPriceProductTradePrice', [
      leaf('ram:ChargeAmount', net),
      leaf('ram:BasisQuantity', baseQuantity, { unitCode: baseUnit }),
    ]),
  ]
}
