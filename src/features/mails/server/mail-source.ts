import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { readEntry } from '#features/history/server/read-entries.ts'
import { missing } from '#kernel/problem.ts'
import type { MailPart } from '#kernel/groupware/mail-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { writeMessage } from '#platform/mime/write-message.ts'
import type { MailsDb } from './tables.ts'

/** Where the message as it came or went lies, or the one that is made of what is known of it. */
export type MailSource = { subject: string } & ({ hash: string; size: number } | { message: Uint8Array })

/** The message as it came or went, as evidence; where only the entry was kept it is written anew. */
export async function sourceOf(
  db: Database<MailsDb>,
  by: By,
  { id, files }: { id: string; files: Files },
): Promise<MailSource> {
  const { text } = await readEntry(db, by, id)
  const mail = await db
    .selectFrom('mailMessage as m')
    .leftJoin('blob as b', 'b.hash', 'm.sourceHash')
    .selectAll('m')
    .select('b.size')
    .where('m.entryId', '=', id)
    .executeTakeFirst()
  if (!mail) throw missing()
  const { subject, sourceHash: hash, size } = mail
  if (hash !== null && size !== null) return { subject, hash, size }
  const { messageId, replyTo: inReplyTo, sender: from, recipients, sentAt, html } = mail
  const { to, cc } = recipients
  const head = { messageId, inReplyTo, references: inReplyTo === null ? [] : [inReplyTo], subject, sentAt }
  const attachments = await partsOf(db, files, id)
  return { subject, message: await writeMessage({ ...head, from, to, cc, text, html, attachments }) }
}

type Part = Pick<MailPart, 'name' | 'type' | 'contentId' | 'bytes'>

async function partsOf(db: Database<MailsDb>, files: Files, entryId: string): Promise<Part[]> {
  const { rows } = await sql<Omit<Part, 'bytes'> & { hash: string }>`
    select f.name, f.type, null as content_id, f.hash from history_file h join file f on f.id = h.file_id
    where h.entry_id = ${entryId} and h.removed_at is null
    union all select content_id, type, content_id, hash from mail_picture where entry_id = ${entryId}`.execute(
    db,
  )
  const parts: Part[] = []
  for (const { hash, ...part } of rows) parts.push({ ...part, bytes: await buffer(await files.open(hash)) })
  return parts
}
