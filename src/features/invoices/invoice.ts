import { z } from 'zod'
import { vatCategory } from '#features/einvoice/e-invoice.ts'
import { decimal, unitPrice } from '#kernel/decimal.ts'
import { lastMail } from './document-mail.ts'

/**
 * Documents of a sale: quote → order confirmation → invoice, and what corrects or cancels an invoice. A draft has no
 * number and can be changed; an issued one stays as it is (GoBD), what follows is written beside it.
 */
export const INVOICE_KINDS = [
  'quote',
  'confirmation',
  'invoice',
  'downpayment',
  'partial',
  'final',
  'correction',
  'cancellation',
] as const
export const invoiceKind = z.enum(INVOICE_KINDS)
export type InvoiceKind = z.infer<typeof invoiceKind>

/** `accepted` is of quotes only; `overdue` and `expired` are derived from days, not kept. */
export const INVOICE_STATUSES = ['draft', 'issued', 'paid', 'accepted', 'rejected', 'cancelled'] as const
export const invoiceStatus = z.enum(INVOICE_STATUSES)
export type InvoiceStatus = z.infer<typeof invoiceStatus>

export const INVOICE_FORMATS = ['pdf', 'zugferd', 'xrechnung-ubl', 'xrechnung-cii'] as const
export const invoiceFormat = z.enum(INVOICE_FORMATS)
export type InvoiceFormat = z.infer<typeof invoiceFormat>

/** What decides who owes the tax (UStG § 13b Abs. 2 Nr. 4 and 8, § 3a Abs. 3). */
export const NATURES = ['other', 'building-cleaning', 'construction', 'real-estate'] as const
export const nature = z.enum(NATURES)
export type Nature = z.infer<typeof nature>

const day = z.iso.date()
const unit = z
  .string()
  .regex(/^[A-Z0-9]{1,3}$/)
  .meta({ description: 'UN/ECE recommendation 20: C62 piece, HUR hour, MTK m², MON month' })
const percent = decimal({ whole: 3, places: 4, least: 0, most: 100 })
const period = z.object({ from: day, to: day }).refine(({ from, to }) => from <= to, {
  path: ['to'],
  message: 'Not before the first day',
})

const lineFields = {
  kind: z.enum(['item', 'heading', 'text', 'subtotal']),
  itemId: z.uuid().nullable(),
  text: z.string().max(20_000),
  quantity: decimal({ whole: 12, places: 4 }),
  unit,
  price: decimal({ whole: 12, places: 4, written: unitPrice }).meta({
    description: 'Net, for one unit, in the currency of the document',
  }),
  discountPercent: percent,
  taxId: z.uuid().nullable().meta({ description: 'Null: by the rules of tax cases, which say why' }),
  nature,
  labourShare: percent.nullable().meta({ description: 'Work in per cent of the price (EStG § 35a)' }),
  servicePeriod: period.nullable(),
  optional: z.boolean().meta({ description: 'Of a quote: offered to choose, not in its total' }),
}
export const invoiceLineNew = z.object(lineFields).partial().meta({ id: 'InvoiceLineNew' })
export type InvoiceLineNew = z.infer<typeof invoiceLineNew>

/** Which tax a line bears and why: `key` names the sentence of the explanation, `values` what stands in it. */
export const taxReason = z.object({ key: z.string(), values: z.record(z.string(), z.string()) })
export type TaxReason = z.infer<typeof taxReason>

export const invoiceLine = z
  .object({
    ...lineFields,
    id: z.uuid(),
    net: z.string().meta({ description: 'Quantity × price less the discount, in cents' }),
    tax: z
      .object({ category: vatCategory, rate: z.string(), name: z.string(), why: taxReason })
      .nullable()
      .meta({ description: 'Null on lines that cost nothing' }),
  })
  .meta({ id: 'InvoiceLine' })
export type InvoiceLine = z.infer<typeof invoiceLine>

