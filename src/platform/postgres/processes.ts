import { readFileSync, realpathSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import { run } from './run.ts'

/** Whether a process is there and not merely waiting for its parent to notice that it ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return true
  }
}

/** Whether a process is the postmaster of this cluster: it works in the cluster's folder, a reused pid does not. */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (!isRunning(pid)) return false
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux') {
    return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
      (command) => command.includes('postgres'),
      () => false,
    )
  }
  try {
    return realpathSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

/** Waits for a process to end; false if it has not within the time. */
export async function ended(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false
    await delay(10)
  }
  return true
}
