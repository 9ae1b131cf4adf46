import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '#kernel/problem.ts'
import { connectionSettings } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import type { Store } from '#platform/files.ts'
import { LEDGER, applyMigration, migrationLock, readMigrations } from '#platform/migrate.ts'
import type { Migration } from '#platform/migrate.ts'
import { copyStatement, quoted, readTables } from './catalogue.ts'
import type { Table } from './catalogue.ts'
import { damaged } from './manifest.ts'
import type { ArchivedTable, Manifest } from './manifest.ts'
import { readArchive } from './read-archive.ts'
import { spool } from './spool.ts'

export interface RestoreTarget {
  connection: Connection
  store: Store
  /** A file that may be written and removed. */
  scratch: string
  say(line: string): void
}

/**
 * Brings a checked archive back into an empty database and its files into the store, in one transaction: the tables
 * as the archive knew them, what was in them, then the migrations that came later. All of it is there or nothing.
 */
export async function restoreBackup(target: RestoreTarget, path: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client(connectionSettings(target.connection))
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await refuseFull(client)
    const later = await buildTables(client, manifest)
    const foreignKeys = await loosen(client)
    await load(client, target, path, manifest)
    await tighten(client, foreignKeys)
    await settle(client, manifest)
    for (const migration of later) await applyMigration(client, migration)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end().catch(() => {})
  }
}

async function refuseFull(client: pg.Client): Promise<void> {
  const [table] = await readTables(client)
  if (table) {
    throw new Problem(
      'conflict',
      'restore.not_empty',
      `The database is not empty (it has a table "${table.name}"); a backup only goes into an empty one.`,
    )
  }
}

/** Runs the migrations the archive had; returns those that came later. */
async function buildTables(client: pg.Client, manifest: Manifest): Promise<Migration[]> {
  const known = await readMigrations()
  const had = manifest.migrations.map(({ name, hash }) => {
    const same = known.find((m) => m.name === name)
    if (same?.hash === hash) return same
    const why = same ? `knows "${name}" differently` : `does not know "${name}"`
    throw new Problem(
      'conflict',
      'restore.other_version',
      `This Kontor ${why}: restore with Kontor ${manifest.version} or a later one.`,
    )
  })
  await client.query(LEDGER)
  for (const migration of had) await applyMigration(client, migration)
  return known.filter((m) => !had.includes(m))
}

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** Takes foreign keys off, so that the order of tables and of rows does not matter, and empties the tables. */
async function loosen(client: pg.Client): Promise<ForeignKey[]> {
  const tables = await readTables(client)
  const { rows } = await client.query<ForeignKey>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace`)
  for (const { table, name } of rows)
    await client.query(`alter table public.${quoted(table)} drop constraint ${quoted(name)}`)
  for (const { name } of tables) await client.query(`alter table public.${quoted(name)} disable trigger user`)
  await client.query(`truncate ${tables.map(({ name }) => `public.${quoted(name)}`).join(', ')}`)
  return rows
}

/** Puts foreign keys back, which checks them over all rows. */
async function tighten(client: pg.Client, foreignKeys: ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of foreignKeys)
    await client.query(`alter table public.${quoted(table)} add constraint ${quoted(name)} ${definition}`)
  for (const { name } of await readTables(client))
    await client.query(`alter table public.${quoted(name)} enable trigger user`)
}

async function load(
  client: pg.Client,
  { store, scratch, say }: RestoreTarget,
  path: string,
  manifest: Manifest,
): Promise<void> {
  const wanted = new Map(manifest.tables.map((table) => [table.name, table]))
  demandSameTables(await readTables(client), wanted)
  let open: { name: string; sink: ReturnType<typeof copyFrom> } | undefined
  const close = async () => {
    if (!open) return
    const { name, sink } = open
    open = undefined
    sink.end()
    await finished(sink)
    if (sink.rowCount !== wanted.get(name)?.rows) throw damaged(`table "${name}" has another number of rows`)
    say(`table ${name}: ${sink.rowCount} rows`)
  }
  let files = 0
  await readArchive(path, {
    async table(name, content) {
      if (open?.name !== name) {
        await close()
        const table = wanted.get(name)
        if (!table) throw damaged(`table "${name}" does not belong there`)
        open = { name, sink: client.query(copyFrom(copyStatement(table, 'from stdin'))) }
      }
      await pour(content, open.sink)
    },
    async file(hash, content) {
      const { size, hash: found } = await spool(content, scratch)
      if (found === hash && !(await store.has(hash))) await store.put(hash, scratch, size)
      files += 1
      if (files % 500 === 0) say(`files: ${files}`)
    },
  })
  await close()
  await rm(scratch, { force: true })
  say(`files: ${files}`)
}

function demandSameTables(tables: Table[], wanted: Map<string, ArchivedTable>): void {
  const form = (list: Iterable<Table>) =>
    [...list]
      .map(({ name, columns }) => `${name}(${[...columns].sort().join()})`)
      .sort()
      .join()
  if (form(tables) !== form(wanted.values())) throw damaged('its tables are not those of its version')
}

async function pour(content: AsyncIterable<Uint8Array>, sink: Writable): Promise<void> {
  // PostgreSQL may refuse a row while we wait for it to take more.
  const over = finished(sink)
  over.catch(() => {})
  for await (const chunk of content) if (!sink.write(chunk)) await Promise.race([once(sink, 'drain'), over])
}

/** Numbers go on where they were; a mail that was waiting then has been sent since and is not sent again. */
async function settle(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name, value } of manifest.sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, value])
  await client.query(
    `update mail set state = 'not sent', error = 'restored from a backup' where state = 'waiting'`,
  )
}
