import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Connection } from '#platform/database.ts'
import type { Told } from './spy.ts'

/** A real Kontor on a generated database, watched from outside. */
export interface KontorProcess {
  port: number
  /** From the command to the line that says it serves. */
  startMs: number
  pid: number
  postmaster: number
  connection: Connection
  /** Tells what was since the last call and, with `record`, listens to the statements that follow. */
  tell(next: 'record' | 'quiet'): Promise<Told>
  close(): Promise<void>
}

export async function startKontor(dataDir: string): Promise<KontorProcess> {
  const root = join(import.meta.dirname, '..')
  // What `npm start` runs, with its settings of Node.
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const command: string[] = scripts.start.split(' ').slice(1)
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'spy.ts'), ...command], {
    cwd: root,
    env: {
      ...process.env,
      KONTOR_DATA_DIR: dataDir,
      KONTOR_PORT: '0',
      KONTOR_LOG: 'warn',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const exit = once(child, 'exit')
  const lines = createInterface(child.stdout as NodeJS.ReadableStream)
  const first = await Promise.race([once(lines, 'line'), exit.then(() => undefined)])
  if (!first) throw new Error('Kontor did not start.')
  const startMs = performance.now() - started
  const port = Number(/:(\d+)$/.exec(String(first[0]))?.[1])
  const [pid, , , socketPort, folder] = (
    await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')
  ).split('\n')
  return {
    port,
    startMs,
    pid: child.pid ?? 0,
    postmaster: Number(pid),
    connection: { host: folder ?? '', port: Number(socketPort), user: 'kontor', database: 'kontor' },
    async tell(next) {
      const told = once(child, 'message')
      child.send(next)
      return ((await told) as [Told])[0]
    },
    async close() {
      child.kill('SIGTERM')
      await exit
    },
  }
}
