import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { readEntry } from '#features/history/server/read-entries.ts'
import { missing } from '#kernel/problem.ts'
import type { MailPart } from '#kernel/groupware/mail-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { readMime } from '#platform/mime/read-mime.ts'
import { writeMessage } from '#platform/mime/write-message.ts'
import type { Written } from '#platform/mime/write-message.ts'
import type { MailsDb } from './tables.ts'

/** Where the message as it came or went lies, or the one that is made of what is known of it. */
export type MailSource = { subject: string } & ({ hash: string; size: number } | { message: Uint8Array })

interface Asked {
  id: string
  files: Files
}

/** The message as it came or went, as evidence; where only the entry was kept it is written anew. */
export async function sourceOf(db: Database<MailsDb>, by: By, asked: Asked): Promise<MailSource> {
  const { mail, text } = await readMail(db, by, asked.id)
  const { subject, sourceHash: hash, size } = mail
  if (hash !== null && size !== null) return { subject, hash, size }
  return { subject, message: await writeMessage(await contentOf(db, { mail, text }, asked)) }
}

/** What a mail says, by the message as it came or went where that was kept. */
export async function mailContent(db: Database<MailsDb>, by: By, asked: Asked): Promise<Written> {
  const read = await readMail(db, by, asked.id)
  const { sourceHash: hash, size } = read.mail
  if (hash === null || size === null) return contentOf(db, read, asked)
  return readMime(await buffer(await asked.files.open(hash)))
}

async function readMail(db: Database<MailsDb>, by: By, id: string) {
  const { text } = await readEntry(db, by, id)
  const mail = await db
    .selectFrom('mailMessage as m')
    .leftJoin('blob as b', 'b.hash', 'm.sourceHash')
    .selectAll('m')
    .select('b.size')
    .where('m.entryId', '=', id)
    .executeTakeFirst()
  if (!mail) throw missing()
  return { mail, text }
}

async function contentOf(
  db: Database<MailsDb>,
  { mail, text }: Awaited<ReturnType<typeof readMail>>,
  { id, files }: Asked,
): Promise<Written> {
  const { messageId, replyTo: inReplyTo, sender: from, recipients, subject, sentAt, html } = mail
  const { to, cc } = recipients
  const head = { messageId, inReplyTo, references: inReplyTo === null ? [] : [inReplyTo], subject, sentAt }
  return { ...head, from, to, cc, text, html, attachments: await partsOf(db, files, id) }
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
