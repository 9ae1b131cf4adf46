import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { addressOf } from './mail-senders.ts'
import { announceMail } from './announce-mail.ts'
import type { OpenAccount } from './collect-mails.ts'
import { SEND_JOB } from './send-mail.ts'
import type { MailsDb } from './tables.ts'
import { writeMime } from './write-mime.ts'

const MOST = 150 * 1024 * 1024

/**
 * The job that sends one mail, once. Its Message-ID was made before; a start that was cut off leaves it as `sending`:
 * an account is then asked whether the mail is out already, of the firm's server nobody can know, so somebody decides.
 */
export const sendWork = (open: OpenAccount): Work => ({
  kind: SEND_JOB,
  async run({ house, by, input }: Running<{ entryId: string }>) {
    const db = house.db as Database<MailsDb>
    const mail = await begin(db, by, input.entryId)
    if (!mail) return {}
    const failed = await dispatch(house, by, open, mail).then(
      () => undefined,
      (error: unknown) => faultOf(house, error),
    )
    await finish(db, by, mail, failed)
    return { sent: failed === undefined, ...(failed && { fault: failed.fault }) }
  },
})

type Sending = NonNullable<Awaited<ReturnType<typeof begin>>>

async function begin(db: Database<MailsDb>, by: By, entryId: string) {
  return transaction(db, async (tx) => {
    const mail = await tx
      .selectFrom('mailMessage as m')
      .innerJoin('historyEntry as e', 'e.id', 'm.entryId')
      .selectAll('m')
      .select(['e.id', 'e.text', 'e.contactId', 'e.opportunityId', 'e.eventId', 'e.projectId', 'e.deletedAt'])
      .where('m.entryId', '=', entryId)
      .forUpdate()
      .executeTakeFirst()
    if (!mail || mail.deletedAt !== null || !['waiting', 'sending'].includes(mail.state)) return undefined
    if (mail.state === 'sending' && mail.accountId === null) {
      await tx
        .updateTable('mailMessage')
        .set({ state: 'failed', fault: 'uncertain' })
        .where('entryId', '=', entryId)
        .execute()
      await announceMail(tx, by, mail)
      return undefined
    }
    await tx.updateTable('mailMessage').set({ state: 'sending' }).where('entryId', '=', entryId).execute()
    return mail
  })
}

async function dispatch(house: House, by: By, open: OpenAccount, mail: Sending): Promise<void> {
  const db = house.db as Database<MailsDb>
  const message = await composed(house, by, mail)
  const { sender, recipients } = mail
  if (!sender) throw new Problem('conflict', 'mail.no_sender', 'The mail names nobody who sends it.')
  const { hash } = await house.files.keep(message, { name: 'mail.eml', type: 'message/rfc822', limit: MOST })
  await db.updateTable('mailMessage').set({ sourceHash: hash }).where('entryId', '=', mail.id).execute()
  const from = sender.email
  const to = [...recipients.to, ...recipients.cc, ...recipients.bcc].map(({ email }) => email)
  if (mail.accountId === null) {
    // The account it was written from is gone: in its name nothing leaves by another way.
    if (from !== addressOf(house.mail.from)) throw new GroupwareError('consent', 'the account is gone')
    await house.mail.deliver({ from, to }, message)
    return
  }
  const groupware = await open(house, mail.accountId, AbortSignal.timeout(120_000))
  try {
    await groupware.send({ from, to, message, key: mail.messageId })
  } finally {
    await groupware.close()
  }
}

/** The message as it was written the first time, or made now. */
async function composed(house: House, by: By, mail: Sending): Promise<Uint8Array> {
  if (mail.sourceHash !== null) return buffer(await house.files.open(mail.sourceHash))
  const db = house.db as Database<MailsDb>
  const rows = await db
    .selectFrom('historyFile as h')
    .innerJoin('file as f', 'f.id', 'h.fileId')
    .select(['f.name', 'f.type', 'f.hash'])
    .where('h.entryId', '=', mail.id)
    .where('h.removedAt', 'is', null)
    .orderBy('h.position')
    .execute()
  const files = []
  for (const { name, type, hash } of rows)
    files.push({ name, type, content: await buffer(await house.files.open(hash)) })
  const { messageId, replyTo: answers, thread, sender, recipients, subject, text, html } = mail
  const author = await db
    .selectFrom('appUser')
    .select(['name', 'email'])
    .where('id', '=', by.id)
    .executeTakeFirst()
  return writeMime({
    messageId,
    answers:
      answers === null ? undefined : { messageId: answers, references: [...new Set([thread, answers])] },
    from: sender ?? { name: '', email: '' },
    replyTo: mail.accountId === null ? author : undefined,
    ...recipients,
    subject,
    text,
    html: html ?? '',
    date: new Date(mail.sentAt),
    files,
  })
}

async function finish(
  db: Database<MailsDb>,
  by: By,
  mail: Sending,
  failed: GroupwareError | undefined,
): Promise<void> {
  await transaction(db, async (tx) => {
    await tx
      .updateTable('mailMessage')
      .set(
        failed
          ? { state: 'failed', fault: failed.fault, detail: failed.detail.slice(0, 2000) }
          : { state: 'sent', fault: null, detail: null, sentAt: sql<string>`now()` },
      )
      .where('entryId', '=', mail.id)
      .execute()
    if (!failed && mail.accountId !== null)
      await tx
        .insertInto('mailSeen')
        .values({ entryId: mail.id, accountId: mail.accountId })
        .onConflict((c) => c.doNothing())
        .execute()
    await announceMail(tx, by, mail)
  })
}

/** What is said of a failure; one that nobody foresaw is logged too, and the mail does not wait for ever. */
function faultOf(house: House, error: unknown): GroupwareError {
  if (error instanceof GroupwareError) return error
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string }
  const detail = message ?? String(error)
  if (code === 'EAUTH') return new GroupwareError('refused', detail)
  if (responseCode !== undefined)
    return new GroupwareError(responseCode < 500 ? 'throttled' : 'invalid', detail)
  if (code !== undefined && UNREACHABLE.test(code)) return new GroupwareError('unreachable', detail)
  house.log.error({ err: error }, 'sending a mail failed')
  return new GroupwareError('broken', detail)
}

/** How nodemailer and Node say that there was no talking to the server. */
const UNREACHABLE = /^(ECONN|ETIMEDOUT|EDNS|ENOTFOUND|ESOCKET|EHOSTUNREACH|EENVELOPE)/
