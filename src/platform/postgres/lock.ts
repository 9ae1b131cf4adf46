import { accessSync, constants } from 'node:fs'
import { lchown, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { Problem } from '#kernel/problem.ts'

import type { Account } from './account.ts'
import { replaceFile } from './files.ts'

export interface Lock {
  release(): void
}

/**
 * Takes the data folder for this process, or says who has it. The lock is one of the operating system, held
 * through SQLite because Node has no call for file locks: it ends with the process however that dies, works
 * across containers on one volume, and never mistakes a reused process id for a living Kontor.
 * `kontor.pid` beside it only names the holder. What root makes here belongs to the account, who may come next.
 */
export async function lockFolder(folder: string, account?: Account): Promise<Lock> {
  const path = join(folder, 'kontor.lock')
  const lock = open(path)
  if (!lock) throw await inUse(folder)
  if (account) await lchown(path, account.uid, account.gid)
  await replaceFile(join(folder, 'kontor.pid'), `${process.pid}\n`, { mode: 0o644, account })
  return { release: () => lock.close() }
}

function open(path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    accessSync(path, constants.W_OK) // SQLite would settle for a shared lock
    database.exec('PRAGMA journal_mode = memory; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    const { errcode, code } = error as { errcode?: number; code?: string }
    if (errcode === sqlite.busy) return undefined
    if (errcode === sqlite.cannotOpen || code === 'EACCES') throw notOurs(path)
    throw error
  }
}

const sqlite = { busy: 5, cannotOpen: 14 }

function notOurs(path: string): Problem {
  return new Problem('unavailable', 'data_folder.not_writable', `This user may not write ${path}.`)
}

async function inUse(folder: string): Promise<Problem> {
  const pid = (await readFile(join(folder, 'kontor.pid'), 'utf8').catch(() => '')).trim()
  const holder = pid ? `process ${pid}` : 'another process'
  return new Problem(
    'conflict',
    'data_folder.in_use',
    `The data folder ${folder} is already in use by ${holder}.`,
  )
}
