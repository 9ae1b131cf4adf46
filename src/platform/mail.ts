import { randomUUIDv7 } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { NOBODY } from '#kernel/rights.ts'
import type { Database, TableOf, Tx } from './database.ts'
import { insertAll } from './insert-all.ts'
import { announce } from './journal.ts'

export const mailTable = z.object({
  id: z.string(),
  recipient: z.string(),
  cc: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  html: z.string().nullable(),
  held: z.boolean(),
  state: z.enum(['waiting', 'sent', 'failed', 'not sent']),
  attempts: z.number(),
  error: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
})

export const mailAttachmentTable = z.object({
  mailId: z.string(),
  position: z.number(),
  name: z.string(),
  type: z.string(),
  hash: z.string(),
})

export interface MailDb {
  mail: TableOf<typeof mailTable, 'cc' | 'held' | 'state' | 'attempts' | 'createdAt'>
  mailAttachment: TableOf<typeof mailAttachmentTable>
}

/** Bytes of the store that go with a mail; they are kept as long as the mail is. */
export interface MailAttachment {
  name: string
  type: string
  hash: string
}

/** One mail, however many it goes to. */
export interface Mail {
  to: string | readonly string[]
  cc?: readonly string[]
  replyTo?: string
  subject: string
  text: string
  html?: string
  attachments?: readonly MailAttachment[]
  /** Waits until its attachments are made: it goes when it is released. */
  held?: boolean
}

/** Outgoing mail: written down in the transaction that causes it, sent after it. */
export interface Outbox {
  /** False when no SMTP server is set; mail is kept then and shown as "not sent". */
  readonly configured: boolean
  put(tx: Tx<never>, mail: Mail): Promise<string>
  /** The address mail of the house comes from. */
  readonly from: string
  /** Hands a whole message (RFC 5322) to the server now; whoever calls this sees to it that it is sent once. */
  deliver(envelope: { from: string; to: readonly string[] }, message: Uint8Array): Promise<void>
  /** Lets a held mail go, with what goes with it. */
  release(tx: Tx<never>, id: string, attachments: readonly MailAttachment[]): Promise<void>
  /** Sends what waits as soon as the transaction under way is over. */
  soon(): void
  /** Sends what waits; several processes may call this at once. */
  flush(): Promise<void>
  close(): void
}

const ATTEMPTS = 5

export function openOutbox(
  db: Database<MailDb>,
  smtp: { url: string | undefined; from: string | undefined },
  open: (hash: string) => Promise<Readable>,
): Outbox {
  const transport = smtp.url ? createTransport(smtp.url) : undefined
  const from = smtp.from ?? 'kontor@localhost'
  const timer = setInterval(() => void flush().catch(() => {}), 20_000)
  timer.unref()

  async function flush(): Promise<void> {
    if (!transport) return
    let more = true
    while (more) more = await sendOne()
  }

  function soon(): void {
    setTimeout(() => void flush().catch(() => {}), 50).unref()
  }

  function sendOne(): Promise<boolean> {
    return db.transaction().execute(async (tx) => {
      const mail = await tx
        .selectFrom('mail')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('held', '=', false)
        .where(sql<boolean>`created_at + attempts * attempts * interval '1 minute' <= now()`)
        .orderBy('createdAt')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!mail || !transport) return false
      const outcome = await dispatch(tx, mail).then(() => undefined, String)
      const attempts = mail.attempts + 1
      const state = outcome === undefined ? 'sent' : attempts >= ATTEMPTS ? 'failed' : 'waiting'
      await tx
        .updateTable('mail')
        .set({
          state,
          attempts,
          error: outcome ?? null,
          sentAt: outcome === undefined ? sql<string>`now()` : null,
        })
        .where('id', '=', mail.id)
        .execute()
      await announce(tx, NOBODY, { kind: 'mail', id: mail.id, action: 'mail.tried', readers: [] })
      return true
    })
  }

  /** Hands a mail to the server, with its attachments from the store. */
  async function dispatch(tx: Tx<MailDb>, mail: z.output<typeof mailTable>): Promise<void> {
    const files = await tx
      .selectFrom('mailAttachment')
      .select(['name', 'type', 'hash'])
      .where('mailId', '=', mail.id)
      .orderBy('position')
      .execute()
    const attachments = []
    for (const { name, type, hash } of files)
      attachments.push({ filename: name, contentType: type, content: await buffer(await open(hash)) })
    await transport?.sendMail({
      from,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      attachments,
      // The same mail tried again is the same to whoever got it already.
      messageId: `<${mail.id}@${from.split('@').at(-1)?.replace(/>.*$/, '') ?? 'localhost'}>`,
      ...(mail.cc && { cc: mail.cc }),
      ...(mail.replyTo && { replyTo: mail.replyTo }),
      ...(mail.html && { html: mail.html }),
    })
  }

  async function attach(
    tx: Tx<MailDb>,
    mailId: string,
    attachments: readonly MailAttachment[],
  ): Promise<void> {
    const rows = attachments.map(({ name, type, hash }, position) => ({ mailId, position, name, type, hash }))
    await insertAll(tx, 'mailAttachment', rows)
  }

  return {
    configured: transport !== undefined,
    from,
    async deliver(envelope, message) {
      if (!transport) throw new Error('no SMTP server is set')
      await transport.sendMail({
        envelope: { from: envelope.from, to: [...envelope.to] },
        raw: Buffer.from(message),
      })
    },
    async put(tx, { to, cc, replyTo, subject, text, html, attachments = [], held = false }) {
      const id = randomUUIDv7()
      const handle = tx as unknown as Tx<MailDb>
      await handle
        .insertInto('mail')
        .values({
          id,
          recipient: typeof to === 'string' ? to : to.join(', '),
          cc: cc?.join(', ') ?? '',
          replyTo: replyTo ?? null,
          subject,
          body: text,
          html: html ?? null,
          held,
          state: transport ? 'waiting' : 'not sent',
          error: null,
          sentAt: null,
        })
        .execute()
      await attach(handle, id, attachments)
      if (held) await announce(handle, NOBODY, { kind: 'mail', id, action: 'mail.held', readers: [] })
      soon()
      return id
    },
    async release(tx, id, attachments) {
      const handle = tx as unknown as Tx<MailDb>
      await attach(handle, id, attachments)
      await handle.updateTable('mail').set({ held: false }).where('id', '=', id).execute()
      soon()
    },
    soon,
    flush,
    close() {
      clearInterval(timer)
      transport?.close()
    },
  }
}
