import { sql } from 'kysely'
import type { Issued } from '#features/invoices/frozen.ts'
import type { InvoiceKind } from '#features/invoices/invoice.ts'
import type { PaymentKind } from '#features/payments/payment.ts'
import type { Database } from '#platform/database.ts'
import type { Prepayment } from '../prepayments.ts'
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
  cancels: InvoiceKind | null
  prepaid: Prepayment[]
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
  isPrepayment: boolean
}

/**
 * Documents of a period that stand in the books, by number; sample ones do not. What was settled of a down payment is
 * what was recorded before the document was issued, so that a period stays as it left the house. As system.
 */
export async function readDocuments(
  db: Database<BookkeepingDb>,
  { from, to }: Period,
): Promise<BookedDocument[]> {
  const { rows } = await sql<BookedDocument>`
    select r.id, r.number, r.kind, r.status, r.contact_id, r.issued_at, r.issued, o.kind as cancels,
      coalesce(p.prepaid, '[]') as prepaid
    from invoice r
    left join invoice o on r.kind = 'cancellation' and o.id = r.source_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('taxes', d.issued->'totals'->'taxes', 'gross', d.gross::text, 'settled', (
        select coalesce(jsonb_agg(m.amount::text order by m.created_at, m.id), '[]') from payment m
        where m.invoice_id = d.id and m.revoked_at is null and m.created_at < r.issued_at
      )) order by d.sort_key) as prepaid
      from invoice d
      where d.kind = 'downpayment' and d.id = any(array[r.id, o.id] || r.deducted_ids || o.deducted_ids)
    ) p on true
    where r.number is not null and not r.sample and r.date between ${from} and ${to}
      and r.kind in ('invoice', 'downpayment', 'partial', 'final', 'correction', 'cancellation')
    order by r.sort_key, r.id`.execute(db)
  return rows
}

/** Payments of a period with what they were for, revoked ones too. As system. */
export async function readPaid(db: Database<BookkeepingDb>, { from, to }: Period): Promise<BookedPayment[]> {
  const { rows } = await sql<BookedPayment>`
    select p.id, p.invoice_id, i.contact_id, p.kind, p.amount, p.day, p.note, p.revoked_at, i.issued,
      i.kind = 'downpayment' and not exists (
        select 1 from invoice c
        where (c.source_id = i.id and c.kind = 'cancellation' or c.deducted_ids @> array[i.id] and c.kind = 'final')
          and c.issued_at < p.created_at
          and not exists (
            select 1 from invoice x
            where x.source_id = c.id and x.kind = 'cancellation' and x.issued_at < p.created_at)
      ) as is_prepayment
    from payment p join invoice i on i.id = p.invoice_id
    where p.day between ${from} and ${to} and not i.sample order by p.day, p.id`.execute(db)
  return rows
}
