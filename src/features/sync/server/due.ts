import { sql } from 'kysely'
import { announce } from '#platform/journal.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { SyncDb } from './tables.ts'

/** Announced when an account is to be looked at. */
export const DUE = 'groupware.due'

/** Has an account looked at as soon as the transaction is through, unless it is paused or waits for its user. */
export async function makeDue(tx: Tx<SyncDb>, by: By, accountId: string): Promise<void> {
  await tx
    .updateTable('groupwareAccount')
    .set({ nextRunAt: sql<string>`now()` })
    .where('id', '=', accountId)
    .where('state', '=', 'ok')
    .execute()
  await announce(tx, by, { kind: 'groupware', id: accountId, action: DUE, readers: [by.id] })
}
