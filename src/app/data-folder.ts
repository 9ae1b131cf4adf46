import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readlink, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '#kernel/problem.ts'
import { KEY_FILE } from '#platform/secrets.ts'
import { elsewhere } from '#platform/postgres/home.ts'
import { syncFolder } from '#platform/postgres/files.ts'

/** A folder in which something grows that is wanted whole or not at all. */
export interface Draft {
  path: string
  keep(): Promise<void>
  discard(): Promise<void>
}

const NAME = 'restoring'
/** What a folder may hold and still be empty: what file systems and an interrupted attempt leave, and the key. */
const NOTHING = new Set([NAME, 'lost+found', '.gitkeep', '.DS_Store', KEY_FILE])
/** What belongs to a running process and not to the data. */
const PASSING = new Set(['kontor.lock', 'kontor.pid', 'uploads'])

/**
 * A draft inside of an empty data folder (which may be a mount point and cannot be replaced itself). Refuses a
 * folder that holds anything; what an interrupted attempt left is removed.
 */
export async function emptyDataFolder(dataDir: string): Promise<Draft> {
  const path = join(dataDir, NAME)
  const there = await readdir(dataDir).catch(() => [])
  const full = there.find((name) => !NOTHING.has(name))
  if (full) {
    throw new Problem(
      'conflict',
      'restore.not_empty',
      `${dataDir} is not empty (it holds "${full}"); a backup only goes into an empty data folder.`,
    )
  }
  await removeData(path)
  await mkdir(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
  await mkdir(path, { mode: isRoot() ? 0o711 : 0o700 })
  const { uid, gid } = await stat(dataDir)
  if (isRoot()) await chown(path, uid, gid)
  return {
    path,
    async keep() {
      const names = (await readdir(path)).filter((name) => !PASSING.has(name))
      // The database last: a data folder without one is empty.
      for (const name of names.sort((a, b) => Number(a === 'postgres') - Number(b === 'postgres')))
        await rename(join(path, name), join(dataDir, name))
      await syncFolder(dataDir)
      await rm(path, { recursive: true, force: true })
    },
    discard: () => removeData(path),
  }
}

/** A throw-away data folder that the database's account may enter, too. */
export async function scratchFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'kontor-'))
  if (isRoot()) await chmod(path, 0o711)
  return { path, remove: () => removeData(path) }
}

/** Removes a data folder, and its cluster where that lives elsewhere. */
async function removeData(path: string): Promise<void> {
  const link = join(path, 'postgres')
  if ((await lstat(link).catch(() => undefined))?.isSymbolicLink()) {
    const home = dirname(resolve(path, await readlink(link)))
    if (dirname(home) === elsewhere) await rm(home, { recursive: true, force: true })
  }
  await rm(path, { recursive: true, force: true, maxRetries: 5 })
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
