import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { exportColumns, exportNames } from '../export-columns.ts'
import type { ExportColumn } from '../export-columns.ts'
import type { ChosenContacts } from './choose-contacts.ts'

/** The columns of these contacts under the names asked for, else all that hold something. */
export async function chooseColumns(
  db: Database<ImportsDb>,
  by: By,
  chosen: ChosenContacts,
  wanted: string | undefined,
): Promise<ExportColumn[]> {
  const { fields } = chosen
  const names = wanted?.split(',').map((name) => name.trim())
  const unknown = names?.find((name) => !exportNames(fields).includes(name))
  if (unknown !== undefined) throw invalid('columns', 'unknown_column', `There is no column "${unknown}".`)
  const [most, { labels, principals }] = [await countDetails(db, chosen), await readNames(db)]
  return exportColumns({ language: by.language, fields, most, labels, principals }, names)
}

export interface Names {
  /** Types and temperatures. */
  labels: Map<string, string>
  /** Users and groups. */
  principals: Map<string, string>
}

/** What the ids in contacts are called. */
export async function readNames(db: Database<ImportsDb>): Promise<Names> {
  return {
    labels: await namesOf(
      db,
      sql`select id, name from label where list in ('contact-types', 'temperatures')`,
    ),
    principals: await namesOf(
      db,
      sql`select id, name from app_user union all select id, name from user_group`,
    ),
  }
}

/** The most details of each kind that one of the contacts has. */
async function countDetails(
  db: Database<ImportsDb>,
  { source, conditions }: ChosenContacts,
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
