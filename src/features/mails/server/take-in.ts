import { randomUUIDv7 } from 'node:crypto'
import type { Groupware, MailFolder, Remote } from '#connectors/groupware/groupware.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { emailKey } from '#kernel/email.ts'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { takeReply } from '#features/meetings/server/take-reply.ts'
import { findRecord } from './find-record.ts'
import { importMail, meetMail } from './import-mail.ts'
import { keepMail } from './keep-mail.ts'
import type { WatchedAccount } from './mail-actor.ts'
import type { MailsDb } from './tables.ts'

export interface WatchedFolder {
  id: string
  remoteId: string
  token: string | null
  listedAt: string | null
}

interface Arrival {
  remote: Remote<MailItem>
  mails: MailFolder
  account: WatchedAccount
  folder: WatchedFolder
  groupware: Groupware
}

/** Puts a mail of a watched folder where it belongs, or on the list of those of which nobody knows. */
export async function takeIn(
  house: House,
  by: By,
  { remote, mails, account, folder, groupware }: Arrival,
): Promise<'imported' | 'known' | 'waiting' | 'left'> {
  const db = house.db as Database<MailsDb>
  const { item } = remote
  // The calendar takes these in itself; only answers to our own invitations come by mail alone.
  if (item.invitation) {
    const answer = item.outgoing ? undefined : await mails.source(remote.id)
    if (answer) await takeReply(db, by, { accountId: account.id, source: answer })
    return 'left'
  }
  const { messageId } = item
  const met = await transaction(db, (tx) =>
    meetMail(tx, by, { messageId, accountId: account.id, automatic: true }),
  )
  if (met) return 'known'
  const record = await findRecord(db, by, item)
  if (!record) return (await isInternal(db, item)) ? 'left' : wait(db, { remote, account, folder })
  const source = await mails.source(remote.id)
  if (!source) return 'left'
  const outcome = await putOn(house, by, { source, account, record, item })
  if (outcome === 'waiting') return wait(db, { remote, account, folder })
  if (account.options.afterImport === 'move') await putAway(groupware, mails, { id: remote.id, folder, by })
  return outcome
}

/** Imports it; what the record refuses meanwhile waits for somebody. */
async function putOn(
  house: House,
  by: By,
  {
    source,
    account,
    record,
    item,
  }: { source: Uint8Array; account: WatchedAccount; record: AboutIds; item: MailItem },
): Promise<'imported' | 'known' | 'waiting'> {
  const kept = await keepMail(house.files, source, { self: [account.address] })
  // The head of the list and the message itself could name it differently; the list is what was asked for.
  const mail = { ...kept, content: { ...kept.content, messageId: item.messageId, outgoing: item.outgoing } }
  try {
    const { outcome } = await transaction(house.db as Database<MailsDb>, (tx) =>
      importMail(tx, by, { mail, accountId: account.id, automatic: true, ...record }),
    )
    return outcome === 'imported' ? 'imported' : 'known'
  } catch (error) {
    if (error instanceof Problem) return 'waiting'
    throw error
  }
}

/** Puts a mail on the list of those of which nobody knows yet whose they are. */
export async function wait(
  db: Database<MailsDb>,
  { remote: { id: remoteId, item }, account, folder }: Pick<Arrival, 'remote' | 'account' | 'folder'>,
): Promise<'waiting' | 'known'> {
  const added = await db
    .insertInto('mailWaiting')
    .values({
      id: randomUUIDv7(),
      accountId: account.id,
      collectionId: folder.id,
      remoteId,
      messageId: item.messageId,
      subject: item.subject.slice(0, 1000),
      sender: item.from && json(item.from),
      recipients: json({ to: item.to, cc: item.cc, bcc: [] }),
      sentAt: item.sentAt,
      direction: item.outgoing ? 'out' : 'in',
      hasAttachments: item.hasAttachments,
    })
    // Moved to another folder it has another name there.
    .onConflict((c) =>
      c.columns(['accountId', 'messageId']).doUpdateSet({ remoteId, collectionId: folder.id }),
    )
    .returning('remoteId')
    .executeTakeFirst()
  return added ? 'waiting' : 'known'
}

/** What colleagues write to each other is about nobody in particular, and nobody is asked about it. */
async function isInternal(db: Database<MailsDb>, { from, to, cc }: MailItem): Promise<boolean> {
  const people: PersonItem[] = [...(from ? [from] : []), ...to, ...cc]
  if (people.length === 0) return false
  const keys = [...new Set(people.map(({ email }) => emailKey(email)))]
  const users = await db.selectFrom('appUser').select('email').where('deactivatedAt', 'is', null).execute()
  const accounts = await db.selectFrom('groupwareAccount').select('address').execute()
  const own = new Set(
    [...users.map(({ email }) => email), ...accounts.map(({ address }) => address)].map(emailKey),
  )
  return keys.every((key) => own.has(key))
}

const AWAY = { de: 'Importiert', en: 'Imported' }

/** What is taken over moves to a folder of its own, when its user wants that. */
export async function putAway(
  groupware: Groupware,
  mails: MailFolder,
  { id, folder, by }: { id: string; folder: WatchedFolder; by: By },
): Promise<void> {
  const away = await groupware.createCollection('mail', AWAY[by.language])
  if (away.id !== folder.remoteId) await mails.move(id, away.id)
}
