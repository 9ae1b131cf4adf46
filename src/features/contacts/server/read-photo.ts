import { sql } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ContactsDb } from './tables.ts'

/** Which bytes are the contact's picture, for whoever may see the contact. */
export async function readPhoto(
  db: Database<ContactsDb>,
  by: By,
  { id, thumbnail }: { id: string; thumbnail: boolean },
): Promise<{ hash: string; size: number }> {
  const row = await db
    .selectFrom('contact as r')
    .innerJoin('blob', 'blob.hash', thumbnail ? 'r.thumbnailHash' : 'r.photoHash')
    .select(['blob.hash', 'blob.size'])
    .where('r.id', '=', id)
    .where('r.deletedAt', 'is', null)
    .where(readable(by, sql`r.reader_ids`))
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}
