import { sql } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ContactsDb } from './tables.ts'

interface Which {
  id: string
  thumbnail: boolean
  /** The hash of one that is not the contact's now, or is not any more. */
  former?: string | undefined
}

/** Which bytes are the contact's picture, or one it had before, for whoever may see the contact. */
export async function readPhoto(
  db: Database<ContactsDb>,
  by: By,
  { id, thumbnail, former }: Which,
): Promise<{ hash: string; size: number }> {
  const size = sql.ref(thumbnail ? 'p.thumbnail_hash' : 'p.photo_hash')
  const kept = sql`union all select f.photo_hash, f.thumbnail_hash from former_picture f where f.contact_id = r.id`
  const { rows } = await sql<{ hash: string; size: number }>`
    select b.hash, b.size from contact r
    cross join lateral (select r.photo_hash, r.thumbnail_hash ${former === undefined ? sql`` : kept}) p
    join blob b on b.hash = ${size}
    where r.id = ${id} and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}
      and ${former === undefined ? sql`true` : sql`p.photo_hash = ${former}`} limit 1`.execute(db)
  const [row] = rows
  if (!row) throw missing()
  return row
}
