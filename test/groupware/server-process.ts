import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who a server runs as: these servers refuse to be root, so that root lends them the rights of nobody. */
export const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined

/** A folder of its own for one server, which may read and write there. */
export async function serverFolder(name: string): Promise<{
  path: string
  /** Writes a file and gives back where it is. */
  put(file: string, content: string): Promise<string>
  remove(): Promise<void>
}> {
  const path = await mkdtemp(join(tmpdir(), `kontor-${name}-`))
  const own = async (what: string) => NOBODY && (await chown(what, NOBODY.uid, NOBODY.gid))
  await chmod(path, 0o755)
  await own(path)
  return {
    path,
    async put(file, content) {
      const place = join(path, file)
      await writeFile(place, content)
      await own(place)
      return place
    },
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A port nobody listens at now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return port
}

/** Starts a server and waits until its port answers. */
export async function startServer(
  command: string,
  args: string[],
  { port, cwd }: { port: number; cwd: string },
): Promise<{ stop(): Promise<void> }> {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/bin', HOME: cwd },
    ...NOBODY,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const over = once(child, 'exit').then(([code]) => code as number | null)
  const early = over.then((code) => {
    throw new Error(`${command} ended with ${code}: ${said}`)
  })
  early.catch(() => {})
  while (!(await answers(port))) await Promise.race([new Promise((done) => setTimeout(done, 20)), early])
  return { stop: () => end(child, over) }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function end(child: ChildProcess, over: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  const late = setTimeout(() => void child.kill('SIGKILL'), 5000)
  await over
  clearTimeout(late)
}
