import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Outbox } from '#platform/mail.ts'
import type { DocumentMail, MailParts } from '../../document-mail.ts'
import type { InvoicesDb } from '../tables.ts'

/** With which document a mail goes. */
export type MailedDocument = { invoiceId: string } | { letterId: string }

/**
 * Puts the mail with a document into the outbox. It waits there until its files are made, which happens after this
 * transaction; answers go to whoever sent it.
 */
export async function putDocumentMail(
  tx: Tx<InvoicesDb>,
  by: By,
  outbox: Outbox,
  { about, mail, attach }: { about: MailedDocument; mail: DocumentMail; attach: MailParts },
): Promise<void> {
  if (!outbox.configured)
    throw new Problem('conflict', 'mail.not_configured', 'No mail server is set, so no mail can be sent.')
  const { rows } = await sql<{ email: string }>`select email from app_user where id = ${by.id}`.execute(tx)
  const { to, cc, subject, text } = mail
  const replyTo = rows[0]?.email
  const mailId = await outbox.put(tx as never, {
    to,
    cc,
    subject,
    text,
    held: true,
    ...(replyTo && { replyTo }),
  })
  await tx
    .insertInto('documentMail')
    .values({
      id: randomUUIDv7(),
      invoiceId: null,
      letterId: null,
      ...about,
      mailId,
      attach,
      told: null,
      createdBy: by.id,
    })
    .execute()
}
