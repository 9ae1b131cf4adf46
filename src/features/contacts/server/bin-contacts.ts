import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce, recordAll } from '#platform/journal.ts'
import type { ContactsDb } from './tables.ts'

/** What has to be known of a locked contact to move it. */
export interface Movable {
  id: string
  displayName: string
  readerIds: string[]
  version: number
}

/**
 * Moves these contacts to the bin, with few statements for any number; `by` may and they are locked, the caller knows.
 * Those of one `deletionId` come back together, without one each comes back alone.
 */
export async function moveToBin(
  tx: Tx<ContactsDb>,
  by: By,
  contacts: readonly Movable[],
  deletionId?: string,
): Promise<void> {
  await sql`
    update contact set deleted_at = now(), deleted_by = ${by.id}, version = version + 1,
      deletion_id = ${deletionId === undefined ? sql`gen_random_uuid()` : sql`${deletionId}::uuid`}
    where id = any(${uuids(contacts.map(({ id }) => id))})`.execute(tx)
  await tell(tx, by, 'deleted', contacts)
}

/** Brings these contacts back out of the bin. */
export async function takeFromBin(tx: Tx<ContactsDb>, by: By, contacts: readonly Movable[]): Promise<void> {
  await sql`
    update contact set deleted_at = null, deleted_by = null, deletion_id = null, version = version + 1,
      updated_at = now()
    where id = any(${uuids(contacts.map(({ id }) => id))})`.execute(tx)
  await tell(tx, by, 'restored', contacts)
}

function tell(tx: Tx<ContactsDb>, by: By, verb: string, contacts: readonly Movable[]): Promise<void> {
  const entries = contacts.map(({ id, displayName: title, readerIds: readers, version }) => ({
    action: `contact.${verb}`,
    kind: 'contact',
    id,
    title,
    version: version + 1,
    readers,
  }))
  return recordAll(tx, by, entries)
}

/** One word for a whole batch, to everybody who could see one of its contacts or can now. */
export async function announceContacts(
  tx: Tx<ContactsDb>,
  by: By,
  ids: readonly string[],
  readersBefore: readonly string[] = [],
): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ reader: string }>`
    select distinct unnest(reader_ids) as reader from contact where id = any(${uuids(ids)})`.execute(tx)
  const readers = [...new Set([...readersBefore, ...rows.map((row) => row.reader)])]
  await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.changed', readers })
}
