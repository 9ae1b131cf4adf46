import { sql } from 'kysely'
import { isUsedByItself } from '#features/groupware/server/used-collections.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { SyncDb } from '../tables.ts'
import { asOwner } from './as-owner.ts'

// Which process waits at which mailbox. Each says every half minute that it still does; who was killed loses its mailboxes
// to another after a minute and a half, and nobody has to notice that.

/** Announced when the server of an account begins or ends to tell of changes by itself. */
export const TELLS = 'groupware.tells'

/** A mailbox to wait at. */
export interface Waiting {
  accountId: string
  /** Another whenever the account was changed: then it is waited anew. */
  key: string
  /** As the server names them, the main one first. */
  folders: string[]
  collectionIds: string[]
}

const SECONDS = 90
/** Servers allow an account few connections; further folders are asked from time to time. */
const MOST_FOLDERS = 3

/** The mailboxes that are this process's now, those it has first; what is not to be waited at any more is let go. */
export async function claim(
  db: Database<SyncDb>,
  { holder, most }: { holder: string; most: number },
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with folder as (
      select c.account_id, c.id, c.remote_id,
        row_number() over (partition by c.account_id order by c.main desc, c.name, c.id) as place
      from groupware_collection c join groupware_account a on a.id = c.account_id
      where c.area = 'mail' and ${isUsedByItself()}
        and a.kind = 'open' and a.settings -> 'imap' is not null and a.state not in ('paused', 'consent')
    ), wanted as (
      select f.account_id, array_agg(f.remote_id order by f.place) as folders, array_agg(f.id order by f.place) as collection_ids
      from folder f left join groupware_watch w on w.account_id = f.account_id
      where f.place <= ${MOST_FOLDERS} and (w.account_id is null or w.held_by = ${holder} or w.held_until < now())
      group by f.account_id, w.held_by
      order by w.held_by = ${holder} desc nulls last, f.account_id
      limit ${most}
    ), gone as (
      delete from groupware_watch where held_by = ${holder} and account_id not in (select account_id from wanted)
    ), taken as (
      insert into groupware_watch select account_id, ${holder}::uuid, now() + make_interval(secs => ${SECONDS}) from wanted
      on conflict (account_id) do update set held_by = excluded.held_by, held_until = excluded.held_until
        where groupware_watch.held_by = excluded.held_by or groupware_watch.held_until < now()
      returning account_id
    )
    select w.account_id, w.folders, w.collection_ids, a.version || ' ' || array_to_string(w.folders, chr(10)) as key
    from wanted w join taken using (account_id) join groupware_account a on a.id = w.account_id`.execute(db)
  return rows
}

/** The servers of these folders tell by themselves for as long as the process says so. */
export async function stillTells(db: Database<SyncDb>, collectionIds: readonly string[]): Promise<void> {
  if (collectionIds.length === 0) return
  await sql`
    update groupware_collection set pushed_until = now() + make_interval(secs => ${SECONDS})
    where id = any(${[...collectionIds]}::uuid[])`.execute(db)
}

/** From now on the server tells of these folders, or does so no more; who looks at the account hears of it. */
export async function setTells(
  db: Database<SyncDb>,
  { accountId, collectionIds }: Pick<Waiting, 'accountId' | 'collectionIds'>,
  tells: boolean,
): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`
      update groupware_collection
      set pushed_until = case when ${tells}::boolean then now() + make_interval(secs => ${SECONDS}) end
      where id = any(${collectionIds}::uuid[])`.execute(tx)
    const { rows } = await sql<{ ownerId: string }>`
      select owner_id from groupware_account where id = ${accountId}`.execute(tx)
    for (const { ownerId } of rows) {
      await announce(tx, asOwner(ownerId), {
        kind: 'groupware',
        id: accountId,
        action: TELLS,
        readers: [ownerId],
      })
    }
  })
}

/** Leaves all mailboxes to the other processes. */
export async function letGo(db: Database<SyncDb>, holder: string): Promise<void> {
  await db.deleteFrom('groupwareWatch').where('heldBy', '=', holder).execute()
}
