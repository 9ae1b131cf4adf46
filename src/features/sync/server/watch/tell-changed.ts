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
 * asked to wait, is paused or waits for its user is not; it looks when its time comes.
 */
export async function tellChanged(tx: Tx<SyncDb>, { accountId, area, collectionId }: Changed): Promise<void> {
  await sql`
    update groupware_collection set told_at = clock_timestamp()
    where account_id = ${accountId} and area = ${area}
      and (${collectionId}::uuid is null or id = ${collectionId}::uuid)`.execute(tx)
  const { rows } = await sql<{ ownerId: string }>`
    update groupware_account set next_run_at = case when ${area}::text = 'mail' then next_run_at else least(next_run_at, now()) end
    where id = ${accountId} and state = 'ok' returning owner_id`.execute(tx)
  for (const { ownerId } of rows) {
    const action = area === 'mail' ? MAILS_DUE : DUE
    await announce(tx, asOwner(ownerId), { kind: 'groupware', id: accountId, action, readers: [ownerId] })
  }
}
