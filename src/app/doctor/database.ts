import { readMigrations } from '#platform/migrate.ts'
import { bad, doubtful, good } from './finding.ts'
import type { Check, Finding, Patient } from './finding.ts'

const OLDEST = 15
const EXTENSIONS = ['pg_trgm', 'btree_gin']

/** Whether the server is one Kontor works well on. */
export const databaseChecks: Check[] = [version, extensions, letters, migrations, clock]

async function version({ client }: Patient): Promise<Finding> {
  const row = await one(
    client,
    `select current_setting('server_version_num')::int / 10000 as major,
    current_setting('server_version') as version`,
  )
  const words = `PostgreSQL ${row['version']} answers`
  return Number(row['major']) >= OLDEST ? good(words) : bad(`${words}, but Kontor needs ${OLDEST} or newer`)
}

async function extensions({ client }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    'select name from pg_available_extensions where name = any($1)',
    [EXTENSIONS],
  )
  const absent = EXTENSIONS.filter((name) => !rows.some((row) => row.name === name))
  if (absent.length === 0) return good(`the extensions ${EXTENSIONS.join(' and ')} are available`)
  return bad(`the extension ${absent.join(', ')} is missing: install PostgreSQL's contrib package`)
}

/** In a database whose character type is C, trigrams take "ü" for no letter and search misses it. */
async function letters({ client }: Patient): Promise<Finding> {
  const row = await one(
    client,
    `select datctype as ctype, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`,
  )
  if (row['encoding'] !== 'UTF8') return bad(`the database is in ${row['encoding']} and not in UTF8`)
  if (row['ctype'] !== 'C' && row['ctype'] !== 'POSIX') return good(`umlauts are letters (${row['ctype']})`)
  return bad(`lc_ctype is ${row['ctype']}, so that search misses umlauts: create the database with C.UTF-8`)
}

async function migrations({ client }: Patient): Promise<Finding> {
  const ledger = await one(client, `select to_regclass('public.migration') is not null as there`)
  if (!ledger['there']) return doubtful('the database is empty: the first start sets it up')
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migration')
  const known = await readMigrations()
  const foreign = rows.find((row) => !known.some((m) => m.name === row.name && m.hash === row.hash))
  if (foreign) return bad(`the database was made by another Kontor: this one does not know ${foreign.name}`)
  const missing = known.length - rows.length
  return missing === 0
    ? good(`the database is up to date (${known.at(-1)?.name})`)
    : doubtful(`${missing} migrations are waiting: the next start runs them`)
}

async function clock({ client }: Patient): Promise<Finding> {
  const before = Date.now()
  const row = await one(client, 'select extract(epoch from clock_timestamp())::float8 * 1000 as now')
  const seconds = Math.round(Math.abs(Number(row['now']) - (before + Date.now()) / 2) / 1000)
  return seconds <= 5
    ? good('the clocks of this machine and of the database agree')
    : bad(`the clocks of this machine and of the database are ${seconds} seconds apart`)
}

async function one(client: Patient['client'], text: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(text)
  return rows[0] ?? {}
}
