import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'
import { INVOICE_STATUSES, invoiceKind } from './invoice.ts'

/** What a document becomes; a down payment is so many per cent of it, or an amount. */
export const invoiceConvert = z
  .object({
    kind: invoiceKind,
    percent: decimal({ whole: 3, places: 4, least: 0, most: 100 }).optional(),
    amount: decimal({ whole: 12, places: 2, least: 0.01 }).optional().meta({ description: 'Net' }),
  })
  .refine(({ percent, amount }) => percent === undefined || amount === undefined, {
    path: ['amount'],
    message: 'Either per cent or an amount.',
  })
  .refine(
    ({ kind, percent, amount }) => kind !== 'downpayment' || percent !== undefined || amount !== undefined,
    { path: ['percent'], message: 'Say how much of it.' },
  )
  .meta({ id: 'InvoiceConvert' })
export type InvoiceConvert = z.infer<typeof invoiceConvert>

export const invoiceCancel = z
  .object({ notes: z.string().max(20_000).default('') })
  .meta({ id: 'InvoiceCancel' })

export const invoiceStatusChange = z
  .object({ status: z.enum(INVOICE_STATUSES) })
  .meta({ id: 'InvoiceStatusChange' })

export const invoiceBulk = z
  .object({ ids: z.array(z.uuid()).min(1).max(200), status: z.enum(INVOICE_STATUSES) })
  .meta({ id: 'InvoiceBulk' })

export const invoiceBulkAnswer = z
  .object({
    done: z.int(),
    left: z
      .array(z.object({ id: z.uuid(), code: z.string(), message: z.string() }))
      .meta({ description: 'What stays as it is, and why' }),
  })
  .meta({ id: 'InvoiceBulkAnswer' })
