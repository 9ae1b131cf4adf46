import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import { ABOUT_KINDS, SUBJECT_KINDS } from '../subject.ts'
import type { AboutKind } from '../subject.ts'

/**
 * Tasks, appointments and entries of the timeline have no readers of their own: whoever sees all that a row is about
 * sees the row. These conditions are the one place where that stands; `row` is its alias, whose columns contact_id,
 * opportunity_id, event_id and project_id name what it is about.
 */

/** True of rows of which `by` sees all they are about. With `live` one in the bin hides them too. */
export function aboutReadable(
  by: By,
  row: RawBuilder<unknown>,
  { kinds = ABOUT_KINDS, live = false }: { kinds?: readonly AboutKind[]; live?: boolean } = {},
): RawBuilder<SqlBool> {
  if (by.role === 'admin' && !live) return sql<SqlBool>`true`
  const there = live ? sql` and s.deleted_at is null` : sql``
  return each(kinds, row, () => sql`${readable(by, sql`s.reader_ids`)}${there}`)
}

/** True of rows of which `by` may change all they are about. */
export function aboutChangeable(by: By, row: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (by.role === 'admin') return sql<SqlBool>`true`
  if (by.role === 'guest') return sql<SqlBool>`false`
  // Managers always are readers, each by name (`readersOf`); everybody is nobody's manager.
  const own = by.principals.filter((id) => id !== EVERYONE)
  return each(ABOUT_KINDS, row, () => sql`(s.visibility = 'write' or s.reader_ids && ${uuids(own)})`)
}

/** The names of the subjects of a row, as a column `about`: only of those `by` sees and that are not in the bin. */
export function aboutColumn(by: By, row: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = SUBJECT_KINDS.map(
    (kind) => sql`${sql.lit(kind)}, case when ${named(kind, row)} is not null then (
      select json_build_object('id', s.id, 'title', s.title) from ${sql.table(kind)} s
      where s.id = ${named(kind, row)} and s.deleted_at is null and ${readable(by, sql`s.reader_ids`)}) end`,
  )
  return sql`json_build_object(${sql.join(parts)}) as about`
}

/** True of rows about this subject, as far as `by` sees it. */
export function isAbout(
  by: By,
  row: RawBuilder<unknown>,
  { kind, id }: { kind: AboutKind; id: string },
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${named(kind, row)} = ${id} and exists (
    select 1 from ${sql.table(kind)} s
    where s.id = ${id} and s.deleted_at is null and ${readable(by, sql`s.reader_ids`)}))`
}

/** The column of a row that names what of this kind it is about. */
export function named(kind: AboutKind, row: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`${row}.${sql.ref(`${kind}_id`)}`
}

function each(
  kinds: readonly AboutKind[],
  row: RawBuilder<unknown>,
  condition: () => RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  const arms = kinds.map(
    (kind) => sql`(${named(kind, row)} is null or exists (
      select 1 from ${sql.table(kind)} s where s.id = ${named(kind, row)} and ${condition()}))`,
  )
  return sql<SqlBool>`(${sql.join(arms, sql` and `)})`
}
