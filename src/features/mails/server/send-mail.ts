import { randomUUIDv7 } from 'node:crypto'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { readContent } from '#features/history/server/read-files.ts'
import { readEntry } from '#features/history/server/read-entries.ts'
import { uploadFiles } from '#features/history/server/upload-files.ts'
import { addEntry } from '#features/history/server/write-entry.ts'
import type { HistoryDb } from '#features/history/server/tables.ts'
import type { HistoryItem } from '#features/history/history.ts'
import { invalid, Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { htmlOf } from '../mail-html.ts'
import { isAboutSomething } from '#features/history/history.ts'
import type { MailNew } from '../mail.ts'
import { announceMail } from './announce-mail.ts'
import { readSender } from './mail-senders.ts'
import type { MailsDb } from './tables.ts'

export const SEND_JOB = 'mails.send'

/** Writes a mail: it stands on its timelines at once, and a job sends it once the transaction is through. */
export async function sendMail(
  tx: Tx<MailsDb>,
  by: By,
  { input, house }: { input: MailNew; house: House },
): Promise<HistoryItem> {
  const entry = await holdMail(tx, by, { input, house })
  await start(tx, by, { house, id: entry.id, title: input.subject })
  return entry
}

/** The same without sending it: it stands there and waits until it is let go, for files that are still being made. */
export async function holdMail(
  tx: Tx<MailsDb>,
  by: By,
  { input, house }: { input: MailNew; house: Pick<House, 'mail'> },
): Promise<HistoryItem> {
  if (!isAboutSomething(input)) throw invalid('contactId', 'required', 'Say what the mail is about.')
  const { to, cc, bcc, subject, text, accountId } = input
  if (input.contactId) await lockContact(tx, by, input.contactId)
  const sender = await readSender(tx, by, { house, accountId })
  const messageId = `${randomUUIDv7()}@${sender.address.split('@').at(-1) ?? 'localhost'}`
  const before = input.answers === undefined ? undefined : await answered(tx, by, input.answers)
  const { contactId, opportunityId, eventId, projectId } = input
  const about = { contactId, opportunityId, eventId, projectId }
  return addEntry(
    tx,
    by,
    { ...about, category: 'mail', text, files: await ownFiles(tx, by, input.files) },
    {
      messageId,
      thread: before?.thread ?? messageId,
      replyTo: before?.messageId ?? null,
      subject,
      sender: { name: sender.name, email: sender.address },
      recipients: { to, cc, bcc },
      sentAt: new Date().toISOString(),
      direction: 'out',
      html: htmlOf(text),
      sourceHash: null,
      state: 'waiting',
      accountId,
      fault: null,
      detail: null,
    },
  )
}

/** Lets a held mail go with the files it has by now. */
export async function letMailGo(
  tx: Tx<MailsDb>,
  by: By,
  { id, house }: { id: string; house: House },
): Promise<void> {
  const mail = await tx
    .selectFrom('mailMessage as m')
    .innerJoin('historyEntry as e', 'e.id', 'm.entryId')
    .select(['e.id', 'm.subject', 'e.contactId', 'e.opportunityId', 'e.eventId', 'e.projectId'])
    .where('e.id', '=', id)
    .executeTakeFirstOrThrow()
  await start(tx, by, { house, id, title: mail.subject })
  await announceMail(tx, by, mail)
}

/** Tries again what could not be sent. */
export async function sendAgain(
  tx: Tx<MailsDb>,
  by: By,
  { id, house }: { id: string; house: House },
): Promise<HistoryItem> {
  const entry = await readEntry(history(tx), by, id)
  if (!entry.can.includes('change'))
    throw new Problem('forbidden', 'forbidden', 'You may not send this mail.')
  const mail = await tx
    .selectFrom('mailMessage')
    .select(['state', 'subject', 'accountId'])
    .where('entryId', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (mail?.state !== 'failed') throw new Problem('conflict', 'mail.not_failed', 'This mail did not fail.')
  await readSender(tx, by, { house, accountId: mail.accountId })
  await tx
    .updateTable('mailMessage')
    .set({ state: 'waiting', fault: null, detail: null })
    .where('entryId', '=', id)
    .execute()
  await start(tx, by, { house, id, title: mail.subject })
  await announceMail(tx, by, entry)
  return readEntry(history(tx), by, id)
}

async function start(
  tx: Tx<MailsDb>,
  by: By,
  { house, id, title }: { house: House; id: string; title: string },
): Promise<void> {
  await house.jobs.start(tx as never, by, { kind: SEND_JOB, title, input: { entryId: id } })
}

async function answered(tx: Tx<MailsDb>, by: By, id: string): Promise<{ thread: string; messageId: string }> {
  await readEntry(history(tx), by, id)
  const mail = await tx
    .selectFrom('mailMessage')
    .select(['thread', 'messageId'])
    .where('entryId', '=', id)
    .executeTakeFirst()
  if (!mail) throw invalid('answers', 'unknown', 'This entry is no mail.')
  return mail
}

/** Uploads as they are; of files that hang on entries copies with the same bytes. */
async function ownFiles(tx: Tx<MailsDb>, by: By, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const hung = await tx
    .selectFrom('historyFile')
    .select('fileId')
    .where('fileId', 'in', [...ids])
    .execute()
  const taken = new Set(hung.map(({ fileId }) => fileId))
  const own: string[] = []
  for (const id of ids) {
    if (!taken.has(id)) own.push(id)
    else
      own.push(
        ...(await uploadFiles(tx, by, [await readContent(history(tx), by, { id })])).map((file) => file.id),
      )
  }
  return own
}

/** The same handle for what only knows the floor below. */
function history(tx: Tx<MailsDb>): Tx<HistoryDb> {
  return tx
}
