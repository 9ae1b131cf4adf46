import { z } from 'zod'
import type { InvoicesDb } from '#features/invoices/server/tables.ts'
import type { TableOf } from '#platform/database.ts'

const text = z.string().nullable()

export const bankStatementTable = z.object({
  id: z.string(),
  iban: z.string(),
  reference: z.string(),
  fromDay: text,
  toDay: text,
  opening: text,
  closing: text,
  currency: z.string(),
  fileHash: text,
  createdBy: text,
  createdAt: z.string(),
})

export const bankEntryTable = z.object({
  id: z.string(),
  statementId: z.string(),
  position: z.number(),
  amount: z.string(),
  currency: z.string(),
  bookedOn: z.string(),
  valueOn: text,
  name: z.string(),
  iban: z.string(),
  purpose: z.string(),
  endToEnd: z.string(),
  state: z.enum(['open', 'matched', 'ignored']),
  version: z.number(),
})

export const paymentTable = z.object({
  id: z.string(),
  invoiceId: z.string(),
  kind: z.enum(['payment', 'skonto', 'writeoff', 'refund', 'setoff']),
  amount: z.string(),
  day: z.string(),
  note: z.string(),
  bankEntryId: text,
  createdBy: text,
  createdAt: z.string(),
  revokedAt: text,
  revokedBy: text,
})

export const reminderLetterTable = z.object({
  id: z.string(),
  number: z.string(),
  contactId: z.string(),
  level: z.number(),
  day: z.string(),
  dueDate: z.string(),
  language: z.enum(['de', 'en']),
  currency: z.string(),
  fee: z.string(),
  interest: z.string(),
  total: z.string(),
  issued: z.record(z.string(), z.unknown()),
  pdfHash: text,
  sentAt: text,
  createdBy: text,
  createdAt: z.string(),
  sample: z.boolean(),
})

export const reminderLetterInvoiceTable = z.object({
  letterId: z.string(),
  invoiceId: z.string(),
})

export const baseRateTable = z.object({
  country: z.enum(['DE', 'AT', 'CH']),
  validFrom: z.string(),
  percent: z.string(),
})

export interface PaymentsDb extends InvoicesDb {
  bankStatement: TableOf<typeof bankStatementTable, 'createdAt'>
  bankEntry: TableOf<typeof bankEntryTable, 'name' | 'iban' | 'purpose' | 'endToEnd' | 'state' | 'version'>
  payment: TableOf<typeof paymentTable, 'kind' | 'note' | 'createdAt'>
  reminderLetter: TableOf<typeof reminderLetterTable, 'fee' | 'interest' | 'createdAt' | 'sample'>
  reminderLetterInvoice: TableOf<typeof reminderLetterInvoiceTable>
  baseRate: TableOf<typeof baseRateTable>
}
