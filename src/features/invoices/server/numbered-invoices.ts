import { sql } from 'kysely'
import type { NumberedKind } from '#features/takeover/server/numbered.ts'
import { invoiceReadable } from './invoice-access.ts'
import type { InvoicesDb } from './tables.ts'

/** Quotes, confirmations and invoices by their numbers: whom they were written to. */
export const numberedInvoices: NumberedKind<InvoicesDb> = {
  async find(db, by, numbers) {
    const { rows } = await sql<{ number: string; contactId: string }>`
      select r.number, r.contact_id from invoice r
      where r.number = any(${[...numbers]}::text[]) and ${invoiceReadable(by)}`.execute(db)
    return rows
  },
}
