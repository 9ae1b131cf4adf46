import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { exportedTables } from '../../full-export.ts'
import type { ExportSize, Tables } from '../../full-export.ts'

/** About how much a full export would hold now; big tables are not counted, PostgreSQL knows them well enough. */
export async function measureExport(db: Database<unknown>, tables: Tables): Promise<ExportSize> {
  const names = exportedTables(tables).map(({ name }) => columnCase(name))
  const { rows } = await sql<{ rows: number; files: number; bytes: number }>`
    select
      (select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
        where relnamespace = 'public'::regnamespace and relname = any(${names})) as rows,
      (select count(*) from blob) as files,
      (select coalesce(sum(size), 0)::bigint from blob)
        + (select coalesce(sum(pg_table_size(oid)), 0)::bigint from pg_class
            where relnamespace = 'public'::regnamespace and relname = any(${names})) as bytes`.execute(db)
  return rows[0] ?? { rows: 0, files: 0, bytes: 0 }
}

function columnCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
