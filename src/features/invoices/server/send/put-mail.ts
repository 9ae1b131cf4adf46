import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { holdMail } from '#features/mails/server/send-mail.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { Outbox } from '#platform/mail.ts'
import type { DocumentMail, MailParts } from '../../document-mail.ts'
import type { InvoicesDb } from '../tables.ts'

/** With which document a mail goes. */
export type MailedDocument = { invoiceId: string } | { letterId: string }

interface Putting {
  about: MailedDocument
  /** On whose timelines it stands. */
  customer: { contactId: string; opportunityId: string | null }
  mail: DocumentMail
  attach: MailParts
}

/**
 * Writes the mail with a document down: for the firm's server in the outbox, for an account on the timeline. It waits
 * there until its files are made, which happens after this transaction.
 */
export async function putDocumentMail(
  tx: Tx<InvoicesDb>,
  by: By,
  outbox: Outbox,
  { about, customer, mail, attach }: Putting,
): Promise<void> {
  const id = randomUUIDv7()
  const put =
    mail.accountId === null
      ? { mailId: await putIntoOutbox(tx, by, outbox, mail), entryId: null }
      : { mailId: null, entryId: await putOnTimeline(tx, by, outbox, { customer, mail }), held: true }
  await tx
    .insertInto('documentMail')
    .values({ id, invoiceId: null, letterId: null, ...about, ...put, attach, told: null, createdBy: by.id })
    .execute()
  if (put.entryId) await announce(tx, by, { kind: 'mail', id, action: 'mail.held', readers: [] })
}

/** Answers go to whoever sent it. */
async function putIntoOutbox(
  tx: Tx<InvoicesDb>,
  by: By,
  outbox: Outbox,
  { to, cc, subject, text }: DocumentMail,
): Promise<string> {
  if (!outbox.configured)
    throw new Problem('conflict', 'mail.not_configured', 'No mail server is set, so no mail can be sent.')
  const { rows } = await sql<{ email: string }>`select email from app_user where id = ${by.id}`.execute(tx)
  const replyTo = rows[0]?.email
  return outbox.put(tx as never, { to, cc, subject, text, held: true, ...(replyTo && { replyTo }) })
}

async function putOnTimeline(
  tx: Tx<InvoicesDb>,
  by: By,
  outbox: Outbox,
  {
    customer: { contactId, opportunityId },
    mail: { accountId, to, cc, subject, text },
  }: Pick<Putting, 'customer' | 'mail'>,
): Promise<string> {
  const named = (email: string) => ({ name: '', email })
  // Whoever made a document need not see all that it is about.
  const { rows } = await sql<{ id: string }>`
    select id from opportunity s
    where s.id = ${opportunityId} and s.deleted_at is null and ${readable(by, sql`s.reader_ids`)}`.execute(tx)
  const input = {
    contactId,
    opportunityId: rows[0]?.id,
    accountId,
    subject,
    text: text.trimEnd(),
    files: [],
    to: to.map(named),
    cc: cc.map(named),
    bcc: [],
  }
  const { id } = await holdMail(tx, by, { input, house: { mail: outbox } })
  return id
}
