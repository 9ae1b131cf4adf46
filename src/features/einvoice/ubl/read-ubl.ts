import type { EAttachment, EInvoice } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'
import { NO_ORDER } from './names.ts'
import { readLine } from './read-lines.ts'
import {
  readCreditorId,
  readDelivery,
  readIdentifier,
  readParty,
  readPayee,
  readRepresentative,
} from './read-party.ts'
import { readPayment } from './read-payment.ts'
import { readBreakdown, readDocumentAllowance, readTotals } from './read-sums.ts'

/** The invoice or credit note under this root; a required term the file lacks is an empty text. */
export function readUbl(root: Place): EInvoice {
  const seller = root.one('cac:AccountingSupplierParty')
  const payee = root.one('cac:PayeeParty')
  const documents = root.all('cac:AdditionalDocumentReference')
  return given<EInvoice>({
    ...readHead(root),
    ...readReferences(root),
    taxCurrency: root.code('cbc:TaxCurrencyCode'),
    projectReference: root.code('cac:ProjectReference/cbc:ID') ?? ofType(documents, '50')?.code('cbc:ID'),
    object: ofType(documents, '130') && readIdentifier(ofType(documents, '130') as Place, 'cbc:ID'),
    terms: root.text('cac:PaymentTerms/cbc:Note'),
    notes: root.all('cbc:Note').flatMap(readNote),
    seller: readParty(seller),
    buyer: readParty(root.one('cac:AccountingCustomerParty')),
    payee: readPayee(payee),
    taxRepresentative: readRepresentative(root.one('cac:TaxRepresentativeParty')),
    delivery: readDelivery(root.one('cac:Delivery')),
    payment: readPayment(root, readCreditorId(seller?.one('cac:Party'), payee)),
    allowances: root.all('cac:AllowanceCharge').map(readDocumentAllowance),
    totals: readTotals(root, root.code('cbc:DocumentCurrencyCode')),
    taxes: readBreakdown(root),
    attachments: documents.filter(isAttachment).map(readAttachment),
    lines: [...root.all('cac:InvoiceLine'), ...root.all('cac:CreditNoteLine')].map(readLine),
  })
}

/** Kinds of documents that are terms of their own: the project of a credit note, the invoiced object. */
const TYPED = new Set(['50', '130'])

/** One without an identifier is taken for an attachment, whose lack of one a rule names. */
const isAttachment = (one: Place) =>
  !TYPED.has(one.code('cbc:DocumentTypeCode') ?? '') || one.code('cbc:ID') === undefined

const ofType = (documents: Place[], type: string) =>
  documents.find((one) => one.code('cbc:DocumentTypeCode') === type)

function readHead(root: Place) {
  return {
    specification: root.code('cbc:CustomizationID') ?? '',
    process: root.code('cbc:ProfileID'),
    number: root.code('cbc:ID') ?? '',
    date: root.day('cbc:IssueDate') ?? '',
    typeCode: root.code('cbc:InvoiceTypeCode') ?? root.code('cbc:CreditNoteTypeCode') ?? '',
    currency: root.code('cbc:DocumentCurrencyCode') ?? '',
    taxPointDate: root.day('cbc:TaxPointDate'),
    taxPointCode: root.code('cac:InvoicePeriod/cbc:DescriptionCode'),
    dueDate: root.day('cbc:DueDate') ?? root.day('cac:PaymentMeans/cbc:PaymentDueDate'),
    period: anyGiven({
      from: root.day('cac:InvoicePeriod/cbc:StartDate'),
      to: root.day('cac:InvoicePeriod/cbc:EndDate'),
    }),
  }
}

function readReferences(root: Place) {
  const order = root.code('cac:OrderReference/cbc:ID')
  const sales = root.code('cac:OrderReference/cbc:SalesOrderID')
  return {
    buyerReference: root.text('cbc:BuyerReference'),
    contractReference: root.code('cac:ContractDocumentReference/cbc:ID'),
    orderReference: order === NO_ORDER && sales !== undefined ? undefined : order,
    salesOrderReference: sales,
    receivingAdvice: root.code('cac:ReceiptDocumentReference/cbc:ID'),
    despatchAdvice: root.code('cac:DespatchDocumentReference/cbc:ID'),
    tenderReference: root.code('cac:OriginatorDocumentReference/cbc:ID'),
    accountingReference: root.text('cbc:AccountingCost'),
    preceding: root.all('cac:BillingReference').map((one) =>
      given<EInvoice['preceding'][number]>({
        number: one.code('cac:InvoiceDocumentReference/cbc:ID') ?? '',
        date: one.day('cac:InvoiceDocumentReference/cbc:IssueDate'),
      }),
    ),
  }
}

function readNote(at: Place): EInvoice['notes'] {
  const text = at.text()
  if (text === undefined) return []
  const [, subject, rest] = /^\s*#([A-Z]{3}|GS7)#(.*)$/s.exec(text) ?? []
  return [subject !== undefined && rest ? { subject, text: rest } : { text }]
}

function readAttachment(at: Place): EAttachment {
  const binary = at.one('cac:Attachment/cbc:EmbeddedDocumentBinaryObject')
  at.code('cbc:DocumentTypeCode')
  return given<EAttachment>({
    id: at.code('cbc:ID') ?? '',
    scheme: at.one('cbc:ID')?.attribute('schemeID'),
    description: at.text('cbc:DocumentDescription'),
    url: at.code('cac:Attachment/cac:ExternalReference/cbc:URI'),
    name: binary?.attribute('filename'),
    type: binary?.attribute('mimeCode'),
    content: binary?.code()?.replaceAll(/\s+/g, ''),
  })
}
