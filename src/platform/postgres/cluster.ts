import { chmod, chown, lchown, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { Problem } from '#kernel/problem.ts'

import type { Account } from './account.ts'
import { passwordFile } from './address.ts'
import { majorOf, program } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { syncFolder } from './files.ts'
import { run } from './run.ts'

export interface ClusterPlan {
  home: string
  binaries: Binaries
  account: Account | undefined
  password: string | undefined
  unsafe: boolean
}

/** Makes the cluster in `home/postgres` if there is none, and demands that an existing one fits the binaries. */
export async function prepareCluster(plan: ClusterPlan): Promise<string> {
  const cluster = join(plan.home, 'postgres')
  if (await lstat(cluster).catch(() => undefined)) {
    await demandOwnership(cluster, plan.account)
    await demandMajor(cluster, plan.binaries)
  } else await createCluster(cluster, plan)
  return cluster
}

/** The folder gets its name only when initdb has finished, so an interrupted first start begins anew. */
async function createCluster(cluster: string, plan: ClusterPlan): Promise<void> {
  const draft = `${cluster}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  if (plan.account) await chown(draft, plan.account.uid, plan.account.gid)
  const args = ['-D', draft, '-U', 'kontor', '-E', 'UTF8', '--data-checksums', ...authentication(plan)]
  if (plan.unsafe) args.push('--no-sync')
  await initdb(plan, args)
  await rename(draft, cluster)
  await syncFolder(plan.home)
}

/** Without a password only the socket is open, which nobody but the account and root can reach. */
function authentication(plan: ClusterPlan): string[] {
  if (plan.password === undefined) return ['--auth-local=trust', '--auth-host=reject']
  return ['--auth=scram-sha-256', `--pwfile=${passwordFile(plan.home)}`]
}

/**
 * Order and case come from PostgreSQL's own tables where it has them (17 and later), so they are the same on
 * every machine. LC_CTYPE still is the system's: trigrams ask it what a letter is, and `C` says "ü" is none.
 */
async function initdb(plan: ClusterPlan, args: string[]): Promise<void> {
  const builtin = majorOf(plan.binaries.version) >= 17
  const provider = builtin ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const all = [...args, ...provider, '--locale=C']
  const command = program(plan.binaries.bin, 'initdb')
  await run(command, [...all, '--lc-ctype=C.UTF-8'], plan.account).catch(async (error: Error) => {
    if (!/invalid locale/.test(error.message)) throw error
    await run(command, all, plan.account)
  })
}

/** A folder that root copied or restored belongs to root: give it back to the account. */
async function demandOwnership(cluster: string, account?: Account): Promise<void> {
  const { uid } = await lstat(cluster)
  if (account && uid !== account.uid) {
    await giveTo(account, cluster)
    await chmod(cluster, 0o700)
  }
  if (!account && process.getuid && uid !== process.getuid()) {
    throw new Problem(
      'unavailable',
      'postgres.other_owner',
      `The database in ${cluster} belongs to user id ${uid}; start Kontor as that user or as root.`,
    )
  }
}

async function giveTo(account: Account, path: string): Promise<void> {
  await lchown(path, account.uid, account.gid)
  if (!(await lstat(path)).isDirectory()) return
  for (const name of await readdir(path)) await giveTo(account, join(path, name))
}

async function demandMajor(cluster: string, binaries: Binaries): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (made === String(majorOf(binaries.version))) return
  throw new Problem(
    'conflict',
    'postgres.other_major',
    `The database in ${cluster} was made by PostgreSQL ${made || 'of an unknown version'}, ` +
      `and this is PostgreSQL ${binaries.version}. Make a backup with the old Kontor and restore it here.`,
  )
}
