import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Contact, ContactChange } from '../contact.ts'
import { writeChanges } from './change-contacts.ts'
import { readContext } from './contact-state.ts'
import type { ContactContext } from './contact-state.ts'
import { presentContact, selectContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/**
 * Changes a contact by a merge patch: null empties a field, `custom` is merged key by key, lists are replaced. Refused
 * when somebody else changed it since `ifMatch`. Nothing is written when nothing differs.
 */
export async function changeContact(
  tx: Tx<ContactsDb>,
  by: By,
  {
    id,
    change,
    ifMatch,
    context,
  }: { id: string; change: ContactChange; ifMatch?: number | undefined; context?: ContactContext },
): Promise<Contact> {
  const changeOf = ({ version }: Contact) => {
    if (ifMatch === undefined || ifMatch === version) return change
    throw new Problem('stale', 'stale', 'Somebody else changed this contact in the meantime.')
  }
  const known = context ?? (await readContext(tx))
  const [changed] = await writeChanges(tx, by, { ids: [id], changeOf, context: known })
  if (changed instanceof Problem) throw changed
  // Read whoever may see it now: somebody who took themselves off it sees what they did.
  return presentContact(await selectContacts(tx).where('id', '=', id).executeTakeFirstOrThrow(), by)
}
