import { forgetNotifications } from '#features/notifications/server/notify.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Tx } from '#platform/database.ts'
import { lockAccount } from './account-row.ts'
import { forgetAccountSecret } from './account-secret.ts'
import { keepEnded } from './microsoft/open-mailbox.ts'
import { tell } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'

/**
 * Ends an account: its secrets and links go, all records on both sides stay as they are. Where Microsoft calls us for it,
 * its sign-in is kept until that is ended there.
 */
export async function disconnectAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { id, ifMatch, config }: { id: string; ifMatch?: number | undefined; config: Config },
): Promise<void> {
  const row = await lockAccount(tx, by, id, ifMatch)
  const called = await tx
    .selectFrom('groupwareSubscription')
    .select('id')
    .where('accountId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (called) await keepEnded(tx, config, row)
  await forgetAccountSecret(tx, id)
  await forgetNotifications(tx, id)
  await tx.deleteFrom('groupwareAccount').where('id', '=', id).execute()
  await tell(tx, by, { action: 'groupware.disconnected', row, changes: [] })
}
