import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { connectionSettings } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import type { Store } from '#platform/files.ts'
import { writeArchive } from './archive-writer.ts'
import type { ArchiveWriter } from './archive-writer.ts'
import { copyStatement, readSequences, readTables } from './catalogue.ts'
import type { Table } from './catalogue.ts'
import { MANIFEST } from './manifest.ts'
import type { ArchivedTable, Manifest } from './manifest.ts'
import { checkArchive } from './read-archive.ts'
import { spool } from './spool.ts'

export interface BackupSource {
  connection: Connection
  store: Store
  version: string
  say(line: string): void
}

export interface Written {
  manifest: Manifest
  /** Files the database knows and the store does not have (any more) as they were. */
  lost: string[]
}

/**
 * Writes everything of one moment into an archive while others go on working, reads it again, and only then gives
 * it its name. Memory stays flat whatever the size.
 */
export async function writeBackup(source: BackupSource, path: string): Promise<Written> {
  const client = new pg.Client(connectionSettings(source.connection))
  client.on('error', () => {})
  await client.connect()
  const archive = writeArchive(path)
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local statement_timeout = 0')
    await client.query('set local idle_in_transaction_session_timeout = 0')
    const manifest = await describe(client, source.version)
    for (const table of await readTables(client)) {
      const archived = await addTable(archive, client, table)
      manifest.tables.push(archived)
      source.say(`table ${table.name}: ${archived.rows} rows`)
    }
    const suspects = await addFiles(archive, client, source, manifest)
    await client.query('commit')
    const text = Buffer.from(JSON.stringify(manifest, null, 1))
    await archive.add(MANIFEST, text.length, [text])
    await archive.end()
    await checkArchive(archive.draft)
    source.say('read again: every byte is as it was written')
    await archive.keep()
    return { manifest, lost: await stillKnown(client, suspects) }
  } catch (error) {
    await archive.discard()
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function describe(client: pg.Client, version: string): Promise<Manifest> {
  const { rows } = await client.query<{ at: string }>(
    `select to_char(transaction_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
  )
  const migrations = await client.query<{ name: string; hash: string }>(
    'select name, hash from migration order by name',
  )
  return {
    format: 1,
    version,
    createdAt: rows[0]?.at ?? '',
    migrations: migrations.rows,
    tables: [],
    sequences: await readSequences(client),
    files: { count: 0, bytes: 0 },
  }
}

/** tar wants to know each size first and COPY does not say it: so a table goes in parts of about 4 MB. */
const PART = 4 * 2 ** 20

async function addTable(archive: ArchiveWriter, client: pg.Client, table: Table): Promise<ArchivedTable> {
  const hash = createHash('sha256')
  let [bytes, part, number]: [number, Uint8Array[], number] = [0, [], 0]
  let size = 0
  const flush = async () => {
    number += 1
    await archive.add(`tables/${table.name}/${String(number).padStart(6, '0')}`, size, part)
    part = []
    size = 0
  }
  const rows = client.query(copyTo(copyStatement(table, 'to stdout')))
  for await (const chunk of rows as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    bytes += chunk.length
    size += chunk.length
    part.push(chunk)
    if (size >= PART) await flush()
  }
  if (size > 0) await flush()
  return { ...table, rows: rows.rowCount, bytes, sha256: hash.digest('hex') }
}

/** Adds every file of the snapshot; returns those that are not there, or not with the content of their hash. */
async function addFiles(
  archive: ArchiveWriter,
  client: pg.Client,
  { store, say }: BackupSource,
  manifest: Manifest,
): Promise<string[]> {
  const suspects: string[] = []
  const copy = `${archive.draft}.file`
  await client.query('declare blobs cursor for select hash from blob order by hash')
  for (;;) {
    const { rows } = await client.query<{ hash: string }>('fetch 500 from blobs')
    if (rows.length === 0) break
    for (const { hash } of rows) {
      const found = await read(store, hash, copy)
      if (found?.hash !== hash) {
        suspects.push(hash)
        continue
      }
      await archive.add(`files/${hash}`, found.size, createReadStream(copy))
      manifest.files.count += 1
      manifest.files.bytes += found.size
    }
    say(`files: ${manifest.files.count}`)
  }
  await rm(copy, { force: true })
  return suspects
}

async function read(store: Store, hash: string, copy: string) {
  if (!(await store.has(hash))) return undefined
  return spool(await store.read(hash), copy)
}

/** A file may have been removed on purpose since the snapshot; only what is still known is lost. */
async function stillKnown(client: pg.Client, hashes: string[]): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>('select hash from blob where hash = any($1)', [
    hashes,
  ])
  return rows.map((row) => row.hash)
}
