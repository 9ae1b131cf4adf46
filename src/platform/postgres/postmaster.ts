import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import type { Account } from './account.ts'
import type { Connection, Transport } from './address.ts'
import { program } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import type { Log } from './log.ts'
import { ended, isPostmasterOf, isRunning } from './processes.ts'
import { ask } from './readiness.ts'
import { inIsolation } from './run.ts'

/** All that is needed to start and end the server of one cluster. */
export interface Server {
  cluster: string
  binaries: Binaries
  account: Account | undefined
  transport: Transport
  connection: Connection
  log: Log
}

export interface Postmaster {
  pid: number
  port: number
}

/** The server that already runs on a cluster, left by a Kontor that was killed. Clears away a stale pid file. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const path = join(cluster, 'postmaster.pid')
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!pid || !isRunning(pid)) return undefined
  if (await isPostmasterOf(pid, cluster)) return { pid, port: Number(lines[3]) }
  await rm(path, { force: true })
  return undefined
}

/** Whether a running server is of these binaries, answers, and serves this cluster. */
export async function fits(server: Server, postmaster: Postmaster): Promise<boolean> {
  const command = await readFile(join(server.cluster, 'postmaster.opts'), 'utf8').catch(() => '')
  if (!command.startsWith(`${program(server.binaries.bin, 'postgres')} `)) return false
  const answer = await ask(server.connection, () => isRunning(postmaster.pid)).catch(() => undefined)
  return answer?.version === server.binaries.version && answer.folder === server.cluster
}

/** Starts the server and waits until it answers, however long its recovery takes; returns its process id. */
export async function launch(server: Server): Promise<number> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const from = server.log.size()
    const pid = await (server.transport === 'tcp' ? throughPgCtl(server) : directly(server))
    if (pid) return pid
    const words = server.log.since(from)
    if (!/shared memory block|lock file/.test(words) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${words.trim() || 'it said nothing'}`)
    }
    await delay(250) // backends of a killed server take a moment to notice
  }
}

async function directly(server: Server): Promise<number | undefined> {
  const child = await start(server, 'postgres', ['-D', server.cluster])
  try {
    const answer = await ask(server.connection, () => child.exitCode === null && child.signalCode === null)
    return answer && child.pid
  } catch (error) {
    child.kill('SIGINT')
    throw error
  }
}

/** Windows: only pg_ctl can give up an administrator's rights, without which PostgreSQL refuses to run. */
async function throughPgCtl(server: Server): Promise<number | undefined> {
  if (!(await pgCtl(server, ['start', '-D', server.cluster, '-w', '-t', '600']))) return undefined
  const postmaster = await findPostmaster(server.cluster)
  const answer = postmaster && (await ask(server.connection, () => isRunning(postmaster.pid)))
  return answer && postmaster.pid
}

/** Ends a server: cleanly, then at once, then by force. */
export async function end(server: Server, pid: number): Promise<void> {
  if (!isRunning(pid)) return
  if (await request(server, pid, 'fast', 30)) return
  server.log.write('PostgreSQL does not end; it is told to end at once.')
  if (await request(server, pid, 'immediate', 10)) return
  process.kill(pid, 'SIGKILL')
  await ended(pid, 5_000)
}

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

async function request(server: Server, pid: number, mode: keyof typeof signals, seconds: number) {
  if (server.transport === 'tcp') {
    await pgCtl(server, ['stop', '-D', server.cluster, '-m', mode, '-w', '-t', String(seconds)])
    return !isRunning(pid)
  }
  if (isRunning(pid)) process.kill(pid, signals[mode])
  return ended(pid, seconds * 1_000)
}

async function pgCtl(server: Server, args: string[]): Promise<boolean> {
  const child = await start(server, 'pg_ctl', args)
  child.ref()
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode === 0
}

/** In a session of its own, so that Ctrl+C ends Kontor first and not the database under it. */
async function start(server: Server, name: 'postgres' | 'pg_ctl', args: string[]): Promise<ChildProcess> {
  const child = spawn(program(server.binaries.bin, name), args, {
    ...inIsolation(server.account),
    detached: process.platform !== 'win32',
    stdio: ['ignore', server.log.fd, server.log.fd],
  })
  await once(child, 'spawn')
  child.unref()
  return child
}
