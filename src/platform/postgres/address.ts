import { createHash, randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Problem } from '#kernel/problem.ts'

import type { Account } from './account.ts'
import { replaceFile } from './files.ts'

/** How a client reaches the cluster; a host that begins with `/` is the folder of a Unix socket. */
export interface Connection {
  host: string
  port: number
  user: string
  database: string
  password?: string
}

/** `socket` wherever Node can open Unix sockets; `tcp` on loopback with a password is for Windows. */
export type Transport = 'socket' | 'tcp'

const names = { user: 'kontor', database: 'kontor' }

/** Only the cluster's account and root get through to the socket, so it needs no password. */
export async function socketConnection(cluster: string, account?: Account): Promise<Connection> {
  return { host: await socketFolder(cluster, account), port: 5432, ...names }
}

/** A free port on loopback, unless a running server already has one. */
export async function tcpConnection(
  home: string,
  account?: Account,
  runningPort?: number,
): Promise<Connection> {
  const port = runningPort ?? (await freePort())
  return { host: '127.0.0.1', port, ...names, password: await password(home, account) }
}

/** The kernel takes 107 bytes on Linux and 103 on macOS for a socket's path, of which 14 are its name. */
const longestFolder = 88

async function socketFolder(cluster: string, account?: Account): Promise<string> {
  if (Buffer.byteLength(cluster) <= longestFolder) return cluster
  const name = `kontor-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`
  const base = Buffer.byteLength(join(tmpdir(), name)) <= longestFolder ? tmpdir() : '/tmp'
  const folder = join(base, name)
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (made && account) await chown(folder, account.uid, account.gid)
  return demandPrivate(folder, account?.uid ?? process.getuid?.())
}

/** Anybody may write into the folder for temporary files, so somebody else may have made ours first. */
async function demandPrivate(folder: string, uid?: number): Promise<string> {
  const found = await lstat(folder)
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return folder
  throw new Problem(
    'unavailable',
    'postgres.socket_folder',
    `${folder} is not a private folder of user ${uid}.`,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Where initdb reads the password from; made with the first cluster. */
export function passwordFile(home: string): string {
  return join(home, 'postgres.password')
}

async function password(home: string, account?: Account): Promise<string> {
  const path = passwordFile(home)
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known) return known.trim()
  const made = randomBytes(24).toString('base64url')
  await replaceFile(path, `${made}\n`, { mode: 0o600, account })
  return made
}
