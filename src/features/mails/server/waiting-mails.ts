import { sql } from 'kysely'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { missing, Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MailAssign, WaitingMail } from '../mail.ts'
import { announceWaiting } from './announce-mail.ts'
import type { OpenAccount } from './collect-mails.ts'
import { contactsWith } from './find-record.ts'
import { importMail } from './import-mail.ts'
import { keepMail } from './keep-mail.ts'
import type { KeptMail } from './keep-mail.ts'
import type { MailsDb } from './tables.ts'

interface Row extends Omit<WaitingMail, 'contacts' | 'from' | 'to'> {
  sender: WaitingMail['from']
  recipients: { to: WaitingMail['to'] }
}

/** The mails without a record in own mailboxes and those of own groups, newest first; nobody else ever sees them. */
export async function listWaiting(
  db: Database<MailsDb>,
  by: By,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: WaitingMail[]; nextCursor: string | null; total: number }> {
  const own = sql`a.owner_id = any(${uuids(by.principals)}) and w.ignored_at is null`
  const after =
    cursor === undefined
      ? sql`true`
      : sql`(w.sent_at, w.id) < (select sent_at, id from mail_waiting where id = ${cursor})`
  const { rows } = await sql<Row>`
    select w.id, w.account_id, a.name as account_name, w.subject, w.sender, w.recipients, w.sent_at, w.direction, w.has_attachments
    from mail_waiting w join groupware_account a on a.id = w.account_id
    where ${own} and ${after} order by w.sent_at desc, w.id desc limit ${limit + 1}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from mail_waiting w join groupware_account a on a.id = w.account_id where ${own}`.execute(
    db,
  )
  const items: WaitingMail[] = []
  for (const { sender: from, recipients, ...row } of rows.slice(0, limit)) {
    const [other] = row.direction === 'in' && from ? [from] : recipients.to
    const contacts = other ? await contactsWith(db, by, other) : []
    items.push({ ...row, from, to: recipients.to, contacts: contacts.map(({ id, name }) => ({ id, name })) })
  }
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: counted[0]?.total ?? 0,
  }
}

/** The message itself, out of its mailbox. */
export async function fetchWaiting(house: House, by: By, open: OpenAccount, id: string): Promise<KeptMail> {
  const row = await oneOf(house.db, by, id)
  const { address, remoteId, folderId, messageId } = row
  const source = await fromMailbox(house, open, { accountId: row.accountId, folderId, remoteId })
  const kept = await keepMail(house.files, source, { self: [address] })
  return { ...kept, content: { ...kept.content, messageId, outgoing: row.direction === 'out' } }
}

/** Puts a mail on the timeline of what somebody says it is about. */
export async function assignWaiting(
  tx: Tx<MailsDb>,
  by: By,
  { id, mail, about }: { id: string; mail: KeptMail; about: MailAssign },
): Promise<string | null> {
  const { accountId, ownerId } = await oneOf(tx, by, id)
  const { entryId, outcome } = await importMail(tx, by, { mail, accountId, ...about })
  if (outcome === 'binned')
    throw new Problem('conflict', 'mail.binned', 'Somebody moved this mail to the bin.')
  await announceWaiting(tx, by, ownerId)
  return entryId
}

/** Takes a mail off the list, or puts it back. */
export async function ignoreWaiting(tx: Tx<MailsDb>, by: By, id: string, ignored = true): Promise<void> {
  const { ownerId } = await oneOf(tx, by, id)
  await tx
    .updateTable('mailWaiting')
    .set(ignored ? { ignoredAt: sql<string>`now()`, ignoredBy: by.id } : { ignoredAt: null, ignoredBy: null })
    .where('id', '=', id)
    .execute()
  await announceWaiting(tx, by, ownerId)
}

async function oneOf(db: Database<MailsDb>, by: By, id: string) {
  const row = await db
    .selectFrom('mailWaiting as w')
    .innerJoin('groupwareAccount as a', 'a.id', 'w.accountId')
    .innerJoin('groupwareCollection as c', 'c.id', 'w.collectionId')
    .select([
      'w.id',
      'w.accountId',
      'w.remoteId',
      'w.messageId',
      'w.direction',
      'a.ownerId',
      'a.address',
      'c.remoteId as folderId',
    ])
    .where('w.id', '=', id)
    .where(sql<boolean>`a.owner_id = any(${uuids(by.principals)})`)
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

async function fromMailbox(
  house: House,
  open: OpenAccount,
  { accountId, folderId, remoteId }: { accountId: string; folderId: string; remoteId: string },
): Promise<Uint8Array> {
  try {
    const groupware = await open(house, accountId, AbortSignal.timeout(30_000))
    try {
      const source = await groupware.folder(folderId).source(remoteId)
      if (source) return source
    } finally {
      await groupware.close()
    }
  } catch (error) {
    if (error instanceof GroupwareError)
      throw new Problem('conflict', `groupware.${error.fault}`, error.detail)
    throw error
  }
  throw new Problem('conflict', 'mail.gone', 'This mail is in its folder no more.')
}
