import { sql } from 'kysely'
import type { Issued } from '#features/invoices/frozen.ts'
import type { PaymentKind } from '#features/payments/payment.ts'
import type { Database } from '#platform/database.ts'
import type { BookkeepingDb } from './tables.ts'

export interface Period {
  from: string
  to: string
}

export interface BookedDocument {
  id: string
  number: string
  kind: string
  status: string
  contactId: string
  issuedAt: string
  issued: Issued
}

export interface BookedPayment {
  id: string
  invoiceId: string
  contactId: string
  kind: PaymentKind
  amount: string
  day: string
  note: string
  revokedAt: string | null
  issued: Issued
}

/** Documents of a period that stand in the books, by number; sample ones do not. As system. */
export async function readDocuments(
  db: Database<BookkeepingDb>,
  { from, to }: Period,
): Promise<BookedDocument[]> {
  const { rows } = await sql<BookedDocument>`
    select id, number, kind, status, contact_id, issued_at, issued from invoice
    where number is not null and not sample and date between ${from} and ${to}
      and kind in ('invoice', 'downpayment', 'partial', 'final', 'correction', 'cancellation')
    order by sort_key, id`.execute(db)
  return rows
}

/** Payments of a period with what they were for, revoked ones too. As system. */
export async function readPaid(db: Database<BookkeepingDb>, { from, to }: Period): Promise<BookedPayment[]> {
  const { rows } = await sql<BookedPayment>`
    select p.id, p.invoice_id, i.contact_id, p.kind, p.amount, p.day, p.note, p.revoked_at, i.issued
    from payment p join invoice i on i.id = p.invoice_id
    where p.day between ${from} and ${to} and not i.sample order by p.day, p.id`.execute(db)
  return rows
}
