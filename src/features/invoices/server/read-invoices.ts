import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { cents, plain, unitPrice } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By, Guarded } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { documentNotices } from '../document-notices.ts'
import type { Frozen, FrozenLine } from '../frozen.ts'
import type { Invoice, InvoiceKind, InvoiceLine, InvoiceRow, InvoiceStatus } from '../invoice.ts'
import { commandsOf, isExpired, isOverdue } from '../status.ts'
import type { Draft, DraftLine } from './drafts/draft.ts'
import { readHeld } from './drafts/draft.ts'
import { allowedOf, invoiceReadable } from './invoice-access.ts'
import { firmToday } from './drafts/new-draft.ts'
import { openAmount } from './open-amount.ts'
import { lastMail, mailColumns, presentMail } from './send/last-mail.ts'
import type { MailColumns } from './send/last-mail.ts'
import type { InvoicesDb } from './tables.ts'
import { workOut } from './drafts/work-out.ts'
import type { WorkedOut } from './drafts/work-out.ts'

const PLACES = {
  live: sql`r.deleted_at is null`,
  bin: sql`r.deleted_at is not null`,
  any: sql`true`,
}

interface Row extends MailColumns {
  id: string
  kind: InvoiceKind
  status: InvoiceStatus
  number: string | null
  subject: string
  date: string
  dueDate: string
  currency: string
  net: string
  gross: string
  payable: string
  open: string
  reminderLevel: number
  sentAt: string | null
  issuedAt: string | null
  sourceId: string | null
  planId: string | null
  createdBy: string | null
  createdAt: string
  updatedAt: string
  version: number
  contactId: string | null
  contactName: string | null
  customer: Guarded | null
  recipientId: string | null
  recipientName: string | null
  issued: Frozen | null
}

