import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { checkArchive } from '#platform/backup/read-archive.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { emptyDataFolder, scratchFolder } from '../data-folder.ts'
import { restoreInto, resumeJobs } from '../restore-data.ts'
import { openStore } from '../store.ts'
import { WrongUsage } from './command.ts'
import type { Command } from './command.ts'

export const restoreCommand: Command = {
  usage: 'restore <file> [--verify]',
  help: `Brings a backup back into an empty data folder (KONTOR_DATA_DIR) or an empty database (DATABASE_URL); both
are left untouched when anything is wrong. Kontor must not be running there. Users sign in as before; unfinished
jobs go on; a mail that was waiting is not sent again.

  --verify   only try: restore into a scratch database and remove it`,
  options: { verify: { type: 'boolean' } },
  async run({ words, options, env, say }) {
    const [file] = words
    if (words.length !== 1 || !file) throw new WrongUsage('Which backup?')
    const config = readConfig(env)
    const path = resolve(file)
    if (!options['verify'] && !config.databaseUrl) await (await emptyDataFolder(config.dataDir)).discard()
    const manifest = await checkArchive(path)
    say(`backup of ${manifest.createdAt} by Kontor ${manifest.version}: whole`)
    if (options['verify']) await verify(path, manifest, say)
    else if (config.databaseUrl) await intoServer(config, config.databaseUrl, path, manifest, say)
    else await intoFolder(config, path, manifest, say)
    say(options['verify'] ? 'it can be restored' : 'restored: start Kontor with "npm start"')
    return 0
  },
}

type Say = (line: string) => void

async function verify(path: string, manifest: Manifest, say: Say): Promise<void> {
  const scratch = await scratchFolder()
  try {
    await restoreInto(scratch.path, { unsafe: true }, path, manifest, say)
  } finally {
    await scratch.remove()
  }
}

async function intoFolder(config: Config, path: string, manifest: Manifest, say: Say): Promise<void> {
  const draft = await emptyDataFolder(config.dataDir)
  try {
    await restoreInto(draft.path, { unsafe: false }, path, manifest, say)
    await draft.keep()
  } catch (error) {
    await draft.discard()
    throw error
  }
}

/** Files go to their place before the database knows them; if it never does, they are bytes without a name. */
async function intoServer(
  config: Config,
  url: string,
  path: string,
  manifest: Manifest,
  say: Say,
): Promise<void> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const scratch = join(config.dataDir, `restoring-${process.pid}`)
  const target = { connection: { connectionString: url }, store: openStore(config), scratch, say }
  await restoreBackup(target, path, manifest)
  await resumeJobs(target.connection)
}
