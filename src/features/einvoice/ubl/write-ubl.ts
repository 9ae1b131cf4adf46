import { document, group, leaf, type Written } from '#kernel/xml.ts'
import { CREDIT_NOTE_TYPES, INVOICE_TYPES } from '../codes/documents.ts'
import type { EAttachment, EInvoice } from '../e-invoice.ts'
import { NO_ORDER, UBL_NAMESPACES } from './names.ts'
import { writeLine } from './write-lines.ts'
import { writeDelivery, writeParty, writePayee, writeRepresentative } from './write-party.ts'
import { writePayment } from './write-payment.ts'
import { moneyIn, writeAllowance, writeTaxTotals, writeTotals } from './write-sums.ts'

/** The invoice in UBL; what only a credit note may be (381) becomes a `CreditNote`. */
export function writeUbl(invoice: EInvoice): string {
  const credit = CREDIT_NOTE_TYPES.has(invoice.typeCode) && !INVOICE_TYPES.has(invoice.typeCode)
  const { ubl, cn, cac, cbc } = UBL_NAMESPACES
  const money = moneyIn(invoice.currency)
  const content = [
    ...(credit ? creditNoteHead(invoice) : invoiceHead(invoice)),
    group('cac:AccountingSupplierParty', [writeParty(invoice.seller, invoice.payment?.debit?.creditorId)]),
    group('cac:AccountingCustomerParty', [writeParty(invoice.buyer)]),
    writePayee(invoice.payee),
    writeRepresentative(invoice.taxRepresentative),
    writeDelivery(invoice.delivery),
    ...writePayment(invoice.payment, credit ? invoice.dueDate : undefined),
    group('cac:PaymentTerms', [leaf('cbc:Note', invoice.terms)]),
    ...invoice.allowances.map((allowance) => writeAllowance(allowance, money)),
    ...writeTaxTotals(invoice, money),
    writeTotals(invoice.totals, money),
    ...invoice.lines.map((line) => writeLine(line, invoice.currency, credit)),
  ].filter((one) => one !== undefined)
  const attributes: Written['attributes'] = [
    ['xmlns', credit ? cn : ubl],
    ['xmlns:cac', cac],
    ['xmlns:cbc', cbc],
  ]
  return document({ name: credit ? 'CreditNote' : 'Invoice', attributes, content })
}

function invoiceHead(invoice: EInvoice): (Written | undefined)[] {
  return [
    leaf('cbc:CustomizationID', invoice.specification),
    leaf('cbc:ProfileID', invoice.process),
    leaf('cbc:ID', invoice.number),
    leaf('cbc:IssueDate', invoice.date),
    leaf('cbc:DueDate', invoice.dueDate),
    leaf('cbc:InvoiceTypeCode', invoice.typeCode),
    ...notes(invoice),
    leaf('cbc:TaxPointDate', invoice.taxPointDate),
    ...currencies(invoice),
    ...period(invoice),
    ...orders(invoice),
    reference('cac:OriginatorDocumentReference', invoice.tenderReference),
    reference('cac:ContractDocumentReference', invoice.contractReference),
    invoicedObject(invoice),
    ...invoice.attachments.map(attachment),
    reference('cac:ProjectReference', invoice.projectReference),
  ]
}

/** A credit note keeps another order, and names the project (BT-11) by a document of type 50. */
function creditNoteHead(invoice: EInvoice): (Written | undefined)[] {
  return [
    leaf('cbc:CustomizationID', invoice.specification),
    leaf('cbc:ProfileID', invoice.process),
    leaf('cbc:ID', invoice.number),
    leaf('cbc:IssueDate', invoice.date),
    leaf('cbc:TaxPointDate', invoice.taxPointDate),
    leaf('cbc:CreditNoteTypeCode', invoice.typeCode),
    ...notes(invoice),
    ...currencies(invoice),
    ...period(invoice),
    ...orders(invoice),
    reference('cac:ContractDocumentReference', invoice.contractReference),
    invoicedObject(invoice),
    ...invoice.attachments.map(attachment),
    invoice.projectReference === undefined
      ? undefined
      : group('cac:AdditionalDocumentReference', [
          leaf('cbc:ID', invoice.projectReference),
          leaf('cbc:DocumentTypeCode', '50'),
        ]),
    reference('cac:OriginatorDocumentReference', invoice.tenderReference),
  ]
}

/** UBL has no place for the subject of a note (BT-21): it stands before the text, `#ADU#…`. */
function notes({ notes }: EInvoice): (Written | undefined)[] {
  return notes.map(({ subject, text }) =>
    leaf('cbc:Note', subject === undefined ? text : `#${subject}#${text}`),
  )
}

function currencies(invoice: EInvoice): (Written | undefined)[] {
  return [
    leaf('cbc:DocumentCurrencyCode', invoice.currency),
    leaf('cbc:TaxCurrencyCode', invoice.taxCurrency),
    leaf('cbc:AccountingCost', invoice.accountingReference),
    leaf('cbc:BuyerReference', invoice.buyerReference),
  ]
}

function period({ period, taxPointCode }: EInvoice): (Written | undefined)[] {
  return [
    group('cac:InvoicePeriod', [
      leaf('cbc:StartDate', period?.from),
      leaf('cbc:EndDate', period?.to),
      leaf('cbc:DescriptionCode', taxPointCode),
    ]),
  ]
}

function orders(invoice: EInvoice): (Written | undefined)[] {
  const sales = invoice.salesOrderReference
  return [
    group('cac:OrderReference', [
      leaf('cbc:ID', invoice.orderReference ?? (sales === undefined ? undefined : NO_ORDER)),
      leaf('cbc:SalesOrderID', sales),
    ]),
    ...invoice.preceding.map(({ number, date }) =>
      group('cac:BillingReference', [
        group('cac:InvoiceDocumentReference', [leaf('cbc:ID', number), leaf('cbc:IssueDate', date)]),
      ]),
    ),
    reference('cac:DespatchDocumentReference', invoice.despatchAdvice),
    reference('cac:ReceiptDocumentReference', invoice.receivingAdvice),
  ]
}

function reference(name: string, id: string | undefined): Written | undefined {
  return group(name, [leaf('cbc:ID', id)])
}

function invoicedObject({ object }: EInvoice): Written | undefined {
  if (!object?.value) return undefined
  return group('cac:AdditionalDocumentReference', [
    leaf('cbc:ID', object.value, { schemeID: object.scheme }),
    leaf('cbc:DocumentTypeCode', '130'),
  ])
}

function attachment(one: EAttachment): Written | undefined {
  return group('cac:AdditionalDocumentReference', [
    leaf('cbc:ID', one.id, { schemeID: one.scheme }),
    leaf('cbc:DocumentDescription', one.description),
    group('cac:Attachment', [
      leaf('cbc:EmbeddedDocumentBinaryObject', one.content, { mimeCode: one.type, filename: one.name }),
      group('cac:ExternalReference', [leaf('cbc:URI', one.url)]),
    ]),
  ])
}
