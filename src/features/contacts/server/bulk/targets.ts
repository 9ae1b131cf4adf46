import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { readFieldRules } from '#features/customfields/server/custom-fields.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { Bulk } from '../../bulk.ts'
import { contactListQuery } from '../../contact-list.ts'
import { contactConditions } from '../contact-source.ts'
import type { ContactsDb } from '../tables.ts'

/** Which contacts (`r`) are meant, as far as `by` may see them. */
export async function targetsOf(
  db: Database<ContactsDb>,
  by: By,
  { ids, filter }: Pick<Bulk, 'ids' | 'filter'>,
): Promise<RawBuilder<SqlBool>> {
  const live = sql<SqlBool>`r.deleted_at is null`
  if (ids) return all([live, sql<SqlBool>`r.id = any(${uuids(ids)})`, readable(by, sql`r.reader_ids`)])
  const { except = [], ...query } = filter ?? {}
  const others = sql<SqlBool>`r.id != all(${uuids(except)})`
  const listed = contactListQuery.parse(query)
  const found = await contactConditions(db, by, listed, await readFieldRules(db))
  return all([live, ...found, ...(except.length > 0 ? [others] : [])])
}
