import { z } from 'zod'
import type { TakeoverDb } from '#features/takeover/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { planRaise, planTemplate } from '../invoice-plan.ts'

const text = z.string().nullable()

export const numberRangeTable = z.object({
  id: z.string(),
  kind: z.enum(['quote', 'confirmation', 'invoice', 'cancellation', 'correction', 'reminder']),
  name: z.string(),
  pattern: z.string(),
  first: z.number(),
  yearly: z.boolean(),
  active: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const numberCounterTable = z.object({
  rangeId: z.string(),
  period: z.string(),
  last: z.number(),
})

export const paymentTermTable = z.object({
  id: z.string(),
  name: z.string(),
  days: z.number(),
  skontoDays: z.number().nullable(),
  skontoPercent: text,
  isDefault: z.boolean(),
  position: z.number(),
  retiredAt: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const textBlockTable = z.object({
  id: z.string(),
  place: z.enum(['intro', 'closing', 'mail', 'reminder']),
  kind: text,
  language: z.enum(['de', 'en']),
  name: z.string(),
  text: z.string(),
  isDefault: z.boolean(),
  position: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const certificateTable = z.object({
  id: z.string(),
  contactId: z.string(),
  type: z.enum(['cleaning', 'construction']),
  taxOffice: z.string(),
  number: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  fileId: text,
  warnedAt: text,
  createdBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export const invoicePlanTable = z.object({
  id: z.string(),
  search: z.string(),
  contactId: z.string(),
  title: z.string(),
  every: z.number(),
  unit: z.enum(['week', 'month', 'quarter', 'year']),
  nextDay: z.string(),
  startDay: z.string(),
  endDay: text,
  leadDays: z.number(),
  thenDo: z.enum(['draft', 'issue', 'send']),
  template: planTemplate,
  raises: z.array(planRaise),
  net: z.string(),
  currency: z.string(),
  stuck: text,
  stuckAt: text,
  paused: z.boolean(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  sample: z.boolean(),
})

export const invoiceTable = z.object({
  id: z.string(),
  search: z.string(),
  kind: z.enum([
    'quote',
    'confirmation',
    'invoice',
    'downpayment',
    'partial',
    'final',
    'correction',
    'cancellation',
  ]),
  status: z.enum(['draft', 'issued', 'paid', 'accepted', 'rejected', 'cancelled']),
  number: text,
  contactId: z.string(),
  recipientId: text,
  opportunityId: text,
  projectId: text,
  sourceId: text,
  planId: text,
  planDay: text,
  subject: z.string(),
  date: z.string(),
  dueDate: z.string(),
  serviceFrom: text,
  serviceTo: text,
  language: z.enum(['de', 'en']),
  currency: z.string(),
  rate: z.string(),
  orderNumber: z.string(),
  buyerReference: z.string(),
  intro: z.string(),
  terms: z.string(),
  notes: z.string(),
  paymentTermId: text,
  skontoDays: z.number().nullable(),
  skontoPercent: text,
  discountPercent: z.string(),
  format: z.enum(['pdf', 'zugferd', 'xrechnung-ubl', 'xrechnung-cii']),
  deductedIds: z.array(z.string()),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
  payable: z.string(),
  totals: z.record(z.string(), z.unknown()),
  settled: z.string(),
  issued: z.record(z.string(), z.unknown()).nullable(),
  issuedAt: text,
  issuedBy: text,
  xmlHash: text,
  pdfHash: text,
  sentAt: text,
  reminderLevel: z.number(),
  overdueToldAt: text,
  sortKey: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  sample: z.boolean(),
})

export const invoiceLineTable = z.object({
  id: z.string(),
  invoiceId: z.string(),
  position: z.number(),
  kind: z.enum(['item', 'heading', 'text', 'subtotal']),
  itemId: text,
  text: z.string(),
  quantity: z.string(),
  unit: z.string(),
  price: z.string(),
  discountPercent: z.string(),
  taxId: text,
  nature: z.enum(['other', 'building-cleaning', 'construction', 'real-estate']),
  labourShare: text,
  serviceFrom: text,
  serviceTo: text,
  optional: z.boolean(),
})

export const sealTable = z.object({
  number: z.number(),
  invoiceId: z.string(),
  part: z.enum(['document', 'xml', 'pdf']),
  content: z.string(),
  seal: z.string(),
  sealedAt: z.string(),
})

export const documentMailTable = z.object({
  id: z.string(),
  invoiceId: text,
  letterId: text,
  mailId: text,
  entryId: text,
  held: z.boolean(),
  attach: z.enum(['pdf', 'xml', 'both']),
  told: z.enum(['sent', 'failed', 'not sent']).nullable(),
  createdBy: text,
  createdAt: z.string(),
})

export interface InvoicesDb extends TakeoverDb {
  numberRange: TableOf<
    typeof numberRangeTable,
    'first' | 'yearly' | 'active' | 'createdAt' | 'updatedAt' | 'version'
  >
  numberCounter: TableOf<typeof numberCounterTable>
  paymentTerm: TableOf<typeof paymentTermTable, 'isDefault' | 'createdAt' | 'updatedAt' | 'version'>
  textBlock: TableOf<typeof textBlockTable, 'isDefault' | 'createdAt' | 'updatedAt' | 'version'>
  certificate: TableOf<
    typeof certificateTable,
    'taxOffice' | 'number' | 'warnedAt' | 'createdAt' | 'updatedAt' | 'version'
  >
  invoicePlan: TableOf<
    typeof invoicePlanTable,
    | 'every'
    | 'leadDays'
    | 'thenDo'
    | 'raises'
    | 'net'
    | 'stuck'
    | 'stuckAt'
    | 'paused'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  invoice: TableOf<
    typeof invoiceTable,
    | 'status'
    | 'subject'
    | 'rate'
    | 'orderNumber'
    | 'buyerReference'
    | 'intro'
    | 'terms'
    | 'notes'
    | 'discountPercent'
    | 'format'
    | 'deductedIds'
    | 'net'
    | 'tax'
    | 'gross'
    | 'payable'
    | 'totals'
    | 'settled'
    | 'reminderLevel'
    | 'sortKey'
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sample'
  >
  invoiceLine: TableOf<
    typeof invoiceLineTable,
    'kind' | 'text' | 'quantity' | 'unit' | 'price' | 'discountPercent' | 'nature' | 'optional'
  >
  seal: TableOf<typeof sealTable, 'sealedAt'>
  documentMail: TableOf<typeof documentMailTable, 'held' | 'createdAt'>
}
