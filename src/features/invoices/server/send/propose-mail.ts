import { sql } from 'kysely'
import type { Detail } from '#features/contacts/detail.ts'
import { listSenders } from '#features/mails/server/mail-senders.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { missing } from '#kernel/problem.ts'
import type { MailSender } from '#features/mails/mail.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Outbox } from '#platform/mail.ts'
import { billingAddress, partsOf, usualParts } from '../../document-mail.ts'
import type { LastMail, MailParts, MailProposal } from '../../document-mail.ts'
import { writtenAmount, writtenDay } from '../../due.ts'
import type { InvoiceKind } from '../../invoice.ts'
import { letterWords } from '../../letter-words.ts'
import { fillIn, ours, partsOfText, plainMail, signed } from '../../mail-words.ts'
import type { MailValues } from '../../mail-words.ts'
import { invoiceReadable } from '../invoice-access.ts'
import { readIssued } from '../read-issued.ts'
import type { InvoicesDb } from '../tables.ts'
import { lastMail, presentMail } from './last-mail.ts'
import type { MailColumns } from './last-mail.ts'

/** What a mail with a document is about: to whom, in which language, and what its words are filled in with. */
export interface MailAbout {
  contactId: string
  language: Language
  /** Whose text of the firm is taken; null: the one for everything. */
  kind: InvoiceKind | null
  values: Omit<MailValues, 'author' | 'firm' | 'name'>
  attach: MailParts
  parts: MailParts[]
  mail: LastMail | null
}

/** The mail with an issued document that `by` sees, as Kontor would write it. */
export async function proposeMail(
  db: Database<InvoicesDb>,
  by: By,
  { id, outbox }: { id: string; outbox: Outbox },
): Promise<MailProposal> {
  const { rows } = await sql<MailColumns & { contactId: string }>`
    select r.contact_id, m.* from invoice r left join lateral (${lastMail(sql`d.invoice_id = r.id`)}) m on true
    where r.id = ${id} and r.deleted_at is null and ${invoiceReadable(by)}`.execute(db)
  const [row] = rows
  if (!row) throw missing()
  const { kind, number, language, currency, ...issued } = await readIssued(db, id)
  const name = letterWords[language].kinds[kind]
  const values = {
    kind: name,
    document: ours(kind, name, number, language),
    number,
    date: writtenDay(issued.date, language),
    amount: writtenAmount(issued.totals.payable, currency, language),
    due: writtenDay(issued.dueDate, language),
    subject: issued.subject,
    salutation: issued.buyer.salutation,
  }
  const about: MailAbout = {
    contactId: row.contactId,
    language,
    kind,
    values,
    attach: usualParts({ kind, format: issued.format }),
    parts: partsOf({ kind, format: issued.format }),
    mail: presentMail(row),
  }
  return writeMail(db, by, about, outbox)
}

/** Writes a mail by the texts of the firm and signs it, for the customer's address for bills. */
export async function writeMail(
  db: Database<InvoicesDb>,
  by: By,
  { contactId, language, kind, attach, parts, mail, ...about }: MailAbout,
  outbox: Outbox,
): Promise<MailProposal> {
  const contact = await readContact(db, contactId)
  const values: MailValues = {
    ...about.values,
    name: contact.name,
    author: await authorOf(db, by),
    firm: (await readSettings(db)).firm.name ?? '',
  }
  const { items, signature } = await listSenders(db, by, { mail: outbox })
  const texts = (await readTexts(db, kind, language)).map(({ id, name, text }) => {
    const said = partsOfText(text)
    return {
      id,
      name,
      subject: said.subject === null ? null : fillIn(said.subject, values).slice(0, 255),
      text: signed(fillIn(said.text, values), signature, values),
    }
  })
  const [first] = texts
  const plain = plainMail[language]
  const to = billingAddress(contact.emails)
  return {
    to: to === undefined ? [] : [to],
    subject: first?.subject ?? fillIn(plain.subject, values).slice(0, 255),
    text: first?.text ?? signed(fillIn(plain.text, values), signature, values),
    attach,
    parts,
    number: values.number,
    addresses: contact.emails.map(({ value }) => value),
    texts,
    senders: usualFirst(items),
    ready: items.length > 0,
    mail,
  }
}

/** One's own account, else the firm's server; in the name of a group only who chooses it. */
function usualFirst(senders: readonly MailSender[]): MailSender[] {
  return [...senders.filter(({ group }) => !group), ...senders.filter(({ group }) => group)]
}

/** Name and addresses of a customer, as system and wherever it is. */
async function readContact(
  db: Database<InvoicesDb>,
  id: string,
): Promise<{ name: string; emails: { value: string; primary: boolean }[] }> {
  const { rows } = await sql<{ name: string; details: Detail[] }>`
    select display_name as name, details from contact where id = ${id}`.execute(db)
  const emails = rows[0]?.details.flatMap((row) =>
    row.kind === 'email' ? [{ value: row.value, primary: row.primary }] : [],
  )
  return { name: rows[0]?.name ?? '', emails: emails ?? [] }
}

async function authorOf(db: Database<InvoicesDb>, by: By): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from app_user where id = ${by.id}`.execute(db)
  return rows[0]?.name ?? ''
}

/** The firm's texts for such mails, the usual one first; parts of an invoice speak as invoices do. */
async function readTexts(
  db: Database<InvoicesDb>,
  kind: InvoiceKind | null,
  language: Language,
): Promise<{ id: string; name: string; text: string }[]> {
  const kinds = kind === 'downpayment' || kind === 'partial' || kind === 'final' ? [kind, 'invoice'] : [kind]
  const { rows } = await sql<{ id: string; name: string; text: string }>`
    select id, name, text from text_block
    where place = 'mail' and language = ${language} and (kind is null or kind = any(${kinds}::text[]))
    order by not is_default, array_position(${kinds}::text[], kind) nulls last, position, id`.execute(db)
  return rows
}
