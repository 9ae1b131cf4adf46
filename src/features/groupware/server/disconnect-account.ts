import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { lockAccount } from './account-row.ts'
import { forgetAccountSecret } from './account-secret.ts'
import { tell } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'

/** Ends an account: its secrets and links go, all records on both sides stay as they are. */
export async function disconnectAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  const row = await lockAccount(tx, by, id, ifMatch)
  await forgetAccountSecret(tx, id)
  await tx.deleteFrom('groupwareAccount').where('id', '=', id).execute()
  await tell(tx, by, { action: 'groupware.disconnected', row, changes: [] })
}
