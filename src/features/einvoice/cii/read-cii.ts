import type { EAttachment, EInvoice } from '../e-invoice.ts'
import { given, type Place } from '../syntax/place.ts'
import { TAX_POINT_CODES } from './names.ts'
import { readLine, readObject } from './read-lines.ts'
import { readDocumentAllowance, readPeriod } from './read-parts.ts'
import { readDelivery, readParty, readPayee, readRepresentative } from './read-party.ts'
import { readBreakdown, readPayment, readTotals } from './read-settlement.ts'

/** The invoice under this root; a required term the file lacks is an empty text. */
export function readCii(root: Place): EInvoice {
  const trade = root.one('rsm:SupplyChainTradeTransaction')
  const agreed = trade?.one('ram:ApplicableHeaderTradeAgreement')
  const delivered = trade?.one('ram:ApplicableHeaderTradeDelivery')
  const settled = trade?.one('ram:ApplicableHeaderTradeSettlement')
  const currency = settled?.code('ram:InvoiceCurrencyCode') ?? ''
  return given<EInvoice>({
    ...readDocument(root),
    ...readAgreement(agreed),
    ...readTaxPoint(settled?.all('ram:ApplicableTradeTax') ?? []),
    currency,
    taxCurrency: settled?.code('ram:TaxCurrencyCode'),
    dueDate: settled?.day('ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString'),
    receivingAdvice: delivered?.code('ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID'),
    despatchAdvice: delivered?.code('ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID'),
    accountingReference: settled?.text('ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID'),
    terms: settled?.text('ram:SpecifiedTradePaymentTerms/ram:Description'),
    preceding: settled?.all('ram:InvoiceReferencedDocument').map(readPreceding) ?? [],
    payee: readPayee(settled?.one('ram:PayeeTradeParty')),
    delivery: readDelivery(delivered),
    period: readPeriod(settled?.one('ram:BillingSpecifiedPeriod')),
    payment: readPayment(settled),
    allowances: settled?.all('ram:SpecifiedTradeAllowanceCharge').map(readDocumentAllowance) ?? [],
    totals: readTotals(settled, currency),
    taxes: settled?.all('ram:ApplicableTradeTax').map(readBreakdown) ?? [],
    lines: trade?.all('ram:IncludedSupplyChainTradeLineItem').map(readLine) ?? [],
  })
}

function readDocument(root: Place) {
  const context = root.one('rsm:ExchangedDocumentContext')
  const document = root.one('rsm:ExchangedDocument')
  return {
    specification: context?.code('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID') ?? '',
    process: context?.code('ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID'),
    number: document?.code('ram:ID') ?? '',
    date: document?.day('ram:IssueDateTime/udt:DateTimeString') ?? '',
    typeCode: document?.code('ram:TypeCode') ?? '',
    notes: document?.all('ram:IncludedNote').flatMap(readNote) ?? [],
  }
}

function readNote(at: Place): EInvoice['notes'] {
  const text = at.text('ram:Content')
  const subject = at.code('ram:SubjectCode')
  return text === undefined ? [] : [given<EInvoice['notes'][number]>({ subject, text })]
}

/** Who deals with whom, and on what ground; documents of type 50 and 130 are terms of their own. */
function readAgreement(at: Place | undefined) {
  const documents = at?.all('ram:AdditionalReferencedDocument') ?? []
  const ofType = (type: string) => documents.find((one) => one.code('ram:TypeCode') === type)
  at?.code('ram:SpecifiedProcuringProject/ram:Name')
  return {
    buyerReference: at?.text('ram:BuyerReference'),
    projectReference: at?.code('ram:SpecifiedProcuringProject/ram:ID'),
    contractReference: at?.code('ram:ContractReferencedDocument/ram:IssuerAssignedID'),
    orderReference: at?.code('ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID'),
    salesOrderReference: at?.code('ram:SellerOrderReferencedDocument/ram:IssuerAssignedID'),
    tenderReference: ofType('50')?.code('ram:IssuerAssignedID'),
    object: readObject(ofType('130')),
    seller: readParty(at?.one('ram:SellerTradeParty')),
    buyer: readParty(at?.one('ram:BuyerTradeParty')),
    taxRepresentative: readRepresentative(at?.one('ram:SellerTaxRepresentativeTradeParty')),
    attachments: documents.filter(isAttachment).map(readAttachment),
  }
}

/** One without an identifier is taken for an attachment, whose lack of one a rule names. */
const isAttachment = (one: Place) =>
  !['50', '130'].includes(one.code('ram:TypeCode') ?? '') || one.code('ram:IssuerAssignedID') === undefined

/** When the tax falls due (BT-7, BT-8) stands with one or with every part of the breakdown. */
function readTaxPoint(taxes: Place[]) {
  const codes = taxes.flatMap((tax) => tax.code('ram:DueDateTypeCode') ?? [])
  const days = taxes.flatMap((tax) => tax.day('ram:TaxPointDate/udt:DateString') ?? [])
  const [code] = codes
  return {
    taxPointDate: days[0],
    taxPointCode: TAX_POINT_CODES.find(([, cii]) => cii === code)?.[0] ?? code,
  }
}

function readPreceding(at: Place): EInvoice['preceding'][number] {
  return given<EInvoice['preceding'][number]>({
    number: at.code('ram:IssuerAssignedID') ?? '',
    date: at.day('ram:FormattedIssueDateTime/qdt:DateTimeString'),
  })
}

function readAttachment(at: Place): EAttachment {
  const binary = at.one('ram:AttachmentBinaryObject')
  return given<EAttachment>({
    id: at.code('ram:IssuerAssignedID') ?? '',
    scheme: at.code('ram:ReferenceTypeCode'),
    description: at.text('ram:Name'),
    url: at.code('ram:URIID'),
    name: binary?.attribute('filename'),
    type: binary?.attribute('mimeCode'),
    content: binary?.code()?.replaceAll(/\s+/g, ''),
  })
}