export const invoiceTotals = z
  .object({
    lines: z.string().meta({ description: 'Sum of the lines' }),
    discount: z.string(),
    net: z.string(),
    taxes: z.array(
      z.object({
        category: vatCategory,
        rate: z.string(),
        base: z.string(),
        amount: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    tax: z.string(),
    gross: z.string(),
    deducted: z.string().meta({ description: 'Gross of earlier invoices that a final one takes off' }),
    payable: z.string(),
    labour: z.string().meta({ description: 'Work in it, with tax (EStG § 35a); "0.00" where none' }),
  })
  .meta({ id: 'InvoiceTotals' })
export type InvoiceTotals = z.infer<typeof invoiceTotals>

const fields = {
  contactId: z.uuid().meta({ description: 'Whom it is for' }),
  recipientId: z.uuid().nullable().meta({ description: 'Where the service was, when that is somebody else' }),
  opportunityId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
  subject: z.string().max(255),
  date: day,
  dueDate: day.meta({ description: 'Of a quote: until when it holds' }),
  serviceDate: day.nullable(),
  servicePeriod: period.nullable(),
  language: z.enum(['de', 'en']),
  currency: z.string().regex(/^[A-Z]{3}$/),
  rate: decimal({ whole: 9, places: 6 }).meta({
    description: 'What one unit is worth in the currency of the firm',
  }),
  orderNumber: z.string().max(255),
  buyerReference: z.string().max(255).meta({ description: 'BT-10; the Leitweg-ID of an authority' }),
  intro: z.string().max(20_000),
  terms: z
    .string()
    .max(20_000)
    .meta({ description: 'Terms of payment in words; made from the term when left out' }),
  notes: z.string().max(20_000),
  paymentTermId: z.uuid().nullable(),
  skonto: z
    .object({
      days: z.int().min(1).max(3650),
      percent: decimal({ whole: 2, places: 2, least: 0.01, most: 99.99 }),
    })
    .nullable(),
  discountPercent: percent,
  format: invoiceFormat,
  deductedIds: z
    .array(z.uuid())
    .max(100)
    .meta({ description: 'Earlier invoices that a final one takes off' }),
  lines: z.array(invoiceLineNew).max(500),
}
export const invoiceNew = z
  .object({ ...fields, kind: invoiceKind })
  .partial()
  .required({ contactId: true, lines: true })
  .meta({ id: 'InvoiceNew' })
export type InvoiceNew = z.infer<typeof invoiceNew>

export const invoiceChange = z.object(fields).partial().meta({ id: 'InvoiceChange' })
export type InvoiceChange = z.infer<typeof invoiceChange>

const named = z.object({ id: z.uuid(), name: z.string() })

const finding = z.object({
  rule: z.string(),
  level: z.enum(['error', 'warning', 'hint']),
  path: z.string(),
  key: z.string(),
  values: z.record(z.string(), z.string()),
})
const said = z
  .object({ terms: z.string(), notices: z.array(z.string()) })
  .meta({ description: 'What the document says by itself: the terms of payment and what the law wants said' })

export const invoice = z
  .object({
    ...fields,
    id: z.uuid(),
    kind: invoiceKind,
    status: invoiceStatus,
    number: z.string().nullable().meta({ description: 'Null while it is a draft' }),
    contact: named.nullable().meta({ description: 'Null where the caller may not see it' }),
    recipient: named.nullable(),
    lines: z.array(invoiceLine),
    totals: invoiceTotals,
    open: z.string().meta({ description: 'What is still to be paid' }),
    overdue: z.boolean(),
    expired: z.boolean().meta({ description: 'A quote that holds no longer' }),
    reminderLevel: z.int(),
    sourceId: z.uuid().nullable(),
    source: z.object({ id: z.uuid(), kind: invoiceKind, number: z.string().nullable() }).nullable(),
    following: z
      .array(
        z.object({ id: z.uuid(), kind: invoiceKind, number: z.string().nullable(), status: invoiceStatus }),
      )
      .meta({ description: 'What was made from it' }),
    said,
    findings: z.array(finding).meta({ description: 'What speaks against issuing it; errors forbid it' }),
    issuedAt: z.string().nullable(),
    sentAt: z.string().nullable(),
    mail: lastMail.nullable().meta({ description: 'Null: it was not sent from here' }),
    planId: z.uuid().nullable(),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(
      z.enum(['change', 'delete', 'issue', 'cancel', 'correct', 'pay', 'send', 'accept', 'reject']),
    ),
  })
  .meta({ id: 'Invoice' })
export type Invoice = z.infer<typeof invoice>

/** What a document would come to and say; what was left out is as Kontor supposes it. */
export const invoicePreview = invoice
  .pick({
    date: true,
    dueDate: true,
    language: true,
    currency: true,
    rate: true,
    paymentTermId: true,
    skonto: true,
    totals: true,
    said: true,
    findings: true,
  })
  .extend({ lines: z.array(invoiceLine.omit({ id: true })) })
  .meta({ id: 'InvoicePreview' })
export type InvoicePreview = z.infer<typeof invoicePreview>

/** One row of the list. */
export const invoiceRow = invoice
  .pick({
    id: true,
    kind: true,
    status: true,
    number: true,
    contact: true,
    subject: true,
    date: true,
    dueDate: true,
    currency: true,
    open: true,
    overdue: true,
    expired: true,
    reminderLevel: true,
    sentAt: true,
    mail: true,
    version: true,
    can: true,
  })
  .extend({ totals: invoiceTotals.pick({ net: true, gross: true, payable: true }) })
  .meta({ id: 'InvoiceRow' })
export type InvoiceRow = z.infer<typeof invoiceRow>
