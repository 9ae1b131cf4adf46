import { lstat, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '#kernel/problem.ts'
import { chooseAccount } from './account.ts'
import { socketConnection, tcpConnection } from './address.ts'
import { findHome } from './home.ts'
import { findPostmaster } from './postmaster.ts'
import { isRunning } from './processes.ts'
import { ask } from './readiness.ts'
import { startPostgres } from './supervisor.ts'
import type { EmbeddedPostgres, PostgresOptions } from './supervisor.ts'

/**
 * The database of a data folder for a command beside Kontor: the one a running Kontor keeps, which goes on after
 * `stop`; else it is started and stopped again. Never makes a new one.
 */
export async function reachPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const there = await lstat(join(options.dataDir, 'postgres')).catch(() => undefined)
  if (!there) {
    throw new Problem('missing', 'data_folder.empty', `There is no database in ${options.dataDir} yet.`)
  }
  try {
    return await startPostgres(options)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'data_folder.in_use') throw error
    return joinPostgres(options, error)
  }
}

const PATIENCE = 30_000

/** A Kontor that is just starting has the folder but not yet a server. */
async function joinPostgres(options: PostgresOptions, inUse: Problem): Promise<EmbeddedPostgres> {
  const dataDir = await realpath(options.dataDir)
  const account = await chooseAccount([join(dataDir, 'postgres'), dataDir])
  const home = await findHome(dataDir, account)
  const cluster = join(home, 'postgres')
  const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket')
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await delay(100)) {
    const running = await findPostmaster(cluster)
    if (!running) continue
    const connection =
      transport === 'tcp'
        ? await tcpConnection(home, account, running.port)
        : await socketConnection(cluster, account)
    const answer = await ask(connection, () => isRunning(running.pid))
    if (answer?.folder === cluster) return { connection, stop: () => Promise.resolve() }
  }
  throw inUse
}
