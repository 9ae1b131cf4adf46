import { spawn } from 'node:child_process'
import { once } from 'node:events'

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
export function watch(cluster: string, home: string, account?: Account): { release(): Promise<void> } {
  if (process.platform === 'win32') return { release: () => Promise.resolve() }
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
  return {
    async release() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
