import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { Problem } from '#kernel/problem.ts'

import { replaceFile } from './files.ts'

export interface Lock {
  release(): void
}

/**
 * Takes the data folder for this process, or says who has it. The lock is one of the operating system, held
 * through SQLite because Node has no call for file locks: it ends with the process however that dies, works
 * across containers on one volume, and never mistakes a reused process id for a living Kontor.
 * `kontor.pid` beside it only names the holder.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const lock = open(join(folder, 'kontor.lock'))
  if (!lock) throw await inUse(folder)
  await replaceFile(join(folder, 'kontor.pid'), `${process.pid}\n`, { mode: 0o644 })
  return { release: () => lock.close() }
}

function open(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = memory; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined
    throw error
  }
}

const sqliteBusy = 5

async function inUse(folder: string): Promise<Problem> {
  const pid = (await readFile(join(folder, 'kontor.pid'), 'utf8').catch(() => '')).trim()
  const holder = pid ? `process ${pid}` : 'another process'
  return new Problem(
    'conflict',
    'data_folder.in_use',
    `The data folder ${folder} is already in use by ${holder}.`,
  )
}
