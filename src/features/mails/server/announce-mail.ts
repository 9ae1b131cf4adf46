import { subjectReaders } from '#features/subjects/server/subjects.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { MailsDb } from './tables.ts'

/** Lets the timelines of a mail, and the documents it carries, ask again: it was sent, or could not be. */
export async function announceMail(tx: Tx<MailsDb>, by: By, entry: AboutIds & { id: string }): Promise<void> {
  const readers = await subjectReaders(tx, entry)
  await announce(tx, by, { kind: 'history', id: entry.id, action: 'history.changed', readers })
  await announce(tx, by, { kind: 'mail', id: entry.id, action: 'mail.tried', readers: [] })
}

/** Lets the list of mails without a record ask again. */
export async function announceWaiting(tx: Tx<MailsDb>, by: By, ownerId: string): Promise<void> {
  await announce(tx, by, {
    kind: 'mail-waiting',
    id: ownerId,
    action: 'mail-waiting.changed',
    readers: [ownerId],
  })
}
