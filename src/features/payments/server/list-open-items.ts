import { sql } from 'kysely'
import { invoiceReadable } from '#features/invoices/server/invoice-access.ts'
import { firmToday } from '#features/invoices/server/drafts/new-draft.ts'
import { isOpen, missingOf } from '#features/invoices/server/open-amount.ts'
import { toCsv } from '#kernel/csv.ts'
import { cents } from '#kernel/decimal.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { ageing, daysLate } from '../open-items.ts'
import type { OpenInvoice, OpenItems } from '../open-items.ts'
import type { PaymentsDb } from './tables.ts'

interface Row extends OpenInvoice {
  contactId: string
  contactName: string
  currency: string
}

/** What customers owe by what `by` sees, who owes most first, by how long it is overdue. */
export async function listOpenItems(
  db: Database<PaymentsDb>,
  by: By,
  { contact }: { contact?: string | undefined },
): Promise<OpenItems> {
  const rows = await readOpen(db, by, contact)
  const items = Map.groupBy(rows, (row) => `${row.contactId} ${row.currency}`)
    .values()
    .flatMap((group) => {
      const [first] = group
      if (!first) return []
      const invoices = group.map((row) => {
        const { contactId: _, contactName: __, currency: ___, ...one } = row
        return one
      })
      const who = { id: first.contactId, name: first.contactName }
      return [{ contact: who, currency: first.currency, ...ageing(group), invoices }]
    })
    .toArray()
    .toSorted((a, b) => Number(b.open) - Number(a.open))
  const totals = Map.groupBy(rows, ({ currency }) => currency)
    .entries()
    .map(([currency, group]) => ({ currency, ...ageing(group) }))
    .toArray()
  return { items, totals, nextCursor: null }
}

async function readOpen(db: Database<PaymentsDb>, by: By, contact: string | undefined): Promise<Row[]> {
  const today = await firmToday(db)
  const { rows } = await sql<Omit<Row, 'daysLate'>>`
    select r.id, r.number, r.kind, r.status, r.date, r.due_date, r.payable, r.settled, (${missingOf}) as open,
      r.reminder_level, r.currency, r.contact_id, c.display_name as contact_name
    from invoice r join contact c on c.id = r.contact_id
    where ${isOpen} and ${invoiceReadable(by)} and ${contact ? sql`r.contact_id = ${contact}` : sql`true`}
    order by r.due_date, r.id limit 20000`.execute(db)
  return rows.map((row) => ({
    ...row,
    payable: cents(row.payable),
    settled: cents(row.settled),
    open: cents(row.open),
    daysLate: daysLate(row.dueDate, today),
  }))
}

const HEADS = {
  de: [
    'Kunde',
    'Nummer',
    'Datum',
    'Fällig',
    'Tage überfällig',
    'Betrag',
    'Gezahlt',
    'Offen',
    'Währung',
    'Mahnstufe',
  ],
  en: [
    'Customer',
    'Number',
    'Date',
    'Due',
    'Days overdue',
    'Amount',
    'Paid',
    'Open',
    'Currency',
    'Reminder level',
  ],
}

/** The same as a table, an invoice a line. */
export async function writeOpenItems(db: Database<PaymentsDb>, by: By): Promise<string> {
  const { items } = await listOpenItems(db, by, {})
  const money = (text: string) => (by.language === 'de' ? text.replace('.', ',') : text)
  const lines = items.flatMap(({ contact, currency, invoices }) =>
    invoices.map((one) => [
      contact.name,
      one.number,
      one.date,
      one.dueDate,
      Math.max(one.daysLate, 0),
      money(one.payable),
      money(one.settled),
      money(one.open),
      currency,
      one.reminderLevel,
    ]),
  )
  // So that a spreadsheet knows the encoding.
  return `\uFEFF${toCsv([HEADS[by.language], ...lines])}`
}
