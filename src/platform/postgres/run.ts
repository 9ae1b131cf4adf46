import { execFile } from 'node:child_process'

import type { Account } from './account.ts'

/** Runs a program to its end, as `account` when given, and returns what it printed; throws with its words. */
export function run(command: string, args: string[], account?: Account): Promise<string> {
  const options = { ...inIsolation(account), maxBuffer: 10_000_000 }
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(Object.assign(error, { message: `${command}: ${stderr.trim() || error.message}` }))
      else resolve(stdout)
    })
  })
}

const passedOn = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'ComSpec', 'windir']

/**
 * How every child starts: nothing of our environment (it may hold secrets, and `PG*` would steer PostgreSQL),
 * from a folder every account may enter, and under the account.
 */
export function inIsolation(account?: Account) {
  const env: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of passedOn) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  return { env, cwd: process.platform === 'win32' ? process.cwd() : '/', windowsHide: true, ...ids(account) }
}

function ids(account?: Account) {
  return account ? { uid: account.uid, gid: account.gid } : {}
}
