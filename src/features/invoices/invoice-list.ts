import { z } from 'zod'
import { INVOICE_KINDS, INVOICE_STATUSES, invoiceRow } from './invoice.ts'

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )

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
  q: z.string().max(200).optional().meta({ description: 'Search syntax, over numbers, names and texts' }),
  sort: z.string().max(60).optional().meta({
    description:
      'number (the default, descending), date, contact, dueDate, status or gross; with a minus: descending',
  }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional(),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
  sums: z.stringbool().default(false).meta({ description: 'Adds the sums by currency of all that is found' }),
  ...invoiceFilters.shape,
})
export type InvoiceListQuery = z.infer<typeof invoiceListQuery>

export const invoicePage = z
  .object({
    items: z.array(invoiceRow),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
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
