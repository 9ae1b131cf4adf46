import { lstat, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { Problem } from '#kernel/problem.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import type { Written } from '#platform/backup/write-backup.ts'
import { readConfig } from '#platform/config.ts'
import { connectionSettings } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { openStore } from '../store.ts'
import { VERSION } from '../version.ts'
import { WrongUsage } from './command.ts'
import type { Command } from './command.ts'
import { withDatabase } from './reach.ts'

export const backupCommand: Command = {
  usage: 'backup [file]',
  help: `Writes one archive of the database and all files as they are at one moment, while Kontor goes on running,
reads it again, and gives it its name only then. Without a name, or with that of a folder, it is called
kontor-<moment>.tar.gz. Whoever has it has your customers: keep it safe.

  --quiet   only say what went wrong`,
  options: { quiet: { type: 'boolean' } },
  async run({ words, options, env, say }) {
    if (words.length > 1) throw new WrongUsage('One file at a time.')
    const config = readConfig(env)
    const path = await nameFor(words[0] ?? '.', new Date())
    const tell = options['quiet'] ? () => {} : say
    const { manifest, lost } = await withDatabase(config, async (connection) => {
      const source = { connection, store: openStore(config), version: VERSION, say: tell }
      const written = await writeBackup(source, path)
      await noteBackup(connection, path, written)
      return written
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { size } = await stat(path)
    tell(`${path}: ${rows} rows, ${manifest.files.count} files, ${(size / 2 ** 20).toFixed(1)} MB`)
    if (lost.length === 0) return 0
    process.stderr.write(
      `kontor: ${lost.length} files are lost or damaged where they were kept, and not in the backup:\n` +
        lost.map((hash) => `  ${hash}\n`).join(''),
    )
    return 1
  },
}

async function nameFor(given: string, now: Date): Promise<string> {
  const path = resolve(given)
  const there = await stat(path).catch(() => undefined)
  if (!there?.isDirectory()) {
    if (await lstat(path).catch(() => undefined))
      throw new Problem('conflict', 'backup.exists', `${path} is there already.`)
    return path
  }
  return join(path, `kontor-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.gz`)
}

/** Remembers the backup, so that doctor and the screens can say how old the last one is. */
async function noteBackup(connection: Connection, path: string, { manifest, lost }: Written): Promise<void> {
  const { createdAt: at, files } = manifest
  const { size } = await stat(path)
  const client = new pg.Client(connectionSettings(connection))
  await client.connect()
  await client
    .query(
      `insert into setting (key, value) values ('last-backup', $1)
       on conflict (key) do update set value = $1, version = setting.version + 1, updated_at = now()`,
      [JSON.stringify({ at, bytes: size, files: files.count, lost: lost.length, path })],
    )
    .finally(() => client.end())
}
