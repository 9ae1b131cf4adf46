import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { Client } from 'pg'

import type { Connection } from './address.ts'

/** For tests: a folder that every account may pass through, and its removal. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'kontor-test-'))
  await chmod(path, 0o711)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** For tests: another Kontor process that does nothing but run the PostgreSQL of a data folder. */
export interface StandIn {
  process: ChildProcess
  connection: Connection
  kill(): Promise<void>
  stop(): Promise<void>
}

const program = `
  const { startPostgres } = await import(process.env.SUPERVISOR)
  try {
    const postgres = await startPostgres({ dataDir: process.env.DATA_DIR })
    process.stdin.on('data', () => postgres.stop().then(() => process.exit()))
    console.log(JSON.stringify(postgres.connection))
  } catch (error) {
    console.log(JSON.stringify({ refused: error.message }))
  }
`

/** Starts a stand-in, as another user if `uid` and `gid` are given. */
export async function startStandIn(
  dataDir: string,
  options: { uid?: number; gid?: number; env?: Record<string, string> } = {},
): Promise<StandIn> {
  const supervisor = new URL('supervisor.ts', import.meta.url).href
  const { env, uid, gid } = options
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    ...(uid !== undefined && gid !== undefined ? { uid, gid } : {}),
    cwd: '/',
    env: { PATH: process.env['PATH'], SUPERVISOR: supervisor, DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const connection = JSON.parse(line) as Connection & { refused?: string }
  if (connection.refused) throw new Error(connection.refused)
  const exit = once(child, 'exit')
  return {
    process: child,
    connection,
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
    async stop() {
      child.stdin.write('\n')
      await exit
    },
  }
}

/** For tests: one query on a connection of its own. */
export async function ask<Row extends object>(connection: Connection, text: string): Promise<Row> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Row>(text)
    return rows[0] as Row
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** For tests: the process id in `postmaster.pid`. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

/** For tests: the processes that a process started, by the words of their command. */
export function childrenOf(pid: number, words = ''): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return table
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , parent, command]) => Number(parent) === pid && command?.includes(words))
    .map(([, child]) => Number(child))
}
