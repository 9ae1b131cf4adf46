import { sql } from 'kysely'
import { EVERYONE, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce, record } from '#platform/journal.ts'
import { selectContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

interface Replacing {
  from: string
  to: string
  /** Contacts up to this id were done before. */
  after: string
  limit: number
}

/** How many contacts, those in the bin too, a user or group is manager of (as system). */
export async function countManaged(db: Database<ContactsDb>, manager: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from contact where manager_ids @> ${uuids([manager])}`.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * Puts one manager in the place of another on the next contacts, those in the bin too, whoever may see them (as
 * system). Gives back how many it were and the last id; none is left when there were fewer than `limit`.
 */
export async function replaceManager(
  tx: Tx<ContactsDb>,
  by: By,
  { from, to, after, limit }: Replacing,
): Promise<{ count: number; last: string }> {
  const rows = await selectContacts(tx)
    .where(sql<boolean>`r.manager_ids @> ${uuids([from])}`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  for (const { id, displayName, managerIds, visibility, version } of rows) {
    const managers = [...new Set(managerIds.map((manager) => (manager === from ? to : manager)))]
    const readers = readersOf({ visibility, managers })
    await tx
      .updateTable('contact')
      .set({
        managerIds: sql<string[]>`${uuids(managers)}`,
        readerIds: sql<string[]>`${uuids(readers)}`,
        updatedBy: by.id,
        updatedAt: sql<string>`now()`,
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    const diff = [{ field: 'managers', from: managerIds, to: managers }]
    await record(tx, by, {
      action: 'contact.changed',
      kind: 'contact',
      id,
      title: displayName,
      diff,
      version: version + 1,
      readers,
    })
  }
  if (rows.length > 0) {
    const readers = [EVERYONE, from, to]
    await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.changed', readers })
  }
  return { count: rows.length, last: rows.at(-1)?.id ?? after }
}
