import { notify } from '#features/notifications/server/notify.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import type { ContactsDb } from './tables.ts'

/** Tells who was put on a contact as its manager; a run of many says it once at its end instead. */
export async function tellManagers(
  tx: Tx<ContactsDb>,
  by: By,
  { before, after }: { before?: Contact; after: Pick<Contact, 'id' | 'displayName' | 'managers'> },
): Promise<void> {
  if (by.runId !== undefined) return
  const users = after.managers.filter((id) => !before?.managers.includes(id))
  const record = { kind: 'contact', id: after.id, title: after.displayName }
  await notify(tx, by, { users, kind: 'manager', record })
}
