import { document, group, leaf, type Written } from '#kernel/xml.ts'
import type { EAttachment, EInvoice } from '../e-invoice.ts'
import { CII_NAMESPACES } from './names.ts'
import { writeLine } from './write-lines.ts'
import { writeDay } from './write-parts.ts'
import { writeDelivery, writeParty, writeRepresentative } from './write-party.ts'
import { writeSettlement } from './write-settlement.ts'

/** The invoice in CII, as XRechnung and the XML inside of ZUGFeRD have it. */
export function writeCii(invoice: EInvoice): string {
  const content = [
    group('rsm:ExchangedDocumentContext', [
      group('ram:BusinessProcessSpecifiedDocumentContextParameter', [leaf('ram:ID', invoice.process)]),
      group('ram:GuidelineSpecifiedDocumentContextParameter', [leaf('ram:ID', invoice.specification)]),
    ]),
    group('rsm:ExchangedDocument', [
      leaf('ram:ID', invoice.number),
      leaf('ram:TypeCode', invoice.typeCode),
      writeDay('ram:IssueDateTime', invoice.date),
      ...invoice.notes.map(({ subject, text }) =>
        group('ram:IncludedNote', [leaf('ram:Content', text), leaf('ram:SubjectCode', subject)]),
      ),
    ]),
    group('rsm:SupplyChainTradeTransaction', [
      ...invoice.lines.map(writeLine),
      writeAgreement(invoice),
      writeDelivery(invoice),
      writeSettlement(invoice),
    ]),
  ].filter((one) => one !== undefined)
  const attributes = Object.entries(CII_NAMESPACES).map(([prefix, uri]): [string, string] => [
    `xmlns:${prefix}`,
    uri,
  ])
  return document({ name: 'rsm:CrossIndustryInvoice', attributes, content })
}

/** Who deals with whom, and on what ground. */
function writeAgreement(invoice: EInvoice): Written | undefined {
  return group('ram:ApplicableHeaderTradeAgreement', [
    leaf('ram:BuyerReference', invoice.buyerReference),
    writeParty('ram:SellerTradeParty', invoice.seller),
    writeParty('ram:BuyerTradeParty', invoice.buyer),
    writeRepresentative(invoice.taxRepresentative),
    reference('ram:SellerOrderReferencedDocument', invoice.salesOrderReference),
    reference('ram:BuyerOrderReferencedDocument', invoice.orderReference),
    reference('ram:ContractReferencedDocument', invoice.contractReference),
    ...invoice.attachments.map(attachment),
    typed(invoice.tenderReference, '50'),
    typed(invoice.object?.value, '130', invoice.object?.scheme),
    invoice.projectReference === undefined
      ? undefined
      : group('ram:SpecifiedProcuringProject', [
          leaf('ram:ID', invoice.projectReference),
          // CII demands a name; EN 16931 knows none.
          leaf('ram:Name', PROJECT_NAME),
        ]),
  ])
}

const PROJECT_NAME = 'Project reference'

function reference(name: string, id: string | undefined): Written | undefined {
  return group(name, [leaf('ram:IssuerAssignedID', id)])
}

/** The tender (BT-17) is a document of type 50, the invoiced object (BT-18) one of type 130. */
function typed(id: string | undefined, type: string, scheme?: string): Written | undefined {
  if (!id) return undefined
  return group('ram:AdditionalReferencedDocument', [
    leaf('ram:IssuerAssignedID', id),
    leaf('ram:TypeCode', type),
    leaf('ram:ReferenceTypeCode', scheme),
  ])
}

function attachment(one: EAttachment): Written | undefined {
  return group('ram:AdditionalReferencedDocument', [
    leaf('ram:IssuerAssignedID', one.id),
    leaf('ram:URIID', one.url),
    leaf('ram:TypeCode', '916'),
    leaf('ram:Name', one.description),
    leaf('ram:AttachmentBinaryObject', one.content, { mimeCode: one.type, filename: one.name }),
    leaf('ram:ReferenceTypeCode', one.scheme),
  ])
}
