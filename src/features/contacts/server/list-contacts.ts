import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { countRows, listPage } from '#platform/list.ts'
import type { Contact } from '../contact.ts'
import type { ContactListQuery } from '../contact-list.ts'
import { contactSelection, sourceWith } from './contact-source.ts'
import { readContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/** One page of the contacts `by` may see, filtered, searched and sorted as the query says. */
export async function listContacts(
  db: Database<ContactsDb>,
  by: By,
  query: ContactListQuery,
): Promise<{ items: Contact[]; nextCursor: string | null; total?: number }> {
  const ownFields =
    Object.keys(query).some((name) => name.startsWith('custom.')) || query.sort?.includes('custom.')
  const fields = ownFields ? await readFieldRules(db) : []
  const source = sourceWith(fields, by)
  const selection = await contactSelection(db, by, query, fields)
  const [{ ids, nextCursor }, total] = await Promise.all([
    listPage(db, source, selection, query),
    query.count ? countRows(db, source, selection.conditions, query.count) : undefined,
  ])
  const items = await readContacts(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}
