import type { Collection as Found, Groupware } from '#connectors/groupware/groupware.ts'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Collection } from '../collection.ts'
import { readAccount } from './account-row.ts'
import { changeCollection, listCollections, refreshCollections } from './collections.ts'
import { withGroupware } from './groupware-problem.ts'
import type { GroupwareDb } from './tables.ts'

interface Making {
  open(house: House, accountId: string): Promise<Groupware>
  accountId: string
  name: string
}

/**
 * Makes a folder in the mailbox from which mails are taken over; where one of that name stands already it is that one.
 * Asks the groupware, so it belongs into no transaction.
 */
export async function makeFolder(
  house: House,
  by: By,
  { open, accountId, name }: Making,
): Promise<Collection> {
  const db = house.db as Database<GroupwareDb>
  const { ownerId } = await readAccount(db, by, accountId)
  // Administrators see how an account runs; into its mailbox only its own people reach.
  if (!by.principals.includes(ownerId)) throw missing()
  const made = await withGroupware(async () => {
    const groupware = await open(house, accountId)
    try {
      const folder = await groupware.createCollection('mail', name)
      if (NOT_READ.has(folder.role)) throw invalid('name', 'folder_in_use', 'It is meant for something else.')
      await refreshCollections(db, groupware, { accountId, areas: ['mail'] })
      return folder
    } finally {
      await groupware.close()
    }
  })
  return transaction(db, async (tx) => {
    const { id } = (await rowOf(tx, accountId, made)) ?? {}
    const row = (await listCollections(tx, accountId, 'mail')).find((one) => one.id === id)
    if (!row) throw missing()
    return row.role === 'import' ? row : changeCollection(tx, by, { accountId, id: row.id, change: IMPORT })
  })
}

/** Nobody takes over what lies there. */
const NOT_READ = new Set<Found['role']>(['junk', 'trash', 'drafts'])
const IMPORT = { role: 'import' as const }

function rowOf(db: Database<GroupwareDb>, accountId: string, { id }: Found) {
  return db
    .selectFrom('groupwareCollection')
    .select('id')
    .where('accountId', '=', accountId)
    .where('area', '=', 'mail')
    .where('remoteId', '=', id)
    .executeTakeFirst()
}
