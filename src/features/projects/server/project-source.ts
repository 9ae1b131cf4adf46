import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ListSource } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import type { ProjectListQuery } from '../project.ts'
import type { ProjectsDb } from './tables.ts'

const bool = sql<SqlBool>

export const projectSearched = { text: sql`r.search`, fields: {} }

export const projectSource: ListSource = {
  table: 'project',
  always: bool`r.deleted_at is null`,
  defaultSort: 'status',
  sorts: {
    status: {
      by: sql`array_position(array['open', 'paused', 'done', 'cancelled'], r.status)`,
      type: 'integer',
    },
    title: { by: sql`r.sort_key`, type: 'text' },
    end: { by: sql`coalesce(r.end_day, '9999-12-31'::date)`, type: 'date' },
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
  },
}

/** Everything the address of the list says, as conditions; access comes first and always. */
export async function projectConditions(
  db: Database<ProjectsDb>,
  by: By,
  { q, status, owner, member, contact, opportunity }: Partial<ProjectListQuery>,
): Promise<RawBuilder<SqlBool>[]> {
  const who = (id: string) => (id === 'me' ? by.id : id)
  return [
    readable(by, sql`r.reader_ids`),
    ...(status?.length ? [bool`r.status = any(${status}::text[])`] : []),
    ...(owner?.length ? [bool`r.owner_id = any(${uuids(owner.map(who))})`] : []),
    ...(member
      ? [bool`r.id in (select m.project_id from project_member m where m.user_id = ${who(member)})`]
      : []),
    ...(contact ? [isLinked(by, contact)] : []),
    ...(opportunity
      ? [
          bool`r.opportunity_id in (
          select o.id from opportunity o where o.id = ${opportunity} and ${readable(by, sql`o.reader_ids`)})`,
        ]
      : []),
    ...(await searchConditions(db, q, projectSearched)),
  ]
}

/** Only as far as `by` may see those contacts. */
function isLinked(by: By, contact: string): RawBuilder<SqlBool> {
  return bool`r.id in (
    select p.project_id from project_contact p join contact c on c.id = p.contact_id
    where (c.id = ${contact} or c.company_id = ${contact}) and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)})`
}
