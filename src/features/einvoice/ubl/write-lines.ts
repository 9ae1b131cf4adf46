import { group, leaf, type Written } from '#kernel/xml.ts'
import type { ELine } from '../e-invoice.ts'
import { moneyIn, writeAllowance, writeCategory, writePrice } from './write-sums.ts'

/** One line (BG-25) of an invoice or a credit note. */
export function writeLine(line: ELine, currency: string, credit: boolean): Written | undefined {
  const money = moneyIn(currency)
  return group(credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    leaf('cbc:ID', line.id),
    leaf('cbc:Note', line.note),
    leaf(credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', line.quantity, { unitCode: line.unit }),
    money('cbc:LineExtensionAmount', line.net),
    leaf('cbc:AccountingCost', line.accountingReference),
    group('cac:InvoicePeriod', [
      leaf('cbc:StartDate', line.period?.from),
      leaf('cbc:EndDate', line.period?.to),
    ]),
    group('cac:OrderLineReference', [leaf('cbc:LineID', line.orderLine)]),
    line.object?.value
      ? group('cac:DocumentReference', [
          leaf('cbc:ID', line.object.value, { schemeID: line.object.scheme }),
          leaf('cbc:DocumentTypeCode', '130'),
        ])
      : undefined,
    ...line.allowances.map((allowance) => writeAllowance(allowance, money)),
    writeItem(line),
    writePrice(line, money),
  ])
}

function writeItem({ item, tax }: ELine): Written | undefined {
  return group('cac:Item', [
    leaf('cbc:Description', item.description),
    leaf('cbc:Name', item.name),
    group('cac:BuyersItemIdentification', [leaf('cbc:ID', item.buyerId)]),
    group('cac:SellersItemIdentification', [leaf('cbc:ID', item.sellerId)]),
    group('cac:StandardItemIdentification', [
      leaf('cbc:ID', item.standardId?.value, { schemeID: item.standardId?.scheme }),
    ]),
    group('cac:OriginCountry', [leaf('cbc:IdentificationCode', item.country)]),
    ...item.classifications.map(({ value, scheme, version }) =>
      group('cac:CommodityClassification', [
        leaf('cbc:ItemClassificationCode', value, { listID: scheme, listVersionID: version }),
      ]),
    ),
    writeCategory('cac:ClassifiedTaxCategory', tax),
    ...item.attributes.map(({ name, value }) =>
      group('cac:AdditionalItemProperty', [leaf('cbc:Name', name), leaf('cbc:Value', value)]),
    ),
  ])
}