async function readRows(
  db: Database<InvoicesDb>,
  by: By,
  found: RawBuilder<unknown>,
  issued: RawBuilder<unknown>,
): Promise<Row[]> {
  const seen = (contact: string) => readable(by, sql`${sql.ref(`${contact}.reader_ids`)}`)
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.status, r.number, r.subject, r.date, r.due_date, r.currency, r.net, r.gross, r.payable,
      ${openAmount} as open, r.reminder_level, r.sent_at, r.issued_at, r.source_id, r.plan_id, r.created_by, r.created_at,
      r.updated_at, r.version, c.id as contact_id, c.display_name as contact_name, p.id as recipient_id,
      p.display_name as recipient_name, ${issued} as issued,
      (select jsonb_build_object('visibility', g.visibility, 'managers', g.manager_ids)
        from contact g where g.id = r.contact_id) as customer,
      ${mailColumns}
    from invoice r
    left join lateral (${lastMail(sql`d.invoice_id = r.id`)}) m on true
    left join contact c on c.id = r.contact_id and c.deleted_at is null and ${seen('c')}
    left join contact p on p.id = r.recipient_id and p.deleted_at is null and ${seen('p')}
    where ${found} and ${invoiceReadable(by)}`.execute(db)
  return rows
}

/** These documents in this order, as a list shows them; what `by` may not see is left out. */
export async function readInvoiceRows(
  db: Database<InvoicesDb>,
  by: By,
  ids: readonly string[],
): Promise<InvoiceRow[]> {
  if (ids.length === 0) return []
  const today = await firmToday(db)
  const rows = await readRows(db, by, sql`r.id = any(${uuids(ids)})`, sql`null::jsonb`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [presentRow(row, by, today)] : []
  })
}

/** The document, if `by` may see it: an issued one as it was issued, a draft as it would be now. */
export async function readInvoice(
  db: Database<InvoicesDb>,
  by: By,
  id: string,
  where: keyof typeof PLACES = 'live',
): Promise<Invoice> {
  const [row] = await readRows(db, by, sql`r.id = ${id} and ${PLACES[where]}`, sql`r.issued - 'xml'`)
  if (!row) throw missing()
  const { draft } = await readHeld(db, id)
  const worked: WorkedOut = row.issued ? { frozen: row.issued, findings: [] } : await workOut(db, by, draft)
  const { rows: ids } = await sql<{ id: string }>`
    select id from invoice_line where invoice_id = ${id} order by position`.execute(db)
  const links = await readLinks(db, by, row)
  const { recipientId, recipientName } = row
  return {
    ...presentRow(row, by, await firmToday(db)),
    ...presentDraft(draft),
    ...presentWorked(draft, worked, ids),
    ...links,
    recipient: recipientId === null ? null : { id: recipientId, name: recipientName ?? '' },
    terms: row.issued ? row.issued.terms : draft.terms,
    sourceId: row.sourceId,
    issuedAt: row.issuedAt,
    planId: row.planId,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

/** What a draft comes to, saying nothing of who and when. */
export function presentWorked(draft: Draft, { frozen, findings }: WorkedOut, ids: readonly { id: string }[]) {
  return {
    lines: draft.lines.map((line, at) => presentLine(line, frozen.lines[at], ids[at]?.id ?? NO_ID)),
    totals: frozen.totals,
    said: { terms: frozen.terms, notices: documentNotices(frozen) },
    findings,
  }
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

function presentLine(line: DraftLine, frozen: FrozenLine | undefined, id: string): InvoiceLine {
  const { serviceFrom, serviceTo, ...rest } = line
  const tax = frozen?.tax
  return {
    ...rest,
    id,
    quantity: plain(line.quantity),
    price: unitPrice(line.price),
    discountPercent: plain(line.discountPercent),
    labourShare: line.labourShare === null ? null : plain(line.labourShare),
    servicePeriod: serviceFrom === null ? null : { from: serviceFrom, to: serviceTo ?? serviceFrom },
    net: frozen?.net ?? '0.00',
    tax: tax ? { category: tax.category, rate: tax.rate, name: tax.name, why: tax.why } : null,
  }
}

function presentDraft(draft: Draft) {
  const { serviceFrom, serviceTo, skontoDays, skontoPercent, lines: _, ...rest } = draft
  const isDay = serviceFrom !== null && serviceFrom === serviceTo
  return {
    ...rest,
    rate: plain(draft.rate),
    discountPercent: plain(draft.discountPercent),
    serviceDate: isDay ? serviceFrom : null,
    servicePeriod: serviceFrom === null || isDay ? null : { from: serviceFrom, to: serviceTo ?? serviceFrom },
    skonto: skontoDays === null ? null : { days: skontoDays, percent: plain(skontoPercent ?? 0) },
  }
}

function presentRow(row: Row, by: By, today: string): InvoiceRow {
  const { id, kind, status, number, subject, date, dueDate, currency, reminderLevel, sentAt, version } = row
  const { contactId, contactName, net, gross, payable } = row
  return {
    id,
    kind,
    status,
    number,
    subject,
    date,
    dueDate,
    currency,
    reminderLevel,
    sentAt,
    version,
    contact:
      contactId === null
        ? null
        : {
            id: contactId,
            name: contactName ?? '',
          },
    totals: {
      net: cents(net),
      gross: cents(gross),
      payable: cents(payable),
    },
    open: cents(row.open),
    mail: presentMail(row),
    overdue: isOverdue(row, today),
    expired: isExpired(row, today),
    can: allowedOf(by, { createdBy: row.createdBy, contact: row.customer }, commandsOf(row)),
  }
}

async function readLinks(db: Database<InvoicesDb>, by: By, row: Row) {
  const { rows } = await sql<{
    id: string
    kind: InvoiceKind
    number: string | null
    status: InvoiceStatus
    isSource: boolean
  }>`
    select r.id, r.kind, r.number, r.status, r.id = ${row.sourceId} as is_source from invoice r
    where (r.source_id = ${row.id} or r.id = ${row.sourceId} or r.deducted_ids @> array[${row.id}]::uuid[])
      and r.deleted_at is null and ${invoiceReadable(by)}
    order by r.created_at, r.id`.execute(db)
  const source = rows.find(({ isSource }) => isSource)
  return {
    source: source ? { id: source.id, kind: source.kind, number: source.number } : null,
    following: rows.flatMap(({ isSource, ...rest }) => (isSource ? [] : [rest])),
  }
}
