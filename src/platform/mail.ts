import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Database, TableOf, Tx } from './database.ts'

export const mailTable = z.object({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  state: z.enum(['waiting', 'sent', 'failed', 'not sent']),
  attempts: z.number(),
  error: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
})

export interface MailDb {
  mail: TableOf<typeof mailTable, 'state' | 'attempts' | 'createdAt'>
}

/** Outgoing mail: written down in the transaction that causes it, sent after it. */
export interface Outbox {
  /** False when no SMTP server is set; mail is kept then and shown as "not sent". */
  readonly configured: boolean
  put(tx: Tx<never>, mail: { to: string; subject: string; text: string }): Promise<string>
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
        .where(sql<boolean>`created_at + attempts * attempts * interval '1 minute' <= now()`)
        .orderBy('createdAt')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!mail || !transport) return false
      const outcome = await transport
        .sendMail({ from, to: mail.recipient, subject: mail.subject, text: mail.body })
        .then(() => undefined, String)
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
      return true
    })
  }

  return {
    configured: transport !== undefined,
    async put(tx, { to, subject, text }) {
      const id = randomUUIDv7()
      await (tx as unknown as Tx<MailDb>)
        .insertInto('mail')
        .values({
          id,
          recipient: to,
          subject,
          body: text,
          state: transport ? 'waiting' : 'not sent',
          error: null,
          sentAt: null,
        })
        .execute()
      soon()
      return id
    },
    soon,
    flush,
    close() {
      clearInterval(timer)
      transport?.close()
    },
  }
}
