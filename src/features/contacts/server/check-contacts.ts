import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'

/** Refuses contacts that are not there, or not for `by`. */
export async function checkContacts<T>(
  db: Database<T>,
  by: By,
  ids: readonly string[],
  path: string,
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const seen = await seenContacts(db, by, wanted)
  if (seen.size < wanted.length)
    throw invalid(path, 'unknown', 'There is no such contact, or you may not see it.')
}

/** Those of the contacts that are there and `by` may see. */
export async function seenContacts<T>(
  db: Database<T>,
  by: By,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from contact c
    where c.id = any(${uuids(ids)}) and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}`.execute(
    db,
  )
  return new Set(rows.map((row) => row.id))
}
