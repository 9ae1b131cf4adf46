import { createHash } from 'node:crypto'
import { lstat, mkdir, readlink, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

import { Problem } from '#kernel/problem.ts'

import type { Account } from './account.ts'
import { run } from './run.ts'

/** Where clusters live whose data folder PostgreSQL's account cannot reach, such as one below /root. */
export const elsewhere = '/var/lib/kontor'

/**
 * The folder that holds the cluster `postgres`: the data folder itself, or a place under /var/lib/kontor when
 * the account may not enter the data folder. Then `postgres` in the data folder is a link that leads there.
 */
export async function findHome(dataDir: string, account?: Account): Promise<string> {
  const path = join(dataDir, 'postgres')
  const there = await lstat(path).catch(() => undefined)
  if (there?.isSymbolicLink()) return followed(path)
  if (!account || (await canEnter(account, dataDir))) return dataDir
  if (there) throw unreachable(dataDir, account)
  const home = join(elsewhere, createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true, mode: 0o711 })
  return home
}

/** Leaves a link in the data folder to a cluster that lives elsewhere; true if it was not there before. */
export async function linkHome(dataDir: string, home: string): Promise<boolean> {
  const path = join(dataDir, 'postgres')
  if (home === dataDir || (await lstat(path).catch(() => undefined))) return false
  await symlink(join(home, 'postgres'), path)
  return true
}

async function followed(link: string): Promise<string> {
  const target = resolve(dirname(link), await readlink(link))
  if (await lstat(target).catch(() => undefined)) return dirname(target)
  throw new Problem(
    'unavailable',
    'postgres.cluster_missing',
    `The database is gone: ${link} leads to ${target}.`,
  )
}

/** Asks the operating system rather than reading mode bits: lists of rights and mounts have a say too. */
function canEnter(account: Account, folder: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account).then(
    () => true,
    () => false,
  )
}

function unreachable(dataDir: string, account: Account): Problem {
  return new Problem(
    'unavailable',
    'postgres.unreachable',
    `User ${account.name}, whom the database in ${dataDir} runs under, may not enter that folder. ` +
      'Move the data folder, or let others pass the folders above it (chmod o+x).',
  )
}
