import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { exportedTables } from '../../full-export.ts'
import type { ExportSize, Tables } from '../../full-export.ts'

/** Tables with more rows than these are not counted: PostgreSQL knows them well enough. */
const COUNTED = 10_000

/** About how much a full export would hold now. */
export async function measureExport(db: Database<unknown>, tables: Tables): Promise<ExportSize> {
  const names = exportedTables(tables).map(({ name }) => name)
  const counts = names.map((name) => {
    const known = sql`select reltuples::bigint from pg_class where oid = ${snake(name)}::regclass`
    return sql`select greatest((select count(*) from (select 1 from ${sql.table(name)} limit ${COUNTED}) as first),
      (${known})) as rows, pg_table_size(${snake(name)}::regclass) as bytes`
  })
  const { rows } = await sql<ExportSize>`
    select sum(t.rows)::bigint as rows, b.files, (sum(t.bytes) + b.bytes)::bigint as bytes
    from (${sql.join(counts, sql` union all `)}) t,
      (select count(*) as files, coalesce(sum(size), 0) as bytes from blob) b
    group by b.files, b.bytes`.execute(db)
  return rows[0] ?? { rows: 0, files: 0, bytes: 0 }
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
