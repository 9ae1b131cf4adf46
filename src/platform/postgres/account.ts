import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'

import { Problem } from '#kernel/problem.ts'

import { run } from './run.ts'

/** A user of the operating system whom PostgreSQL runs under. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * Whom PostgreSQL must run under: `undefined` means "as ourselves". PostgreSQL refuses to run as root, so root
 * lends it the owner of the first folder that belongs to somebody else, else `postgres`, else `nobody`.
 */
export async function chooseAccount(folders: string[]): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return demandOwnName()
  for (const folder of folders) {
    const uid = (await stat(folder).catch(() => undefined))?.uid
    const owner = uid ? await lookUp(uid) : undefined
    if (owner) return owner
  }
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  if (account) return account
  throw new Problem(
    'unavailable',
    'postgres.no_account',
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor a user "nobody".',
  )
}

/** PostgreSQL ends with "could not look up effective user ID" when the user it runs under has no name. */
function demandOwnName(): undefined {
  if (process.platform === 'win32') return
  try {
    userInfo()
  } catch {
    throw new Problem(
      'unavailable',
      'postgres.no_account',
      `User id ${process.getuid?.()} has no entry in /etc/passwd, and PostgreSQL needs one.`,
    )
  }
}

async function lookUp(nameOrUid: string | number): Promise<Account | undefined> {
  const known = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return find(known, nameOrUid) ?? find((await askDirectory(nameOrUid)).split('\n'), nameOrUid)
}

/** Users of LDAP and of macOS do not stand in /etc/passwd. */
function askDirectory(nameOrUid: string | number): Promise<string> {
  const line =
    process.platform === 'darwin'
      ? run('id', ['-P', String(nameOrUid)])
      : run('getent', ['passwd', String(nameOrUid)])
  return line.catch(() => '')
}

/** Lines are `name:password:uid:gid:…`; macOS writes the uid of `nobody` as -2. */
function find(lines: string[], nameOrUid: string | number): Account | undefined {
  for (const line of lines) {
    const [name, , uid, gid] = line.split(':')
    if (!name || !uid || !gid) continue
    const account = { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
    if (name === nameOrUid || account.uid === nameOrUid) return account
  }
  return undefined
}
