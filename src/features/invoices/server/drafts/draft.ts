import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { randomUUIDv7 } from 'node:crypto'
import { searchLines } from '#kernel/fold.ts'
import { missing } from '#kernel/problem.ts'
import type { InvoiceFormat, InvoiceKind, InvoiceStatus, Nature } from '../../invoice.ts'
import type { InvoicesDb } from '../tables.ts'

export interface DraftLine {
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  itemId: string | null
  text: string
  quantity: string
  unit: string
  price: string
  discountPercent: string
  taxId: string | null
  nature: Nature
  labourShare: string | null
  serviceFrom: string | null
  serviceTo: string | null
  optional: boolean
}

/** What people decide of a document. */
export interface Draft {
  kind: InvoiceKind
  contactId: string
  recipientId: string | null
  opportunityId: string | null
  projectId: string | null
  sourceId: string | null
  subject: string
  date: string
  dueDate: string
  serviceFrom: string | null
  serviceTo: string | null
  language: 'de' | 'en'
  currency: string
  rate: string
  orderNumber: string
  buyerReference: string
  intro: string
  terms: string
  notes: string
  paymentTermId: string | null
  skontoDays: number | null
  skontoPercent: string | null
  discountPercent: string
  format: InvoiceFormat
  deductedIds: string[]
  lines: DraftLine[]
}

/** A document as it is kept, whoever may see it. */
export interface HeldInvoice {
  id: string
  status: InvoiceStatus
  number: string | null
  version: number
  createdBy: string | null
  isBinned: boolean
  /** One of the sample firm. */
  isSample: boolean
  draft: Draft
}

/** Locks a document, as system: the caller asks for rights. */
export async function holdInvoice(tx: Tx<InvoicesDb>, id: string): Promise<HeldInvoice> {
  await sql`select 1 from invoice where id = ${id} for update`.execute(tx)
  return readHeld(tx, id)
}

/** A document as system, without a lock. */
export async function readHeld(db: Database<InvoicesDb>, id: string): Promise<HeldInvoice> {
  const { rows } = await sql<Omit<Draft, 'lines'> & Omit<HeldInvoice, 'draft'>>`
    select id, status, number, version, created_by, deleted_at is not null as is_binned, sample as is_sample, kind, contact_id,
      recipient_id, opportunity_id, project_id, source_id, subject, date, due_date, service_from, service_to, language, currency,
      rate, order_number, buyer_reference, intro, terms, notes, payment_term_id, skonto_days, skonto_percent,
      discount_percent, format, deducted_ids
    from invoice where id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw missing()
  const { status, number, version, createdBy, isBinned, isSample, id: _, ...rest } = row
  return {
    id,
    status,
    number,
    version,
    createdBy,
    isBinned,
    isSample,
    draft: { ...rest, lines: await readLines(db, id) },
  }
}

export async function readLines(db: Database<InvoicesDb>, id: string): Promise<DraftLine[]> {
  const { rows } = await sql<DraftLine>`
    select kind, item_id, text, quantity, unit, price, discount_percent, tax_id, nature, labour_share, service_from,
      service_to, optional
    from invoice_line where invoice_id = ${id} order by position`.execute(db)
  return rows
}

/** The columns of the document itself. */
export function columnsOf(draft: Draft): Omit<Draft, 'lines'> {
  const { lines: _, ...columns } = draft
  return columns
}

/** Writes the lines in the place of those that were there. */
export async function writeLines(
  tx: Tx<InvoicesDb>,
  invoiceId: string,
  lines: readonly DraftLine[],
): Promise<void> {
  await tx.deleteFrom('invoiceLine').where('invoiceId', '=', invoiceId).execute()
  await insertAll(
    tx,
    'invoiceLine',
    lines.map((line, position) => ({ id: randomUUIDv7(), invoiceId, position, ...line })),
  )
}

/** What the search finds a document by. */
export function searchOf(draft: Draft, { number, name }: { number: string | null; name: string }): string {
  const { subject, orderNumber, buyerReference, terms, notes } = draft
  return searchLines([number, name, subject, orderNumber, buyerReference, terms, notes])
}
