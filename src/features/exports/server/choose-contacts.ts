import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Contact } from '#features/contacts/contact.ts'
import type { ContactListQuery } from '#features/contacts/contact-list.ts'
import { contactConditions, sourceWith } from '#features/contacts/server/contact-source.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { listPage } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import type { ExportQuery } from '../export.ts'

export interface ChosenContacts {
  fields: FieldRule[]
  source: ListSource
  conditions: RawBuilder<SqlBool>[]
  /** Some of them at a time, each once, in the order of the list. */
  pages: AsyncGenerator<Contact[]>
}

/** Contacts fetched at once; also what memory holds of an export of any size. */
const PAGE = 500

/**
 * The contacts of an export: what `by` may see, with the search, filters and order of the list. The first page is
 * read before anything is answered, so that a wrong sort or filter is refused as it should be.
 */
export async function chooseContacts(
  db: Database<ImportsDb>,
  by: By,
  { ids, except, ...query }: ExportQuery,
): Promise<ChosenContacts> {
  const fields = await readFieldRules(db)
  const list: ContactListQuery = { ...query, limit: PAGE }
  const source = sourceWith(fields, by)
  const conditions = await contactConditions(db, by, list, fields)
  if (ids) conditions.push(sql<SqlBool>`r.id = any(${uuids(ids)})`)
  if (except) conditions.push(sql<SqlBool>`r.id <> all(${uuids(except)})`)
  const first = await listPage(db, source, conditions, list)
  async function* pages() {
    for (let page = first; ;) {
      yield await readContacts(db, by, page.ids)
      if (page.nextCursor === null) return
      page = await listPage(db, source, conditions, { ...list, cursor: page.nextCursor })
    }
  }
  return { fields, source, conditions, pages: pages() }
}
