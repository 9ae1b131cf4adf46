import { z } from 'zod'
import { eInvoice } from '#features/einvoice/e-invoice.ts'
import { invoiceFinding } from '#features/einvoice/finding.ts'
import { PROFILES } from '#features/einvoice/profile.ts'

/** What was found out about a file: three classes of errors, as the BMF letter of 15 October 2025 tells them apart. */
export const invoiceCheck = z
  .object({
    container: z.enum(['xml', 'pdf']),
    file: z.string().nullable().meta({ description: 'Name of the XML inside of a PDF' }),
    syntax: z.enum(['ubl', 'cii']).nullable(),
    profile: z.enum(PROFILES).nullable(),
    invoice: eInvoice.nullable(),
    findings: z.array(invoiceFinding),
  })
  .meta({ id: 'InvoiceCheck' })
export type InvoiceCheck = z.infer<typeof invoiceCheck>
