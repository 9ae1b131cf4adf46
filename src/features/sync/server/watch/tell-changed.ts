import { sql } from 'kysely'
import { MAILS_DUE } from '#features/mails/server/collect-mails.ts'
import type { Area } from '#kernel/groupware/area.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { DUE } from '../due.ts'
import type { SyncDb } from '../tables.ts'
import { asOwner } from './as-owner.ts'

export interface Changed {
  accountId: string
  area: Area
  /** Null: all of the area. */
  collectionId: string | null
}

/**
 * A server says that something may be another there: it is looked at now, by whoever does that anyway. An account that was
 * asked to wait, is paused or waits for its user is not; it looks when its time comes. What is told
 * while it is looked at is one more look afterwards, however often it is told.
 */
export async function tellChanged(tx: Tx<SyncDb>, { accountId, area, collectionId }: Changed): Promise<void> {
  await sql`
    update groupware_collection set told_at = clock_timestamp()
    where account_id = ${accountId} and area = ${area}
      and (${collectionId}::uuid is null or id = ${collectionId}::uuid)`.execute(tx)
  if (area === 'mail') return call(tx, accountId, MAILS_DUE)
  const due = await tx
    .updateTable('groupwareAccount')
    .set({ nextRunAt: sql<string>`least(next_run_at, now())` })
    .where('id', '=', accountId)
    .where('state', '=', 'ok')
    .executeTakeFirst()
  if (due.numUpdatedRows > 0n) await call(tx, accountId, DUE)
}

async function call(tx: Tx<SyncDb>, accountId: string, action: string): Promise<void> {
  const account = await tx
    .selectFrom('groupwareAccount')
    .select('ownerId')
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return
  const { ownerId } = account
  await announce(tx, asOwner(ownerId), { kind: 'groupware', id: accountId, action, readers: [ownerId] })
}
