import type { ComponentType } from 'react'
import type { Invoice } from '../invoice.ts'

/** What higher features show on the page of a document: what was paid, reminders. */
export interface InvoiceSlots {
  Payments?: ComponentType<{ invoice: Invoice }>
}
