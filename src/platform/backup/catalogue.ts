import type pg from 'pg'

/** A table with the columns that hold data of their own (none that PostgreSQL computes). */
export interface Table {
  name: string
  columns: string[]
}

/** All tables of ours; the queue (schema pgboss) is made anew from the jobs. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows
}

/** The sequences that have given out a number, with the last one. */
export async function readSequences(client: pg.Client): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    select sequencename as name, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`)
  return rows
}

/** `copy` of exactly these columns, in the text format that every version of PostgreSQL reads. */
export function copyStatement({ name, columns }: Table, direction: 'to stdout' | 'from stdin'): string {
  return `copy public.${quoted(name)} (${columns.map(quoted).join(', ')}) ${direction}`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
