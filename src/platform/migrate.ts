import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Problem } from '#kernel/problem.ts'
import { connectionSettings } from './database.ts'
import type { Connection } from './database.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
/** Any constant: processes that start together queue up behind it. */
export const migrationLock = 20_261_121
/** Where the database keeps which files it has seen. */
export const LEDGER = `create table if not exists migration
  (name text primary key, hash text not null, at timestamptz not null default now())`

export interface Migration {
  name: string
  text: string
  hash: string
}

/** The numbered SQL files, in order. */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name: name.replace('.sql', ''), text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the database up to `upTo` (default: the newest), each file in a transaction of its own, once, however many
 * processes start at the same time. Throws when the database is newer than the program or a file was altered later.
 */
export async function migrate(connection: Connection, upTo?: string): Promise<string[]> {
  const client = new pg.Client(connectionSettings(connection))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(LEDGER)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migration')
    const all = await readMigrations()
    refuseForeign(rows, all)
    const wanted = all.filter((m) => !rows.some((r) => r.name === m.name) && (!upTo || m.name <= upTo))
    for (const migration of wanted) await run(client, migration)
    return wanted.map((m) => m.name)
  } finally {
    await client.end()
  }
}

function refuseForeign(done: { name: string; hash: string }[], known: Migration[]): void {
  for (const { name, hash } of done) {
    const same = known.find((m) => m.name === name)
    if (!same)
      throw new Problem('conflict', 'database.newer', `The database knows "${name}"; this Kontor is older.`)
    if (same.hash !== hash)
      throw new Problem('conflict', 'database.altered', `"${name}" was altered after it ran.`)
  }
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await applyMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed`, { cause: error })
  }
}

/** Runs one file and notes it, in the caller's transaction. */
export async function applyMigration(client: pg.Client, { name, text, hash }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
}
