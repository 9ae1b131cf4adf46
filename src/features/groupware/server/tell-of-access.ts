import { notify } from '#features/notifications/server/notify.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { AccountRow } from './account-row.ts'
import type { GroupwareDb } from './tables.ts'

/** Tells whom an account belongs to that it takes their sign-in no more, so that nothing runs until they mend it. */
export function tellOfAccess(
  tx: Tx<GroupwareDb>,
  { id, ownerId, name }: Pick<AccountRow, 'id' | 'ownerId' | 'name'>,
): Promise<void> {
  return notify(tx, KONTOR, {
    users: [ownerId],
    kind: 'sync',
    record: { kind: 'groupware', id, title: name },
  })
}

const KONTOR: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'system',
}
