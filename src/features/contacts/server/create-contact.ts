import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Contact, ContactNew } from '../contact.ts'
import { readContext } from './contact-state.ts'
import type { ContactContext } from './contact-state.ts'
import { insertContacts } from './create-contacts.ts'
import { readContact } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/**
 * Creates a contact. Whoever creates it is its manager unless others are named. A person whose employer is given by
 * name works for the visible company of that name; if there is none it is created with the same managers.
 */
export async function createContact(
  tx: Tx<ContactsDb>,
  by: By,
  input: ContactNew,
  known?: ContactContext,
): Promise<Contact> {
  const [made] = await insertContacts(tx, by, [input], known ?? (await readContext(tx)))
  if (made instanceof Problem) throw made
  return readContact(tx, { ...by, role: 'admin' }, made ?? '')
}
