import { spawn } from 'node:child_process'

import type { Account } from './account.ts'
import { inIsolation } from './run.ts'

/**
 * The pipe from us ends when we die, however we die; the shell at its other end then ends PostgreSQL cleanly,
 * unless a new Kontor has taken the folder over in the meantime.
 */
const script = `
read -r _
read -r owner < "$2/kontor.pid"
[ "$owner" = "$3" ] || exit 0
read -r postmaster < "$1/postmaster.pid" && kill -INT "$postmaster"
`

/** Sees to it that PostgreSQL does not outlive us for long; costs a megabyte, and Windows goes without. */
export function watch(cluster: string, home: string, account?: Account): { release(): void } {
  if (process.platform === 'win32') return { release: () => undefined }
  const child = spawn('/bin/sh', ['-c', script, 'sh', cluster, home, String(process.pid)], {
    ...inIsolation(account),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.on('error', () => undefined)
  child.unref()
  const pipe = child.stdin as typeof child.stdin & { unref?(): void }
  pipe.on('error', () => undefined)
  pipe.unref?.()
  return { release: () => void child.kill('SIGKILL') }
}
