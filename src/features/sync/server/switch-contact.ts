import { readContact } from '#features/contacts/server/read-contacts.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { ContactSwitch, GroupwareLink } from '../link.ts'
import { makeDue } from './due.ts'
import { REMOVING } from './pull/gone-here.ts'
import { makeLink } from './links.ts'
import { uidOf } from './ours/our-tasks.ts'
import { linksOfRecord, ownAccount } from './read-links.ts'
import type { Link } from './run.ts'
import type { SyncDb } from './tables.ts'

/**
 * Takes a contact over into an address book and keeps it in step from then on, or takes it away there and ends that. It
 * concerns the caller's own account alone; said twice it happens once.
 */
export async function switchContact(
  tx: Tx<SyncDb>,
  by: By,
  { id, accountId, enabled }: ContactSwitch & { id: string },
): Promise<GroupwareLink[]> {
  const db: Database<SyncDb> = tx
  await ownAccount(db, by, accountId)
  await turnContact(tx, by, { id, accountId, enabled })
  await makeDue(tx, by, accountId)
  return linksOfRecord(db, by, { kind: 'contact', id })
}

/**
 * The same for one of many, in an account that is the caller's: nobody looks at it at once. Into which book it goes may
 * be said. Gives back the link as it was before.
 */
export async function turnContact(
  tx: Tx<SyncDb>,
  by: By,
  { id, accountId, enabled, bookId }: ContactSwitch & { id: string; bookId?: string | undefined },
): Promise<Link | undefined> {
  await readContact(tx as Database<SyncDb>, by, id)
  const link = await tx
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('recordKind', '=', 'contact')
    .where('recordId', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (enabled) await takeOver(tx, { id, accountId, link, bookId })
  else if (link) await takeAway(tx, link)
  return link
}

/** Whether a link is followed on both sides. */
export function isInStep(link: Pick<Link, 'state'> | undefined): boolean {
  return link !== undefined && IN_STEP.includes(link.state)
}

const IN_STEP: readonly string[] = ['linked', 'timesOnly']

async function takeOver(
  tx: Tx<SyncDb>,
  {
    id,
    accountId,
    link,
    bookId,
  }: { id: string; accountId: string; link: Link | undefined; bookId: string | undefined },
): Promise<void> {
  if (isInStep(link)) return
  const collectionId = await addressBook(tx, accountId, bookId)
  if (!link) {
    const uid = uidOf(id)
    await makeLink(tx, {
      accountId,
      collectionId,
      area: 'contact',
      recordKind: 'contact',
      recordId: id,
      uid,
      origin: 'ours',
    })
    return
  }
  const isThere = link.remoteId !== null && link.state !== 'goneThere'
  const anew = isThere ? {} : { remoteId: null, etag: null, collectionId, agreed: {} }
  await tx
    .updateTable('groupwareLink')
    .set({ ...anew, state: 'linked', fault: null, ourVersion: null })
    .where('id', '=', link.id)
    .execute()
}

async function takeAway(tx: Tx<SyncDb>, link: Link): Promise<void> {
  const isThere = link.remoteId !== null && link.state !== 'goneThere' && link.state !== 'decoupled'
  const isAsked = link.state === 'linked' && link.remoteId === null && link.fault !== null
  if (isAsked)
    throw new Problem(
      'conflict',
      'groupware.under_way',
      'The contact is just being taken over; try again in a minute.',
    )
  await tx
    .updateTable('groupwareLink')
    .set({ state: 'decoupled', fault: isThere ? REMOVING : null })
    .where('id', '=', link.id)
    .execute()
}

/** The address book that is kept in step; where none was chosen, the main one is from now on. */
async function addressBook(tx: Tx<SyncDb>, accountId: string, bookId: string | undefined): Promise<string> {
  const books = await tx
    .selectFrom('groupwareCollection')
    .select(['id', 'role', 'main'])
    .where('accountId', '=', accountId)
    .where('area', '=', 'contact')
    .where('writable', '=', true)
    .$if(bookId !== undefined, (query) => query.where('id', '=', bookId as string))
    .orderBy('id')
    .execute()
  const rank = ({ role, main }: { role: string; main: boolean }) => (role === 'sync' ? 2 : 0) + Number(main)
  const [book] = books.toSorted((a, b) => rank(b) - rank(a))
  if (!book)
    throw new Problem(
      'conflict',
      'groupware.no_book',
      'This account has no address book that can be written.',
    )
  if (book.role !== 'sync')
    await tx.updateTable('groupwareCollection').set({ role: 'sync' }).where('id', '=', book.id).execute()
  return book.id
}
