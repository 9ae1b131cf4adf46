import { mkdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { chooseAccount } from './account.ts'
import { socketConnection, tcpConnection } from './address.ts'
import type { Connection, Transport } from './address.ts'
import { findBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { findHome, linkHome } from './home.ts'
import { lockFolder } from './lock.ts'
import { openLog } from './log.ts'
import type { Log } from './log.ts'
import { end, findPostmaster, fits, launch } from './postmaster.ts'
import type { Server } from './postmaster.ts'
import { isRunning } from './processes.ts'
import { settings, writeSettings } from './settings.ts'
import { watch } from './watchdog.ts'

export interface EmbeddedPostgres {
  connection: Connection
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Kontor's data folder; the cluster is `postgres` in it. */
  dataDir: string
  log?: (line: string) => void
  /** Windows has `tcp`, all others `socket`. */
  transport?: Transport
  /** For throw-away clusters in tests only: a power cut loses everything. */
  unsafe?: boolean
}

/** Starts, or takes over, the PostgreSQL of a data folder, makes it on the first start, and keeps it running. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.log ?? (() => undefined)
  const dataDir = await makeFolder(resolve(options.dataDir))
  const account = await chooseAccount([join(dataDir, 'postgres'), dataDir])
  const home = await findHome(dataDir, account)
  const lock = await lockFolder(home, account)
  const log = openLog(join(dataDir, 'postgres.log'), account)
  const watchdog = watch(join(home, 'postgres'), home, account)
  const close = async () => {
    await watchdog.release()
    log.close()
    lock.release()
  }
  try {
    const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket')
    const found = { home, account, transport, unsafe: options.unsafe ?? false, log }
    const { server, pid } = await bringUp(found, say)
    if (await linkHome(dataDir, home)) {
      say(`User ${account?.name} may not enter ${dataDir}, so the database lives in ${home}.`)
    }
    const keeper = keepRunning(server, pid, say)
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await keeper.stop()
      await close()
    }
    return { connection: server.connection, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await close()
    throw error
  }
}

interface Found {
  home: string
  account: Server['account']
  transport: Transport
  unsafe: boolean
  log: Log
}

async function bringUp(found: Found, say: (line: string) => void): Promise<{ server: Server; pid: number }> {
  const { home, account, transport, unsafe, log } = found
  const binaries = await findBinaries(home, account)
  const running = await findPostmaster(join(home, 'postgres'))
  const connection =
    transport === 'tcp'
      ? await tcpConnection(home, account, running?.port)
      : await socketConnection(join(home, 'postgres'), account)
  const cluster = await prepareCluster({ home, binaries, account, password: connection.password, unsafe })
  const server = { cluster, binaries, account, transport, connection, log }
  const unchanged = await writeSettings(cluster, settings(connection, unsafe), account)
  if (running && unchanged && (await fits(server, running))) {
    say(`PostgreSQL still runs as process ${running.pid} and is taken over.`)
    return { server, pid: running.pid }
  }
  if (running) {
    say(`PostgreSQL still runs as process ${running.pid}, of other binaries or settings: it is started anew.`)
    await end(server, running.pid)
  }
  return { server, pid: await launch(server) }
}

/** Starts the server again when it ends by itself, until it is stopped. */
function keepRunning(server: Server, first: number, say: (line: string) => void) {
  let pid = first
  const stopping = new AbortController()
  let seconds = 1
  const pause = () =>
    delay(seconds * 1_000, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
  async function keep(): Promise<void> {
    for (await pause(); !stopping.signal.aborted; await pause()) {
      if (isRunning(pid)) continue
      say('PostgreSQL ended by itself and is started again.')
      try {
        pid = await launch(server)
        seconds = 1
      } catch (error) {
        say((error as Error).message)
        seconds = Math.min(60, seconds * 2)
      }
    }
  }
  const kept = keep()
  return {
    async stop(): Promise<void> {
      stopping.abort()
      await kept
      await end(server, pid)
    },
  }
}

/** Root's data folder may be passed by all and listed by none: PostgreSQL's account must get through it. */
async function makeFolder(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  await mkdir(path, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return realpath(path)
}
