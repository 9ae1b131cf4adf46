import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { EVERYONE } from '#kernel/rights.ts'

/**
 * The one predicate behind lists, search, counts, exports, files and the live stream: true when `by` may read the
 * row whose `reader_ids` column is `readers`. Every table of records people keep to themselves has that column; the
 * action that writes the row fills it with `readersOf(record)`.
 */
export function readable(by: By, readers: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  return sql<SqlBool>`${readers} && ${uuids(by.principals)}`
}

/** True when a live event about a record with these readers concerns `by`. */
export function concerns(by: By, readers: string[] | 'everyone'): boolean {
  if (by.role === 'admin') return true
  const principals = readers === 'everyone' ? [EVERYONE] : readers
  return principals.some((id) => by.principals.includes(id))
}

/** A uuid array as one parameter, so that the statement stays the same for any number of them. */
export function uuids(ids: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${`{${ids.join(',')}}`}::uuid[]`
}
