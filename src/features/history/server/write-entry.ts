import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem } from '#kernel/problem.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { HistoryChange, HistoryItem, HistoryNew } from '../history.ts'
import { readCategory, refuseEmpty, setFiles } from './entry-state.ts'
import { indexEntry } from './index-entry.ts'
import { readEntry } from './read-entries.ts'
import type { HistoryDb } from './tables.ts'
import { tellUsers } from './tell-users.ts'

/** Writes a line into the timeline of a contact that `by` may see; guests only read. */
export async function writeEntry(tx: Tx<HistoryDb>, by: By, input: HistoryNew): Promise<HistoryItem> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests only read.')
  const contact = await lockContact(tx, by, input.contactId)
  const { text = '', files = [] } = input
  refuseEmpty(text, files)
  const id = randomUUIDv7()
  await tx
    .insertInto('historyEntry')
    .values({
      id,
      contactId: contact.id,
      ...(await readCategory(tx, input.category)),
      text,
      search: '',
      at: input.at ?? sql<string>`clock_timestamp()`,
      authorId: by.id,
      updatedBy: by.id,
      runId: by.runId ?? null,
    })
    .execute()
  await setFiles(tx, by, id, files)
  await indexEntry(tx, id)
  const entry = await readEntry(tx, by, id)
  await markActive(tx, entry)
  await record(tx, by, {
    action: 'history.created',
    kind: 'history',
    id,
    title: contact.displayName,
    diff: diff({}, stateOf(entry)),
    version: 1,
    readers: readersOf(contact),
  })
  await tellUsers(tx, by, contact, { entry, chosen: input.notify ?? [] })
  return entry
}

/** Changes an entry by a merge patch; nothing is written when nothing differs. */
export async function changeEntry(
  tx: Tx<HistoryDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: HistoryChange; ifMatch?: number | undefined },
): Promise<HistoryItem> {
  const before = await lockEntry(tx, by, id, 'live', ifMatch)
  const { category, files, notify = [], text, at } = change
  const filesBefore = before.files.map((file) => file.id)
  refuseEmpty(text ?? before.text, files ?? filesBefore)
  await tx
    .updateTable('historyEntry')
    .set({
      ...given({ text, at }),
      ...(category === undefined || category === before.category ? {} : await readCategory(tx, category)),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (files) await setFiles(tx, by, id, files)
  await indexEntry(tx, id)
  const after = await readEntry(tx, by, id)
  const contact = await lockContact(tx, by, after.contactId)
  await tellUsers(tx, by, contact, { entry: after, before: before.text, chosen: notify })
  const changes = diff(stateOf(before), stateOf(after))
  if (changes.length === 0) return takeBack(tx, by, before)
  await markActive(tx, after)
  await record(tx, by, {
    action: 'history.changed',
    kind: 'history',
    id,
    title: contact.displayName,
    diff: changes,
    version: after.version,
    readers: readersOf(contact),
  })
  return after
}

/** Locks an entry that `by` may change. */
export async function lockEntry(
  tx: Tx<HistoryDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HistoryItem> {
  await sql`select 1 from history_entry where id = ${id} for update`.execute(tx)
  const entry = await readEntry(tx, by, id, where)
  if (!entry.can.includes('change')) {
    throw new Problem('forbidden', 'forbidden', 'You may not change this entry.')
  }
  if (ifMatch !== undefined && ifMatch !== entry.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this entry in the meantime.')
  }
  return entry
}

function stateOf({ category, text, at, files }: HistoryItem) {
  return { category, text, at, files: files.map(({ id, name }) => ({ id, name })) }
}

/** An entry dated into the future does not make its contact the latest one until then. */
async function markActive(tx: Tx<HistoryDb>, { contactId, at }: HistoryItem): Promise<void> {
  await sql`
    update contact set last_activity_at = least(${at}::timestamptz, now())
    where id = ${contactId} and last_activity_at < least(${at}::timestamptz, now())`.execute(tx)
}

async function takeBack(tx: Tx<HistoryDb>, by: By, before: HistoryItem): Promise<HistoryItem> {
  const { id, version, updatedAt } = before
  await tx.updateTable('historyEntry').set({ version, updatedAt }).where('id', '=', id).execute()
  return readEntry(tx, by, id)
}
