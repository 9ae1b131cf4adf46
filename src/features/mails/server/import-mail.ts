import { sql } from 'kysely'
import { restoreEntry } from '#features/history/server/delete-entry.ts'
import { readEntries } from '#features/history/server/read-entries.ts'
import type { HistoryDb } from '#features/history/server/tables.ts'
import { uploadFiles } from '#features/history/server/upload-files.ts'
import { addEntry } from '#features/history/server/write-entry.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { answeredBy, rootOf } from '../thread.ts'
import type { Answering } from '../thread.ts'
import type { KeptMail } from './keep-mail.ts'
import type { MailsDb } from './tables.ts'

export interface MailImport extends AboutIds {
  mail: KeptMail
  /** The account in whose mailbox it was seen. */
  accountId?: string | undefined
  /** Nobody chose it: what somebody moved to the bin stays there. */
  automatic?: boolean
}

export interface MailImported {
  /** `known`: it stands on a timeline already, this one or another; `binned`: somebody removed it. */
  outcome: 'imported' | 'restored' | 'known' | 'binned'
  /** Its entry, when `by` may see it. */
  entryId: string | null
}

/**
 * Puts a mail on the timelines of what it is about: text, safe HTML, files and conversation. The same mail, by its
 * Message-ID, is one entry for the whole firm however often and from wherever it is imported.
 */
export async function importMail(tx: Tx<MailsDb>, by: By, input: MailImport): Promise<MailImported> {
  const { mail, accountId, automatic = false, contactId, opportunityId, eventId, projectId } = input
  const { content } = mail
  await lockMessage(tx, content.messageId)
  const known = await meetMail(tx, by, { messageId: content.messageId, accountId, automatic })
  if (known) return known
  const files = await uploadFiles(tx, by, mail.files)
  const { id } = await addEntry(
    tx,
    by,
    {
      contactId,
      opportunityId,
      eventId,
      projectId,
      category: 'mail',
      text: content.text,
      at: content.sentAt,
      files: files.map((file) => file.id),
    },
    {
      messageId: content.messageId.slice(0, 998),
      thread: await threadOf(tx, content),
      replyTo: content.inReplyTo,
      subject: content.subject.slice(0, 1000),
      sender: content.from,
      recipients: { to: content.to, cc: content.cc, bcc: [] },
      sentAt: content.sentAt,
      direction: content.outgoing ? 'out' : 'in',
      html: content.html,
      sourceHash: mail.source.hash,
      state: content.outgoing ? 'sent' : 'received',
      accountId: null,
      fault: null,
      detail: null,
    },
  )
  await insertAll(tx, 'mailPicture', [
    ...new Map(mail.pictures.map((one) => [one.contentId, { entryId: id, ...one }])).values(),
  ])
  await note(tx, id, content.messageId, accountId)
  return { outcome: 'imported', entryId: id }
}

/** What becomes of a mail that is known already; undefined when it is new. */
export async function meetMail(
  tx: Tx<MailsDb>,
  by: By,
  {
    messageId,
    accountId,
    automatic,
  }: { messageId: string; accountId: string | undefined; automatic: boolean },
): Promise<MailImported | undefined> {
  const known = await tx
    .selectFrom('mailMessage as m')
    .innerJoin('historyEntry as e', 'e.id', 'm.entryId')
    .select(['e.id', 'e.deletedAt'])
    .where('m.messageId', '=', messageId)
    .executeTakeFirst()
  if (!known) return undefined
  const history: Tx<HistoryDb> = tx
  const [seen] = await readEntries(history, by, [known.id], 'any')
  const entryId = seen?.id ?? null
  await note(tx, known.id, messageId, accountId)
  if (known.deletedAt === null) return { outcome: 'known', entryId }
  if (automatic || !seen?.can.includes('change')) return { outcome: 'binned', entryId }
  await restoreEntry(tx, by, known.id)
  return { outcome: 'restored', entryId }
}

/** The conversation a mail belongs to: that of the mail it answers, where that is known. */
export async function threadOf(tx: Tx<MailsDb>, mail: Answering): Promise<string> {
  const before = answeredBy(mail)
  if (before.length === 0) return mail.messageId
  const { rows } = await sql<{ thread: string }>`
    select m.thread from mail_message m where m.message_id = any(${before}::text[])
    order by array_position(${before}::text[], m.message_id) limit 1`.execute(tx)
  return rows[0]?.thread ?? rootOf(mail)
}

/** Two that bring the same mail at once come one after the other. */
async function lockMessage(tx: Tx<MailsDb>, messageId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${messageId}`}, 0))`.execute(tx)
}

/** Notes whose mailbox has it; nobody has to be asked about it any more. */
async function note(
  tx: Tx<MailsDb>,
  entryId: string,
  messageId: string,
  accountId: string | undefined,
): Promise<void> {
  if (accountId !== undefined) {
    await tx
      .insertInto('mailSeen')
      .values({ entryId, accountId })
      .onConflict((c) => c.doNothing())
      .execute()
  }
  await tx.deleteFrom('mailWaiting').where('messageId', '=', messageId).execute()
}
