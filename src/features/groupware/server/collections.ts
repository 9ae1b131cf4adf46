import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { given } from '#kernel/given.ts'
import type { Area } from '#kernel/groupware/area.ts'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Collection, CollectionChange } from '../collection.ts'
import { lockAccount } from './account-row.ts'
import { tell } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'
import { isFirmAutomatic } from './used-collections.ts'

/** The collections of an account as they were listed last, the main one of each area first. */
export function listCollections(
  db: Database<GroupwareDb>,
  accountId: string,
  area?: Area,
): Promise<Collection[]> {
  return db
    .selectFrom('groupwareCollection')
    .select(['id', 'area', 'name', 'role', 'main', 'writable', 'listedAt', 'removals'])
    .where('accountId', '=', accountId)
    .$if(area !== undefined, (query) => query.where('area', '=', area as Area))
    .orderBy('area')
    .orderBy('main', 'desc')
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
}

/**
 * Asks the groupware what it has in these areas and keeps it. What is new stays unused until somebody chooses it; what
 * is gone goes here too unless records are linked with it.
 */
export async function refreshCollections(
  db: Database<GroupwareDb>,
  groupware: Groupware,
  { accountId, areas }: { accountId: string; areas: readonly Area[] },
): Promise<void> {
  for (const area of areas) {
    const found = await groupware.collections(area)
    await transaction(db, async (tx) => {
      for (const { id: remoteId, name, main, writable } of found) {
        await tx
          .insertInto('groupwareCollection')
          .values({ id: randomUUIDv7(), accountId, area, remoteId, name, main, writable })
          .onConflict((c) => c.columns(['accountId', 'area', 'remoteId']).doUpdateSet({ name, writable }))
          .execute()
      }
      await forgetGone(tx, { accountId, area, found: found.map(({ id }) => id) })
      await keepOneMain(tx, accountId, area)
    })
  }
}

/**
 * Where the firm keeps all accounts in step and nothing was chosen for that in an area yet, its main collection is; asks the
 * groupware which one that is.
 */
export async function keepMainInStep(
  db: Database<GroupwareDb>,
  groupware: Groupware,
  { accountId, area }: { accountId: string; area: Area },
): Promise<void> {
  const { rows } = await sql`
    select where ${isFirmAutomatic()} and not exists (select from groupware_collection
      where account_id = ${accountId} and area = ${area} and role = 'sync')`.execute(db)
  if (rows.length === 0) return
  await refreshCollections(db, groupware, { accountId, areas: [area] })
  await db
    .updateTable('groupwareCollection')
    .set({ role: 'sync' })
    .where('accountId', '=', accountId)
    .where('area', '=', area)
    .where('main', '=', true)
    .execute()
}

/** What a collection is for; of each area one is the main one. */
export async function changeCollection(
  tx: Tx<GroupwareDb>,
  by: By,
  { accountId, id, change }: { accountId: string; id: string; change: CollectionChange },
): Promise<Collection> {
  const account = await lockAccount(tx, by, accountId)
  const before = await tx
    .selectFrom('groupwareCollection')
    .select(['area', 'name', 'role', 'main', 'writable'])
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  if (!before) throw missing()
  if (change.role === 'sync' && before.area === 'mail') {
    throw invalid('role', 'not_for_mail', 'Mails are taken over, not kept in step.')
  }
  if (change.main) {
    await tx
      .updateTable('groupwareCollection')
      .set({ main: false })
      .where('accountId', '=', accountId)
      .where('area', '=', before.area)
      .execute()
  }
  await tx.updateTable('groupwareCollection').set(given(change)).where('id', '=', id).execute()
  const after = (await listCollections(tx, accountId, before.area)).find((one) => one.id === id)
  if (!after) throw missing()
  const changes = (['role', 'main'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field: `${before.area}.${before.name}.${field}`,
      from: before[field],
      to: after[field],
    }))
  await tell(tx, by, { action: 'groupware.changed', row: account, changes })
  return after
}

async function forgetGone(
  tx: Tx<GroupwareDb>,
  { accountId, area, found }: { accountId: string; area: Area; found: string[] },
): Promise<void> {
  await sql`
    delete from groupware_collection c
    where account_id = ${accountId} and area = ${area} and remote_id <> all(${found}::text[])
      and not exists (select 1 from groupware_link l where l.collection_id = c.id)`.execute(tx)
}

/** The groupware may say none or several; then it is the first of those that can be written. */
async function keepOneMain(tx: Tx<GroupwareDb>, accountId: string, area: Area): Promise<void> {
  await sql`
    update groupware_collection c set main = (c.id = best.id)
    from (
      select id from groupware_collection where account_id = ${accountId} and area = ${area}
      order by main desc, writable desc, lower(name), id limit 1) best
    where c.account_id = ${accountId} and c.area = ${area} and c.main <> (c.id = best.id)`.execute(tx)
}
