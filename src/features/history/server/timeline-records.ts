import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import { aboutReadable, named } from '#features/subjects/server/subject-access.ts'
import { readSubject } from '#features/subjects/server/subjects.ts'
import { ABOUT_KINDS } from '#features/subjects/subject.ts'
import type { AboutKind, AboutRecord } from '#features/subjects/subject.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { HistoryDb } from './tables.ts'

/** Whose timeline is asked for. */
export interface Whose {
  kind: AboutKind
  id: string
}

/** The record of a timeline with its name, if `by` may see it. */
export async function readWhose(db: Database<HistoryDb>, by: By, { kind, id }: Whose): Promise<AboutRecord> {
  if (kind !== 'contact') return readSubject(db, by, { kind, id })
  const { displayName } = await readContact(db, by, id)
  return { kind, id, title: displayName }
}

/**
 * The records whose entries make a timeline, of which the caller has read the first: the record itself and, of a
 * company, its persons whom `by` may see.
 */
export function timelineRecords(by: By, { kind, id }: Whose): RawBuilder<unknown> {
  if (kind !== 'contact') return sql`(select ${id}::uuid as id)`
  return sql`(
    select r.id from contact r
    where (r.id = ${id} or r.company_id = ${id}) and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)})`
}

/** True of the entries `e` of the record `c` among these that `by` may see: of whatever else they are about as well. */
export function entriesOf(by: By, { kind }: Whose): RawBuilder<SqlBool> {
  const others = ABOUT_KINDS.filter((other) => other !== kind)
  const seen = aboutReadable(by, sql`e`, { kinds: others, live: true })
  return sql<SqlBool>`(${named(kind, sql`e`)} = c.id and e.deleted_at is null and ${seen})`
}
