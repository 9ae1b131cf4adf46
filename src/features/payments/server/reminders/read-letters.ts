import { sql } from 'kysely'
import { lastMail, mailColumns, presentMail } from '#features/invoices/server/send/last-mail.ts'
import type { MailColumns } from '#features/invoices/server/send/last-mail.ts'
import { cents } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { readable, uuids } from '#platform/access.ts'
import { record } from '#platform/journal.ts'
import type { ReminderLetter } from '../../reminder-letter.ts'
import type { ReminderPage } from '../../to-reminder-letter.ts'
import type { PaymentsDb } from '../tables.ts'

interface Row extends MailColumns {
  id: string
  contactId: string
  contactName: string
  issued: ReminderPage
  sentAt: string | null
  createdAt: string
  createdBy: string | null
  pdfHash: string | null
}

/** Letters (`r`) that `by` wrote or whose customer they see. */
const seen = (by: By) =>
  by.role === 'admin'
    ? sql<boolean>`true`
    : sql<boolean>`(r.created_by = ${by.id} or ${readable(by, sql`c.reader_ids`)})`

const columns = sql`r.id, r.contact_id, c.display_name as contact_name, r.issued, r.sent_at, r.created_at, r.created_by,
  r.pdf_hash, ${mailColumns}`
const source = sql`reminder_letter r join contact c on c.id = r.contact_id
  left join lateral (${lastMail(sql`d.letter_id = r.id`)}) m on true`

interface Wanted {
  ids?: readonly string[] | undefined
  contact?: string | undefined
  invoice?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** Reminders that were written, the newest first. */
export async function listLetters(
  db: Database<PaymentsDb>,
  by: By,
  { ids, contact, invoice, limit = 200, cursor }: Wanted,
): Promise<{ items: ReminderLetter[]; nextCursor: string | null }> {
  const { rows } = await sql<Row>`
    select ${columns} from ${source} where ${seen(by)} and ${ids ? sql`r.id = any(${uuids(ids)})` : sql`true`}
      and ${contact ? sql`r.contact_id = ${contact}` : sql`true`}
      and ${invoice ? sql`exists (select 1 from reminder_letter_invoice x where x.letter_id = r.id and x.invoice_id = ${invoice})` : sql`true`}
      and ${cursor ? sql`r.id < ${cursor}` : sql`true`}
    order by r.id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  return { items: page.map(present), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** A letter as it is shown. */
export function present({
  id,
  contactId,
  contactName,
  issued,
  sentAt,
  createdAt,
  ...mail
}: Row): ReminderLetter {
  const { number, level, currency, day, dueDate, language, invoices, open, interest, lumpSum, total } = issued
  return {
    id,
    number,
    level,
    currency,
    day,
    dueDate,
    language,
    open,
    interest,
    lumpSum,
    total,
    sentAt,
    mail: presentMail(mail),
    createdAt,
    fee: cents(issued.fee),
    contact: {
      id: contactId,
      name: contactName,
    },
    invoices: [...invoices],
  }
}

/** What a letter that `by` sees says, and where its page lies. */
export async function readLetter(db: Database<PaymentsDb>, by: By, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select ${columns} from ${source} where r.id = ${id} and ${seen(by)}`.execute(db)
  if (!rows[0]) throw missing()
  return rows[0]
}

/** Writes down that a letter was sent; once. */
export async function markSent(tx: Tx<PaymentsDb>, by: By, id: string): Promise<ReminderLetter> {
  const { issued } = await readLetter(tx, by, id)
  const { rows } = await sql`
    update reminder_letter set sent_at = now() where id = ${id} and sent_at is null returning id`.execute(tx)
  if (rows.length > 0)
    await record(tx, by, {
      action: 'reminder-letter.sent',
      kind: 'reminder-letter',
      id,
      title: issued.number,
      readers: [by.id],
    })
  return present(await readLetter(tx, by, id))
}
