import { sql } from 'kysely'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { ContactOrigin } from '../import.ts'
import type { ImportsDb } from './tables.ts'

/** The import that brought a contact `by` sees, with what was said of its data. */
export async function readOrigin(db: Database<ImportsDb>, by: By, id: string): Promise<ContactOrigin> {
  await readContact(db, by, id)
  const { rows } = await sql<NonNullable<ContactOrigin['import']>>`
    select i.id, i.file_name as name, r.created_at as at, coalesce(p.name, '') as by_name, i.origin
    from contact r join import i on i.id = r.run_id left join app_user p on p.id = i.owner_id
    where r.id = ${id}`.execute(db)
  return { import: rows[0] ?? null }
}
