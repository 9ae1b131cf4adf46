import { z } from 'zod'

/**
 * An invoice as EN 16931-1 means it, whatever syntax it is written in: business terms (BT) and groups (BG) under names of
 * their own. Amounts, quantities and percentages are decimal strings, days are `2026-11-21`; what is not said is left out.
 */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/)
const day = z.iso.date()
const text = z.string()
/** An identifier and the scheme it comes from: ISO 6523 for parties, UNTDID for items, EAS for electronic addresses. */
const identifier = z.object({ value: text, scheme: text.optional(), version: text.optional() })
export type Identifier = z.infer<typeof identifier>

/** UNTDID 5305 as far as EN 16931 allows it: the category of a value added tax. */
export const VAT_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B'] as const
export const vatCategory = z.enum(VAT_CATEGORIES)
export type VatCategory = z.infer<typeof vatCategory>

const address = z.object({
  line1: text.optional(),
  line2: text.optional(),
  line3: text.optional(),
  city: text.optional(),
  postalCode: text.optional(),
  subdivision: text.optional(),
  country: text,
})
export type EAddress = z.infer<typeof address>

const contact = z.object({ name: text.optional(), phone: text.optional(), email: text.optional() })

/** Seller (BG-4) and buyer (BG-7). */
const party = z.object({
  name: text.meta({ description: 'Legal name, BT-27 and BT-44' }),
  tradingName: text.optional(),
  ids: z.array(identifier).default([]),
  registration: identifier.optional().meta({ description: 'Legal registration, BT-30 and BT-47' }),
  vatId: text.optional(),
  taxNumber: text.optional().meta({ description: 'Of the seller only, BT-32' }),
  legalForm: text.optional().meta({ description: 'Of the seller only, BT-33' }),
  electronicAddress: identifier.optional(),
  address,
  contact: contact.optional(),
})
export type Party = z.infer<typeof party>

const period = z.object({ from: day.optional(), to: day.optional() })

/** What is taken off or added, of the document (BG-20, BG-21) or of a line (BG-27, BG-28). */
const allowance = z.object({
  charge: z.boolean(),
  amount,
  base: amount.optional(),
  percent: amount.optional(),
  reason: text.optional(),
  reasonCode: text.optional(),
})
const documentAllowance = allowance.extend({ category: vatCategory, rate: amount.optional() })
export type LineAllowance = z.infer<typeof allowance>
export type DocumentAllowance = z.infer<typeof documentAllowance>

/** One category and rate of the tax (BG-23). */
const vatBreakdown = z.object({
  category: vatCategory,
  rate: amount.optional().meta({ description: 'Left out only with category O' }),
  base: amount,
  amount,
  reason: text.optional(),
  reasonCode: text.optional().meta({ description: 'VATEX code' }),
})
export type VatBreakdown = z.infer<typeof vatBreakdown>

const line = z.object({
  id: text,
  note: text.optional(),
  object: identifier.optional(),
  quantity: amount,
  unit: text.meta({ description: 'UN/ECE recommendation 20 or 21, such as HUR' }),
  net: amount,
  orderLine: text.optional(),
  accountingReference: text.optional(),
  period: period.optional(),
  allowances: z.array(allowance).default([]),
  price: z.object({
    net: amount,
    gross: amount.optional(),
    discount: amount.optional(),
    baseQuantity: amount.optional(),
    baseUnit: text.optional(),
  }),
  tax: z.object({ category: vatCategory, rate: amount.optional() }),
  item: z.object({
    name: text,
    description: text.optional(),
    sellerId: text.optional(),
    buyerId: text.optional(),
    standardId: identifier.optional(),
    classifications: z.array(identifier).default([]),
    country: text.optional(),
    attributes: z.array(z.object({ name: text, value: text })).default([]),
  }),
})
export type ELine = z.infer<typeof line>

const attachment = z.object({
  id: text,
  scheme: text.optional(),
  description: text.optional(),
  url: text.optional(),
  name: text.optional(),
  type: text.optional(),
  content: z.string().optional().meta({ description: 'The bytes in base64' }),
})
export type EAttachment = z.infer<typeof attachment>

const payment = z.object({
  meansCode: text
    .optional()
    .meta({ description: 'UNTDID 4461: 58 SEPA transfer, 59 SEPA debit, 30, 48, 10' }),
  meansText: text.optional(),
  reference: text.optional().meta({ description: 'Remittance information, BT-83' }),
  transfers: z.array(z.object({ account: text, name: text.optional(), bic: text.optional() })).default([]),
  card: z.object({ number: text, holder: text.optional() }).optional(),
  debit: z
    .object({ mandate: text.optional(), creditorId: text.optional(), account: text.optional() })
    .optional(),
})

const totals = z.object({
  lines: amount.meta({ description: 'BT-106' }),
  allowances: amount.optional().meta({ description: 'BT-107' }),
  charges: amount.optional().meta({ description: 'BT-108' }),
  net: amount.meta({ description: 'BT-109' }),
  tax: amount.optional().meta({ description: 'BT-110' }),
  taxInTaxCurrency: amount.optional().meta({ description: 'BT-111' }),
  gross: amount.meta({ description: 'BT-112' }),
  prepaid: amount.optional().meta({ description: 'BT-113' }),
  rounding: amount.optional().meta({ description: 'BT-114' }),
  payable: amount.meta({ description: 'BT-115' }),
})

export const eInvoice = z
  .object({
    specification: text.meta({ description: 'BT-24, such as urn:cen.eu:en16931:2017' }),
    process: text.optional().meta({ description: 'BT-23' }),
    number: text,
    date: day,
    typeCode: text.meta({
      description: 'UNTDID 1001: 380 invoice, 381 credit note, 384 correction, 326 partial …',
    }),
    currency: text,
    taxCurrency: text.optional(),
    taxPointDate: day.optional(),
    taxPointCode: text.optional(),
    dueDate: day.optional(),
    buyerReference: text.optional().meta({ description: 'BT-10, Leitweg-ID towards authorities' }),
    projectReference: text.optional(),
    contractReference: text.optional(),
    orderReference: text.optional(),
    salesOrderReference: text.optional(),
    receivingAdvice: text.optional(),
    despatchAdvice: text.optional(),
    tenderReference: text.optional(),
    object: identifier.optional(),
    accountingReference: text.optional(),
    terms: text.optional().meta({ description: 'Payment terms, BT-20; Skonto as XRechnung writes it' }),
    notes: z.array(z.object({ subject: text.optional(), text })).default([]),
    preceding: z.array(z.object({ number: text, date: day.optional() })).default([]),
    seller: party,
    buyer: party,
    payee: z
      .object({ name: text, id: identifier.optional(), registration: identifier.optional() })
      .optional(),
    taxRepresentative: z
      .object({ name: text, vatId: text.optional(), address: address.optional() })
      .optional(),
    delivery: z
      .object({
        name: text.optional(),
        location: identifier.optional(),
        date: day.optional(),
        address: address.optional(),
      })
      .optional(),
    period: period.optional(),
    payment: payment.optional(),
    allowances: z.array(documentAllowance).default([]),
    totals,
    taxes: z.array(vatBreakdown),
    attachments: z.array(attachment).default([]),
    lines: z.array(line),
  })
  .meta({ id: 'EInvoice' })
export type EInvoice = z.infer<typeof eInvoice>

/** Identifiers of specifications (BT-24) that we write. */
export const EN_16931 = 'urn:cen.eu:en16931:2017'
export const XRECHNUNG_3 = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'
export const PEPPOL_BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'
