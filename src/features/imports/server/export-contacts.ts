import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { z } from 'zod'
import type { ContactListQuery } from '#features/contacts/contact-list.ts'
import { contactConditions, sourceWith } from '#features/contacts/server/contact-source.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { csvLine } from '#kernel/csv.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all, listPage } from '#platform/list.ts'
import type { ListSource } from '#platform/list.ts'
import type { exportQuery } from '../export.ts'
import { exportColumns, exportNames } from '../export-columns.ts'
import type { Exporting } from '../export-columns.ts'
import { readFields } from './read-imports.ts'
import type { ImportsDb } from './tables.ts'

/** Contacts fetched at once; also what memory holds of an export of any size. */
const PAGE = 500

/**
 * The contact list as CSV, piece by piece: what `by` may see, with the search, filters and order of the list. Starts
 * with a byte order mark and, for Germans, parts with `;`, as their Excel expects; no cell runs as a formula.
 */
export async function exportContacts(
  db: Database<ImportsDb>,
  by: By,
  { columns: wanted, ids, except, ...query }: z.infer<typeof exportQuery>,
): Promise<AsyncGenerator<string>> {
  const fields = await readFields(db)
  const list: ContactListQuery = { ...query, limit: PAGE }
  const source = sourceWith(fields)
  const conditions = await contactConditions(db, by, list, fields)
  if (ids) conditions.push(sql<SqlBool>`r.id = any(${ids}::uuid[])`)
  if (except) conditions.push(sql<SqlBool>`r.id <> all(${except}::uuid[])`)
  const names = wanted?.split(',').map((name) => name.trim())
  const unknown = names?.find((name) => !exportNames(fields).includes(name))
  if (unknown !== undefined) throw invalid('columns', 'unknown_column', `There is no column "${unknown}".`)
  const to: Exporting = {
    language: by.language,
    fields,
    most: await countDetails(db, source, conditions),
    labels: await namesOf(
      db,
      sql`select id, name from label where list in ('contact-types', 'temperatures')`,
    ),
    principals: await namesOf(
      db,
      sql`select id, name from app_user union all select id, name from user_group`,
    ),
  }
  // The first page is read before anything is answered, so that a wrong sort is refused as it should be.
  const first = await listPage(db, source, conditions, list)
  return lines(db, by, { source, conditions, list, first, columns: exportColumns(to, names) })
}

async function* lines(
  db: Database<ImportsDb>,
  by: By,
  plan: {
    source: ListSource
    conditions: RawBuilder<SqlBool>[]
    list: ContactListQuery
    first: Awaited<ReturnType<typeof listPage>>
    columns: ReturnType<typeof exportColumns>
  },
): AsyncGenerator<string> {
  const style = { delimiter: by.language === 'de' ? ';' : ',' }
  const { source, conditions, list, columns } = plan
  yield `\uFEFF${csvLine(
    columns.map((column) => column.heading),
    style,
  )}`
  for (let page = plan.first; ;) {
    const contacts = await readContacts(db, by, page.ids)
    yield contacts
      .map((contact) =>
        csvLine(
          columns.map((column) => column.cell(contact)),
          style,
        ),
      )
      .join('')
    if (page.nextCursor === null) return
    page = await listPage(db, source, conditions, { ...list, cursor: page.nextCursor })
  }
}

/** The most details of each kind that one of the contacts has. */
async function countDetails(
  db: Database<ImportsDb>,
  source: ListSource,
  conditions: RawBuilder<SqlBool>[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ kind: string; most: number }>`
    select kind, max(n)::int as most from (
      select d ->> 'kind' as kind, count(*) as n
      from contact r cross join lateral jsonb_array_elements(r.details) d
      where ${all([source.always, ...conditions])} group by r.id, d ->> 'kind'
    ) c group by kind`.execute(db)
  return new Map(rows.map(({ kind, most }) => [kind, most]))
}

async function namesOf(db: Database<ImportsDb>, query: RawBuilder<unknown>): Promise<Map<string, string>> {
  const { rows } = await (query as RawBuilder<{ id: string; name: string }>).execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
