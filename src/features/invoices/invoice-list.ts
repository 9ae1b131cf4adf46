import { z } from 'zod'
import { listWords, pageOf, several } from '#kernel/list-query.ts'
import { INVOICE_KINDS, INVOICE_STATUSES, invoiceRow } from './invoice.ts'

/** The filters of the list of documents, as they stand in its address. */
export const invoiceFilters = z.object({
  kind: several(z.enum(INVOICE_KINDS)).meta({ description: 'Several: one of them' }),
  status: several(z.enum([...INVOICE_STATUSES, 'overdue', 'expired'])).meta({
    description: 'Several: one of them; `overdue` and `expired` by the day it is',
  }),
  contact: z.uuid().optional().meta({ description: 'The customer; of a company with its persons' }),
  opportunity: z.uuid().optional(),
  project: z.uuid().optional(),
  plan: z.uuid().optional(),
  deductible: z
    .uuid()
    .optional()
    .meta({ description: 'Only what this final invoice may take off: its customer’s earlier parts' }),
  dateFrom: z.iso.date().optional(),
  dateTo: z.iso.date().optional(),
  dueFrom: z.iso.date().optional(),
  dueTo: z.iso.date().optional(),
  currency: several(z.string().regex(/^[A-Z]{3}$/)),
})
export type InvoiceFilters = z.infer<typeof invoiceFilters>

export const invoiceListQuery = z.object({
  ...listWords({
    q: 'Search syntax, over numbers, names and texts',
    sort: 'number (the default, descending), date, contact, dueDate, status or gross',
  }),
  sums: z.stringbool().default(false).meta({ description: 'Adds the sums by currency of all that is found' }),
  ...invoiceFilters.shape,
})
export type InvoiceListQuery = z.infer<typeof invoiceListQuery>

export const invoicePage = pageOf(invoiceRow)
  .extend({
    sums: z
      .array(
        z.object({
          currency: z.string(),
          count: z.int(),
          net: z.string(),
          gross: z.string(),
          open: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'InvoicePage' })
export type InvoicePage = z.infer<typeof invoicePage>
