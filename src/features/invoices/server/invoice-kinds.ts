import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import { all, listPage } from '#platform/list.ts'
import { attachedBy } from '#platform/record-kinds.ts'
import type { Attachment, BinKind, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { writtenAmount, writtenDay } from '../due.ts'
import { letterWords } from '../letter-words.ts'
import { eraseInvoice } from './drafts/delete-invoice.ts'
import { invoiceReadable } from './invoice-access.ts'
import { keepBilled } from './keep-billed.ts'
import { invoiceSearched, invoiceSource } from './list-invoices.ts'
import { readInvoiceRows } from './read-invoices.ts'
import type { InvoicesDb } from './tables.ts'

// What the features that serve every kind of record know of documents of a sale.

/** How the search over everything finds documents: drafts first, then the newest numbers. */
export const invoiceSearch: SearchKind<InvoicesDb> = {
  kind: 'invoice',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [invoiceReadable(by), ...(await searchConditions(db, q, invoiceSearched))]
    const { ids } = await listPage(db, invoiceSource, conditions, { limit })
    const words = letterWords[by.language]
    const rows = await readInvoiceRows(db, by, ids)
    return rows.map(({ id, kind, number, contact, subject, totals, currency, date }) => {
      const amount = writtenAmount(totals.gross, currency, by.language)
      return {
        kind: 'invoice',
        id,
        title: `${words.kinds[kind]} ${number ?? `(${words.draft})`}`,
        subtitle: [contact?.name, subject, amount, writtenDay(date, by.language)].filter(Boolean).join(' · '),
        mark: null,
        photo: null,
      }
    })
  },
}

/** How drafts lie in the bin: whoever made one brings it back. */
export const invoiceBin: BinKind<InvoicesDb> = {
  kind: 'invoice',
  async rows(db, by, q) {
    const search = await searchConditions(db, q, invoiceSearched)
    return sql`
      select 'invoice' as kind, r.id,
        coalesce(nullif(r.subject, ''), (select c.display_name from contact c where c.id = r.contact_id)) as title,
        r.deleted_at, r.deleted_by, 'managers' as visibility, array[r.created_by] as manager_ids,
        null::jsonb as merged_into
      from invoice r where r.deleted_at is not null and ${all([invoiceReadable(by), ...search])}`
  },
  erase: eraseInvoice,
}

/** How contacts lie in the bin: what was issued to one keeps it from being erased. */
export function keepingBilled<T extends InvoicesDb>(contacts: BinKind<T>): BinKind<T> {
  return {
    ...contacts,
    async erase(tx, by, id) {
      await keepBilled(tx as never, by, id)
      await contacts.erase(tx, by, id)
    },
  }
}

/** Documents, plans and certificates go with their customer; what was issued names them as they were all the same. */
export const invoiceAttachments: Attachment<InvoicesDb>[] = [
  attachedBy<InvoicesDb>('invoice', 'contact_id', {
    holds: true,
    async counts(db, by, ids) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from invoice r
        where r.contact_id = any(${uuids(ids)}) and r.deleted_at is null and ${invoiceReadable(by)}`.execute(
        db,
      )
      return { invoices: rows[0]?.n ?? 0 }
    },
  }),
  attachedBy<InvoicesDb>('invoice', 'recipient_id', { holds: true }),
  attachedBy<InvoicesDb>('invoice_plan', 'contact_id', { holds: true }),
  attachedBy<InvoicesDb>('certificate', 'contact_id', { holds: true }),
]
