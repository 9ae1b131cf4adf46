import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { childrenOf } from '#platform/postgres/stand-in.ts'

const MAIN = join(import.meta.dirname, '../src/app/main.ts')

/** Whom a test signs in as; the program makes this user at its first start. */
export const ADMIN = { email: 'ada@example.com', password: 'ein langes Kennwort' }

export interface Surroundings {
  dataDir?: string
  env?: Record<string, string>
  /** Another user of the system; only root can choose one. */
  as?: { uid: number; gid: number } | undefined
}

/** The real program, as the command line starts it. */
export interface Program {
  address: string
  /** All it has printed so far. */
  output(): string
  /** Asks it to end and says how. */
  stop(): Promise<{ code: number | null; milliseconds: number }>
  /** `kill -9` of it and of every process it started. */
  killEverything(): Promise<void>
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  cookie: string
}

const running = new Set<ChildProcess>()

/** Starts `kontor serve` on a free port and waits until it answers; signs in when `ADMIN` is its administrator. */
export async function startProgram(surroundings: Surroundings): Promise<Program> {
  const child = launch(['serve'], surroundings)
  running.add(child)
  const output = collect(child)
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const address = await waitFor(output, /: (http:\/\/\S+)/, exit)
  const ended = () => void running.delete(child)
  const program: Program = {
    address,
    output,
    cookie: '',
    async stop() {
      const from = performance.now()
      child.kill('SIGTERM')
      const code = await exit
      ended()
      return { code, milliseconds: performance.now() - from }
    },
    async killEverything() {
      for (const pid of treeOf(child.pid ?? 0)) kill(pid)
      await exit
      ended()
    },
    async call(method, path, body) {
      const init: RequestInit = { method, headers: { cookie: program.cookie } }
      if (body !== undefined) {
        init.body = JSON.stringify(body)
        init.headers = { ...init.headers, 'content-type': 'application/json' }
      }
      const reply = await fetch(`${address}/api/v1${path}`, init)
      const [cookie] = reply.headers.getSetCookie()
      if (cookie) program.cookie = cookie.split(';')[0] ?? ''
      return { status: reply.status, body: await reply.json().catch(() => undefined) }
    },
  }
  if (!output().includes('Set it up')) await program.call('POST', '/session', ADMIN)
  return program
}

/** Runs one command to its end. */
export async function runProgram(
  args: string[],
  surroundings: Surroundings = {},
): Promise<{ code: number | null; output: string }> {
  const child = launch(args, surroundings)
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output() }
}

/** For `afterAll`: nothing that a failed test started stays. */
export function endPrograms(): void {
  for (const child of running) for (const pid of treeOf(child.pid ?? 0)) kill(pid)
  running.clear()
}

function launch(args: string[], { dataDir, env, as }: Surroundings): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: '/',
    env: {
      PATH: process.env['PATH'],
      KONTOR_PORT: '0',
      ...(dataDir ? { KONTOR_DATA_DIR: dataDir } : {}),
      KONTOR_ADMIN_EMAIL: ADMIN.email,
      KONTOR_ADMIN_PASSWORD: ADMIN.password,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => (text += chunk))
  }
  return () => text
}

/** Looks whenever the program has said something or ended. */
async function waitFor(output: () => string, pattern: RegExp, exit: Promise<number | null>): Promise<string> {
  const over = exit.then((code) => {
    throw new Error(`Kontor ended with ${code}: ${output()}`)
  })
  over.catch(() => {})
  for (;;) {
    const found = pattern.exec(output().replaceAll(/^\{.*\n/gm, ''))?.[1]
    if (found) return found
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), over])
  }
}

function treeOf(pid: number): number[] {
  return [...childrenOf(pid).flatMap(treeOf), pid]
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
